import { type AttributeSource, attributeText } from "./attribute-source.ts";

/** One or more class names, a map of names to whether they apply, or nothing. */
export type ClassValue = string | false | null | undefined | { readonly [name: string]: unknown };

/**
 * Class names that depend on something. Without any, the attribute is left out.
 * @example html`<tr class=${classes("row", { selected: row.id === this.selected }, row.kind)}>`
 */
export function classes(...values: readonly ClassValue[]): AttributeSource {
  const text = values.map(namesOf).filter(Boolean).join(" ");
  return { [attributeText]: () => text || null };
}

function namesOf(value: ClassValue): string {
  if (!value) return "";
  if (typeof value === "string") return value;
  return Object.keys(value)
    .filter((name) => value[name])
    .join(" ");
}
