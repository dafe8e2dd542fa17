import type { TemplateValue } from "./html.ts";

/**
 * What a component shows in a place that its user fills: a value, or a function that is called when and as often as the
 * place is shown.
 * @typeParam Args What the component tells such a function.
 * @example function card({ title, children }: { title: string; children: Slot }): Html
 */
export type Slot<Args extends readonly unknown[] = []> = TemplateValue | ((...args: Args) => TemplateValue);

/** The content of a slot. */
export function fill<Args extends readonly unknown[]>(slot: Slot<Args>, ...args: Args): TemplateValue {
  return typeof slot === "function" ? slot(...args) : slot;
}
