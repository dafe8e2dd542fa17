import type { AttributeSource } from "../attribute-source.ts";
import { isAttributeSource } from "../attribute-source.ts";
import { ComponentUse } from "../component.ts";
import { Each } from "../each.ts";
import { decodeEntities } from "../entities.ts";
import { Html, type TemplateValue } from "../html.ts";
import { RawHtml } from "../raw.ts";
import { StreamEach } from "../stream.ts";
import { decimalText, readDecimal } from "./decimal.ts";
import { escapeHtml } from "./escape-html.ts";
import { formatDate } from "./format-date.ts";
import { textOf } from "./python-text.ts";
import type { Scope } from "./scope.ts";
import { zonedDate } from "./zoned-date.ts";

/** How dates are written that no filter formats. */
export const dateAndTime = "N j, Y, P";

/** What a value shows between tags. */
export function contentOf(value: unknown, scope: Scope): TemplateValue {
  if (typeof value === "string") return scope.autoescape ? value : rawOf(value);
  if (typeof value === "number") return Number.isSafeInteger(value) ? value : shownText(value, scope);
  if (value instanceof RawHtml) return isMarkup(value.html) ? value : value.html;
  if (value instanceof Html || value instanceof Each || value instanceof StreamEach) return value;
  if (value instanceof ComponentUse) return value;
  const text = shownText(value, scope);
  return scope.autoescape ? text : rawOf(text);
}

function rawOf(html: string): TemplateValue {
  return isMarkup(html) ? new RawHtml(html) : html;
}

function isMarkup(html: string): boolean {
  return html.includes("<") || html.includes("&");
}

/** What a value says in an attribute, `<title>` or `<textarea>`: text, which is escaped where it lands. */
export function plainTextOf(value: unknown, scope: Scope): string | AttributeSource {
  if (typeof value === "string") return scope.autoescape ? value : plainOfHtml(value);
  if (value instanceof RawHtml) return plainOfHtml(value.html);
  if (isAttributeSource(value)) return value;
  return shownText(value, scope);
}

/** What HTML says when it is read as text; entities nobody knows stay as they are. */
export function plainOfHtml(html: string): string {
  return decodeEntities(html, (entity) => entity);
}

/** A value as Django writes it into HTML text. */
export function htmlOf(value: unknown, scope: Scope): string {
  if (value instanceof RawHtml) return value.html;
  const text = shownText(value, scope);
  return scope.autoescape ? escapeHtml(text) : text;
}

function shownText(value: unknown, scope: Scope): string {
  if (value instanceof Date) return formatDate(zonedDate(value, scope.timeZone), dateAndTime);
  const text = textOf(value);
  return typeof value === "number" && text.includes("e") ? withoutExponent(text) : text;
}

function withoutExponent(text: string): string {
  const decimal = readDecimal(text);
  return decimal === undefined || decimal === "huge" ? text : decimalText(decimal);
}
