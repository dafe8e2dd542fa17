import { type Filter, onText } from "../filter.ts";
import { toInteger } from "../to-number.ts";
import { truncateHtmlCharacters, truncateHtmlWords } from "./truncate-html.ts";

type Truncate = (text: string, length: number) => string;

/** Without a whole number the text stays as it is; with 0 or less nothing is left. */
const truncating = (truncate: Truncate): Filter =>
  onText(
    (text, { argument }) => {
      const length = toInteger(argument);
      if (length === undefined) return text;
      return length <= 0 ? "" : truncate(text, length);
    },
    { argument: "required", keepsSafe: true },
  );

export const truncateFilters = new Map<string, Filter>([
  ["truncatechars", truncating(truncateCharacters)],
  ["truncatechars_html", truncating(truncateHtmlCharacters)],
  ["truncatewords", truncating(truncateWords)],
  ["truncatewords_html", truncating(truncateHtmlWords)],
]);

/** Accents that are characters of their own do not count. */
function truncateCharacters(text: string, length: number): string {
  const characters = [...text.normalize("NFC")];
  let seen = 0;
  let end = length > 1 ? undefined : 0;
  for (const [index, character] of characters.entries()) {
    if (/\p{Mn}/u.test(character)) continue;
    seen++;
    if (end === undefined && seen > length - 1) end = index;
    if (seen > length) return withEllipsis(characters.slice(0, end).join(""));
  }
  return characters.join("");
}

function withEllipsis(text: string): string {
  return text.endsWith("…") ? text : `${text}…`;
}

function truncateWords(text: string, length: number): string {
  const words = text.match(/\S+/g) ?? [];
  return words.length > length ? `${words.slice(0, length).join(" ")} …` : words.join(" ");
}
