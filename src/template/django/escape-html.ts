import { RawHtml } from "../raw.ts";
import { textOf } from "./python-text.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#x27;",
};

/** Escapes text as Django does: for any place, so quotes too. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** The HTML of a value: its own when it is safe, else its text, escaped. */
export function toSafeHtml(value: unknown): string {
  return value instanceof RawHtml ? value.html : escapeHtml(textOf(value));
}
