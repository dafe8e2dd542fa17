import type { LiveloomError } from "../../errors.ts";
import { attributeText, isAttributeSource } from "../attribute-source.ts";
import { ComponentUse } from "../component.ts";
import { Each } from "../each.ts";
import { Html } from "../html.ts";
import { nested } from "../nesting-depth.ts";
import { RawHtml } from "../raw.ts";
import { Stream, StreamEach } from "../stream.ts";
import { refusedValue } from "../unrenderable.ts";
import { isoText } from "./date-part.ts";
import { noItems } from "./no-items.ts";
import { isDictionary } from "./python-value.ts";

/** A value's text as Python's `str()` writes it: "True", "None", "[1, 'a']". Missing values are an empty text. */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return numberText(value);
  if (value instanceof RawHtml) return value.html;
  if (value === undefined) return "";
  return otherText(value);
}

/** As Python's `repr()`: like {@link textOf}, with texts in quotes. */
export function sourceText(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  return value instanceof RawHtml ? quoted(value.html) : textOf(value ?? null);
}

function otherText(value: unknown): string {
  if (typeof value === "boolean") return value ? "True" : "False";
  if (value === null) return "None";
  if (typeof value !== "object") return String(value);
  if (value instanceof Date) return isoText(value, " ");
  if (Array.isArray(value)) return `[${itemsText(value)}]`;
  if (value instanceof Map) return dictionaryText([...value]);
  if (value instanceof Set) return value.size ? `{${itemsText([...value])}}` : "set()";
  if (isAttributeSource(value)) return value[attributeText]() ?? "";
  if (isDictionary(value)) return dictionaryText(Object.entries(value));
  if (value instanceof Stream) throw noItems();
  if (isForTags(value) || value instanceof Promise) throw noText(value);
  return String(value);
}

/** Whether a value is a template's, which can only stand between tags. */
function isForTags(value: object): boolean {
  return [Html, Each, StreamEach, ComponentUse].some((Class) => value instanceof Class);
}

function noText(value: object): LiveloomError {
  const got = value instanceof Promise ? "a promise" : "a template";
  const remedy = "Wait for promises before rendering, and use templates between tags only.";
  return refusedValue(got, "as text", remedy);
}

function itemsText(items: readonly unknown[]): string {
  return nested(() => items.map(sourceText).join(", "));
}

function dictionaryText(entries: readonly (readonly [unknown, unknown])[]): string {
  const text = nested(() => entries.map(([key, value]) => `${sourceText(key)}: ${sourceText(value)}`));
  return `{${text.join(", ")}}`;
}

function quoted(text: string): string {
  const escaped = text
    .replaceAll("\\", "\\\\")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t");
  return text.includes("'") && !text.includes('"') ? `"${escaped}"` : `'${escaped.replaceAll("'", "\\'")}'`;
}

/** A number's text; the exponent has two digits and infinity is "inf". */
export function numberText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return String(value);
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (Math.abs(value) < 1e-4) return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
  return String(value);
}
