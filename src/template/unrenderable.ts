import { LiveloomError } from "../errors.ts";
import { isAttributeSource } from "./attribute-source.ts";
import { unplaced } from "./place-error.ts";

/** A value that cannot stand where it does. Names what it is, and knows better for mistakes that are often made. */
export function unrenderable(value: unknown, where: string, remedy: string): LiveloomError {
  return refusedValue(nameOf(value), where, frequent(value) ?? remedy);
}

/** @param got what it is, for people */
export function refusedValue(got: string, where: string, remedy: string): LiveloomError {
  return unplaced((place) => new LiveloomError("LV-TEMPLATE-VALUE", { got, where, place, remedy }));
}

function frequent(value: unknown): string | undefined {
  if (value instanceof Promise)
    return "Wait for it before rendering, in mount() or an event, or show a this.resource().";
  if (value instanceof Date) return "Write it as people read it, such as date.toLocaleDateString(locale).";
  return undefined;
}

function nameOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return `a ${typeof value}`;
  if (Array.isArray(value)) return "a list";
  if (isAttributeSource(value) && value.isEvent) return "an event";
  const { name = "Object" } = value.constructor ?? {};
  if (name === "Object" || name === "") return "a plain object";
  return `${/^[AEIOU]/.test(name) ? "an" : "a"} ${name}`;
}
