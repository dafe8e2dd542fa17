import { RawHtml } from "../../raw.ts";
import { type Filter, onText } from "../filter.ts";
import { textOf } from "../python-text.ts";
import { quote } from "../quote.ts";
import { toInteger } from "../to-number.ts";
import { linkWords } from "./link-words.ts";

/** What may stand in an address unchanged. */
const iriSafe = "/#%[]=:;$&()+,!?*@'~";

export const urlFilters = new Map<string, Filter>([
  ["iriencode", onText((text) => quote(text, iriSafe), { keepsSafe: true })],
  [
    "urlencode",
    onText((text, { argument }) => quote(text, argument === undefined ? "/" : textOf(argument)), {
      argument: "optional",
    }),
  ],
  ["urlize", onText((text, about) => new RawHtml(linkWords(text, { ...about, limit: Infinity })))],
  [
    "urlizetrunc",
    onText(
      (text, about) =>
        new RawHtml(linkWords(text, { ...about, limit: toInteger(about.argument) ?? Infinity })),
      {
        argument: "required",
      },
    ),
  ],
]);
