import { escapeHtml } from "../escape-html.ts";
import { plainOfHtml } from "../output.ts";
import { quote } from "../quote.ts";
import { quoteAddress } from "./quote-address.ts";
import { trimPunctuation } from "./trim-punctuation.ts";

/** Longer words are no links, in characters: reading them would take too long. */
const maxLinkLength = 2048;

export interface LinkOptions {
  /** Whether the text has to be escaped. */
  readonly escapes: boolean;
  /** Links show at most so many characters of their address. */
  readonly limit: number;
}

const withScheme = /^https?:\/\/\[?[\p{L}\p{N}_]/iu;
const label = "[a-z0-9\\u00a1-\\uffff](?:[a-z0-9\\u00a1-\\uffff-]{0,61}[a-z0-9\\u00a1-\\uffff])?";
const withoutScheme = new RegExp(
  `^www\\.|^(?!http)${label}(?:\\.(?!-)[a-z0-9\\u00a1-\\uffff-]{1,63}(?<!-))*\\.(com|edu|gov|int|mil|net|org)($|/.*)$`,
  "iu",
);
const mail =
  /^[-!#$%&'*+/=?^_`{}|~0-9a-z]+(?:\.[-!#$%&'*+/=?^_`{}|~0-9a-z]+)*@(?:[a-z0-9\u00a1-\uffff](?:[a-z0-9\u00a1-\uffff-]{0,61}[a-z0-9\u00a1-\uffff])?\.)+(?:[a-z\u00a1-\uffff-]{2,63}|xn--[a-z0-9]{1,59})(?<!-)$/iu;

/** Makes links of the addresses in a text, as HTML. */
export function linkWords(text: string, options: LinkOptions): string {
  return text
    .split(/([\s<>"']+)/)
    .map((word) => linkWord(word, options))
    .join("");
}

function linkWord(word: string, { escapes, limit }: LinkOptions): string {
  const write = (part: string) => (escapes ? escapeHtml(part) : part);
  if (word.length > maxLinkLength || !/[.@:]/.test(word)) return write(word);
  const { lead, middle, trail } = trimPunctuation(word);
  const link = addressOf(middle);
  if (link === undefined) return write(word);
  const shown = middle.length > limit ? `${middle.slice(0, Math.max(0, limit - 1))}…` : middle;
  const rel = link.startsWith("mailto:") ? "" : ' rel="nofollow"';
  return `${write(lead)}<a href="${escapeHtml(link)}"${rel}>${write(shown)}</a>${write(trail)}`;
}

function addressOf(word: string): string | undefined {
  if (withScheme.test(word)) return quoteAddress(plainOfHtml(word));
  if (withoutScheme.test(word)) return quoteAddress(`http://${plainOfHtml(word)}`);
  if (word.includes(":") || !mail.test(word)) return undefined;
  const at = word.lastIndexOf("@");
  return `mailto:${quote(word.slice(0, at), "")}@${quote(word.slice(at + 1), "")}`;
}
