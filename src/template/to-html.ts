import { marker } from "../shared/wire.ts";
import { PlacedComponent, withoutComponents } from "./component.ts";
import { Each, Rows } from "./each.ts";
import { escapeAttribute, escapeText } from "./escape.ts";
import type { Hole, Whole } from "./hole.ts";
import { Html } from "./html.ts";
import { type Content, resolveAttribute, resolveContent, resolvePart, resolveWhole } from "./resolve.ts";
import { StreamEach } from "./stream.ts";

/**
 * The HTML of a template, with the markers the client needs. The template's values are replaced by what
 * was rendered of them.
 * @throws LV-TEMPLATE-VALUE, LV-TEMPLATE-KEY
 */
export function toHtml(result: Html): string {
  const { template, values } = result;
  let out = template.head;
  let index = 0;
  for (const hole of template.holes) {
    out += holeToHtml(hole, values, index++) + hole.after;
  }
  return out;
}

function holeToHtml(hole: Hole, values: unknown[], index: number): string {
  if (hole.kind === "content") {
    const value = values[index];
    if (typeof value === "string") return escapeText(value);
    if (typeof value === "number") return String(value);
    if (hole.point < 0) return withoutComponents(ignored, () => contentToHtml(values, index));
    return contentToHtml(values, index);
  }
  if (hole.kind === "attribute") {
    const text = resolveAttribute(values[index], hole);
    values[index] = text;
    return text === null ? "" : ` ${hole.name}="${escapeAttribute(String(text))}"`;
  }
  return hole.whole.first === index ? wholeToHtml(hole.whole, values) : "";
}

/** What the browser alone has cannot be changed part by part. */
export const streamed = "in a row of a stream";
const ignored = "inside an element with live-ignore";

/** Renders the value in a content hole, and leaves there what was rendered of it. */
export function contentToHtml(values: unknown[], index: number): string {
  const content = resolveContent(values[index]);
  if (content instanceof StreamEach) {
    const rows = content.stream.keys.map((key) => content.rowOf(key));
    values[index] = content.toRows(rows.map(({ template }) => template));
    return withoutComponents(streamed, () => rowsToHtml(rows));
  }
  const rendered = content instanceof Each ? content.toRows() : content;
  values[index] = rendered;
  return renderedToHtml(rendered);
}

function renderedToHtml(content: Content): string {
  if (typeof content === "string") return escapeText(content);
  if (typeof content === "number") return String(content);
  if (content instanceof Html) return toHtml(content);
  if (content instanceof PlacedComponent) return content.toHtml();
  return content instanceof Rows ? rowsToHtml(content.rows) : content.html;
}

function rowsToHtml(rows: readonly Html[]): string {
  let out = "";
  for (const row of rows) out += rowToHtml(row);
  return out;
}

/** The HTML of one list item, between comments when it is not a single element. */
export function rowToHtml(row: Html): string {
  if (row.template.isElement) return toHtml(row);
  return `<!--${marker.open}-->${toHtml(row)}<!--${marker.close}-->`;
}

function wholeToHtml(whole: Whole, values: unknown[]): string {
  if (whole.attribute !== undefined) return ` ${whole.attribute}="${attributeToHtml(whole, values)}"`;
  const text = resolveWhole(whole, values);
  // A line break right after <textarea> is not part of its text, so a real one needs another before it.
  return (text.startsWith("\n") ? "\n" : "") + escapeText(text);
}

/** Piece by piece, because escaping a text that was just put together costs more; an address is checked whole. */
function attributeToHtml(whole: Whole, values: unknown[]): string {
  if (whole.rule === "url") return escapeAttribute(resolveWhole(whole, values));
  let out = whole.escaped[0] ?? "";
  for (let index = 1; index < whole.escaped.length; index++) {
    const hole = whole.first + index - 1;
    const piece = resolvePart(values[hole], whole);
    values[hole] = piece;
    out += escapeAttribute(piece) + whole.escaped[index];
  }
  return out;
}
