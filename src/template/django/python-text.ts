import { LiveloomError } from "../../errors.ts";
import { attributeText, isAttributeSource } from "../attribute-source.ts";
import { ComponentUse } from "../component.ts";
import { Each } from "../each.ts";
import { Html } from "../html.ts";
import { RawHtml } from "../raw.ts";
import { isoText } from "./date-part.ts";
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
  if (Array.isArray(value)) return `[${value.map(sourceText).join(", ")}]`;
  if (value instanceof Map) return dictionaryText([...value]);
  if (value instanceof Set) return value.size ? `{${[...value].map(sourceText).join(", ")}}` : "set()";
  if (isAttributeSource(value)) return value[attributeText]() ?? "";
  if (isDictionary(value)) return dictionaryText(Object.entries(value));
  if (value instanceof Html || value instanceof Each || value instanceof Promise) throw noText(value);
  if (value instanceof ComponentUse) throw noText(value);
  return String(value);
}

function noText(value: object): LiveloomError {
  const got = value instanceof Promise ? "a promise" : "a template";
  const remedy = "Wait for promises before rendering, and use templates between tags only.";
  return new LiveloomError("LV-TEMPLATE-VALUE", { got, where: "as text", remedy });
}

function dictionaryText(entries: readonly (readonly [unknown, unknown])[]): string {
  return `{${entries.map(([key, value]) => `${sourceText(key)}: ${sourceText(value)}`).join(", ")}}`;
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
