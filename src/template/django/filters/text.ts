import { RawHtml } from "../../raw.ts";
import { type AboutText, type Filter, onText } from "../filter.ts";
import { textOf } from "../python-text.ts";
import { toInteger } from "../to-number.ts";
import { wrapWords } from "./wrap-words.ts";

const safe = { keepsSafe: true } as const;
const withArgument = { argument: "required" } as const;
const safeWithArgument = { ...safe, ...withArgument };

export const textFilters = new Map<string, Filter>([
  ["addslashes", onText((text) => text.replace(/[\\"']/g, "\\$&"), safe)],
  ["capfirst", onText(capFirst, safe)],
  ["center", onText(center, safeWithArgument)],
  ["cut", onText(cut, withArgument)],
  ["ljust", onText((text, about) => text + missing(text, about), safeWithArgument)],
  ["lower", onText((text) => text.toLowerCase(), safe)],
  ["phone2numeric", onText((text) => [...text.toLowerCase()].map(phoneKey).join(""), safe)],
  ["rjust", onText((text, about) => missing(text, about) + text, safeWithArgument)],
  ["slugify", onText(slugify, safe)],
  ["title", onText(title, safe)],
  ["upper", onText((text) => text.toUpperCase())],
  ["wordcount", onText((text) => text.match(/\S+/g)?.length ?? 0)],
  ["wordwrap", onText((text, { argument }) => wrapWords(text, toInteger(argument) ?? 79), safeWithArgument)],
]);

function capFirst(text: string): string {
  const [first = ""] = text;
  return first.toUpperCase() + text.slice(first.length);
}

/** The spaces that the text lacks to be as wide as the argument says. */
function missing(text: string, { argument }: AboutText): string {
  return " ".repeat(Math.max(0, (toInteger(argument) ?? 0) - [...text].length));
}

function center(text: string, about: AboutText): string {
  const spaces = missing(text, about);
  const before = Math.floor(spaces.length / 2);
  return spaces.slice(0, before) + text + spaces.slice(before);
}

/** Without a semicolon, entities of safe HTML stay whole. */
function cut(text: string, { argument, isSafe }: AboutText): unknown {
  const unwanted = textOf(argument);
  const rest = unwanted ? text.replaceAll(unwanted, "") : text;
  return isSafe && unwanted !== ";" ? new RawHtml(rest) : rest;
}

const phoneKeys = ["", "", "abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz"];

function phoneKey(letter: string): string {
  const key = phoneKeys.findIndex((letters) => letters.includes(letter));
  return key > 0 ? String(key) : letter;
}

function slugify(text: string): string {
  const ascii = text.normalize("NFKD").replace(/\P{ASCII}/gu, "");
  const words = ascii
    .toLowerCase()
    .replace(/[^\w\s-]/g, "")
    .replace(/[-\s]+/g, "-");
  return words.replace(/^[-_]+|[-_]+$/g, "");
}

function titleWord(word: string): string {
  const [first = ""] = word;
  const [capital = "", ...rest] = first.toUpperCase();
  return capital + rest.join("").toLowerCase() + word.slice(first.length);
}

/** A capital at the start of every word, but not after an apostrophe or a digit. */
function title(text: string): string {
  const words = text.replace(/\p{L}+/gu, (word) => titleWord(word.toLowerCase()));
  const lower = (part: string) => part.toLowerCase();
  return words.replace(/([a-z])'([A-Z])/g, lower).replace(/\d([A-Z])/g, lower);
}
