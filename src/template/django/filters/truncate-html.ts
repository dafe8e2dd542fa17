import { voidElements } from "../../elements.ts";
import { escapeHtml } from "../escape-html.ts";
import { plainOfHtml } from "../output.ts";

const piece = /<!--[\s\S]*?-->|<[!?][^>]*>|<\/?[a-z](?:"[^"]*"|'[^']*'|[^>"'])*>|[^<]+|</gi;

/** What becomes of a text between tags. */
interface Cut {
  readonly html: string;
  readonly isLast: boolean;
}

/** Keeps the tags, closes those that are open where the text ends, and leaves comments out. */
function truncate(html: string, cut: (text: string, before: string) => Cut): string {
  const open: string[] = [];
  let out = "";
  for (const [found] of html.matchAll(piece)) {
    if (/^<[!?]/.test(found)) continue;
    const name = /^<\/?([a-z][^\s/>]*)/i.exec(found)?.[1]?.toLowerCase();
    if (name === undefined) {
      const { html: text, isLast } = cut(plainOfHtml(found), out);
      out += text;
      if (isLast)
        return (
          out +
          open
            .reverse()
            .map((each) => `</${each}>`)
            .join("")
        );
    } else if (found.startsWith("</")) out += closeTag(open, name);
    else {
      out += found;
      if (found.endsWith("/>")) out += voidElements.has(name) ? "" : `</${name}>`;
      else if (!voidElements.has(name)) open.push(name);
    }
  }
  return out;
}

function closeTag(open: string[], name: string): string {
  if (voidElements.has(name)) return "";
  if (open.at(-1) === name) open.pop();
  return `</${name}>`;
}

/** Truncates HTML to so many words. */
export function truncateHtmlWords(html: string, length: number): string {
  let left = length;
  return truncate(html, (text) => {
    const words = text.split(/(?<=\S)\s+(?=\S)/);
    const kept = escapeHtml(words.slice(0, left).join(" "));
    const isLast = left < words.length;
    left -= words.length;
    return { html: isLast ? `${kept} …` : kept, isLast };
  });
}

/** Truncates HTML to so many characters, of which the last is the ellipsis. */
export function truncateHtmlCharacters(html: string, length: number): string {
  const source = html.normalize("NFC");
  let left = length - 1;
  let seen = 0;
  return truncate(source, (text, before) => {
    const characters = [...text];
    seen += characters.length;
    if (seen === length && before.length + text.length === source.length) return { html: text, isLast: true };
    const kept = escapeHtml(characters.slice(0, left).join(""));
    const isLast = left < characters.length;
    left -= characters.length;
    return { html: isLast && !kept.endsWith("…") ? `${kept}…` : kept, isLast };
  });
}
