import { marker } from "../shared/wire.ts";
import { Each, Rows } from "./each.ts";
import { escapeAttribute, escapeText } from "./escape.ts";
import type { Hole, Whole } from "./hole.ts";
import { Html } from "./html.ts";
import { type Content, resolveAttribute, resolveContent, resolveWhole } from "./resolve.ts";

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
    const content = contentOf(values[index]);
    values[index] = content;
    return contentToHtml(content);
  }
  if (hole.kind === "attribute") {
    const text = resolveAttribute(values[index], hole);
    values[index] = text;
    return text === null ? "" : ` ${hole.name}="${escapeAttribute(String(text))}"`;
  }
  return hole.whole.first === index ? wholeToHtml(hole.whole, values) : "";
}

function contentOf(value: unknown): Content {
  const content = resolveContent(value);
  return content instanceof Each ? content.toRows() : content;
}

/** The HTML of something that was rendered in a content hole. */
export function contentToHtml(content: Content): string {
  if (typeof content === "string") return escapeText(content);
  if (typeof content === "number") return String(content);
  if (content instanceof Html) return toHtml(content);
  return content instanceof Rows ? rowsToHtml(content) : content.html;
}

function rowsToHtml({ rows }: Rows): string {
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
  const text = resolveWhole(whole, values);
  if (whole.attribute !== undefined) return ` ${whole.attribute}="${escapeAttribute(text)}"`;
  // A line break right after <textarea> is not part of its text, so a real one needs another before it.
  return (text.startsWith("\n") ? "\n" : "") + escapeText(text);
}
