import { plainOfHtml } from "../output.ts";

const wrappings = [
  ["(", ")"],
  ["[", "]"],
] as const;

export interface Trimmed {
  readonly lead: string;
  readonly middle: string;
  readonly trail: string;
}

/** Takes punctuation off both ends of a word, and brackets that are not opened inside it. */
export function trimPunctuation(word: string): Trimmed {
  let middle = word.replace(/^[([]+/, "");
  const lead = word.slice(0, word.length - middle.length);
  for (let before = ""; before !== middle && middle !== ""; ) {
    before = middle;
    for (const [opening, closing] of wrappings) middle = trimWrapping(middle, opening, closing);
    middle = trimTrailing(middle);
  }
  return { lead, middle, trail: word.slice(lead.length + middle.length) };
}

function trimWrapping(text: string, opening: string, closing: string): string {
  if (!text.endsWith(closing)) return text;
  const surplus = count(text, closing) - count(text, opening);
  return surplus > 0 ? text.slice(0, -surplus) : text;
}

const count = (text: string, character: string): number => text.split(character).length - 1;

/** A semicolon that ends an entity stays. */
function trimTrailing(text: string): string {
  const ampersand = text.lastIndexOf("&");
  const trimmed = text.replace(ampersand < 0 ? /[.,:;!]+$/ : /[.,:!]+$/, "");
  if (!trimmed.endsWith(";")) return trimmed;
  const entity = trimmed.slice(ampersand);
  const meaning = plainOfHtml(entity);
  if (meaning !== entity && !meaning.endsWith(";")) return trimmed;
  const bare = trimmed.replace(/[.,:;!]+$/, "");
  const semicolons = trimmed.length - trimmed.replace(/;+$/, "").length;
  if (ampersand < 0 || semicolons <= 1) return bare;
  return trimmed.slice(0, bare.length + trimmed.slice(bare.length).indexOf(";") + 1);
}
