import { RawHtml } from "../../raw.ts";
import { escapeHtml, toSafeHtml } from "../escape-html.ts";
import { type AboutText, type Filter, onText, onValue } from "../filter.ts";
import { textOf } from "../python-text.ts";
import { isTrue, itemsOf } from "../python-value.ts";
import { jsonText } from "./json-text.ts";
import { stripTags } from "./strip-tags.ts";

const safe = { keepsSafe: true } as const;

export const htmlFilters = new Map<string, Filter>([
  ["escape", onValue((value) => new RawHtml(toSafeHtml(value)))],
  ["escapejs", onText((text) => new RawHtml(escapeScript(text)))],
  ["escapeseq", onValue((value) => (itemsOf(value) ?? []).map((item) => new RawHtml(toSafeHtml(item))))],
  ["force_escape", onText((text) => new RawHtml(escapeHtml(text)))],
  ["json_script", onValue(jsonScript, { argument: "optional" })],
  ["linebreaks", onText(paragraphs)],
  [
    "linebreaksbr",
    onText((text, about) => new RawHtml(escaped(unixLines(text), about).replaceAll("\n", "<br>"))),
  ],
  ["linenumbers", onText(lineNumbers)],
  ["safe", onText((text) => new RawHtml(text))],
  ["safeseq", onValue((value) => (itemsOf(value) ?? []).map((item) => new RawHtml(textOf(item))))],
  ["striptags", onText(stripTags, safe)],
]);

function escaped(text: string, { escapes }: AboutText): string {
  return escapes ? escapeHtml(text) : text;
}

function unixLines(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

function paragraphs(text: string, about: AboutText): RawHtml {
  const parts = unixLines(text).split(/\n{2,}/);
  return new RawHtml(
    parts.map((part) => `<p>${escaped(part, about).replaceAll("\n", "<br>")}</p>`).join("\n\n"),
  );
}

function lineNumbers(text: string, about: AboutText): RawHtml {
  const lines = text.split("\n");
  const width = String(lines.length).length;
  const numbered = lines.map(
    (line, index) => `${String(index + 1).padStart(width, "0")}. ${escaped(line, about)}`,
  );
  return new RawHtml(numbered.join("\n"));
}

/** Makes text safe inside quotes of a script. */
function escapeScript(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: scripts must not see them
  return text.replace(/[\\'"><&=\-;`\u2028\u2029\u0000-\u001f\u007f-\u009f]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  });
}

/** Data for a script of the page, as an element that is never run. */
function jsonScript(value: unknown, id: unknown): RawHtml {
  const json = jsonText(value)
    .replaceAll("<", "\\u003C")
    .replaceAll(">", "\\u003E")
    .replaceAll("&", "\\u0026");
  const attribute = isTrue(id) ? ` id="${toSafeHtml(id)}"` : "";
  return new RawHtml(`<script${attribute} type="application/json">${json}</script>`);
}
