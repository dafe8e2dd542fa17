import { nested } from "../../nesting-depth.ts";
import { RawHtml } from "../../raw.ts";
import { numberText } from "../python-text.ts";

/** JSON as Python writes it: spaces after commas and colons, and nothing but ASCII. */
export function jsonText(value: unknown): string {
  if (value instanceof RawHtml) return quoted(value.html);
  if (value instanceof Map) return objectText([...value].map(([key, item]) => [String(key), item]));
  if (value instanceof Set) return jsonText([...value]);
  if (Array.isArray(value)) return `[${nested(() => value.map(jsonText)).join(", ")}]`;
  if (value instanceof Date) return quoted(value.toISOString().replace(".000Z", "Z"));
  if (typeof value === "object" && value !== null) return ofObject(value);
  if (typeof value === "string") return quoted(value);
  if (typeof value === "number") return Number.isFinite(value) ? numberText(value) : "null";
  return typeof value === "boolean" || typeof value === "bigint" ? String(value) : "null";
}

function ofObject(value: object): string {
  if ("toJSON" in value && typeof value.toJSON === "function") {
    const json: unknown = value.toJSON();
    return jsonText(json);
  }
  return objectText(
    Object.entries(value).filter(([, item]) => item !== undefined && typeof item !== "function"),
  );
}

function objectText(entries: readonly (readonly [string, unknown])[]): string {
  const texts = nested(() => entries.map(([key, item]) => `${quoted(key)}: ${jsonText(item)}`));
  return `{${texts.join(", ")}}`;
}

function quoted(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\uffff]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
