import type { Fields } from "../../shared/wire.ts";
import { dataOf, nearest } from "../elements.ts";

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/**
 * The element's `data-*` attributes in camel case; those that begin with `data-data-`, by the rest of their name, too.
 * The key that was pressed is among them.
 */
export function callData(element: Element, event?: Event): Fields {
  const data = dataOf(element);
  for (const [name, value] of Object.entries(data)) {
    const [, first, rest] = /^data([A-Z])(.*)$/.exec(name) ?? [];
    if (first) data[first.toLowerCase() + rest] ??= value;
  }
  const { key } = (event ?? {}) as Partial<KeyboardEvent>;
  if (key) data.key ??= key;
  return data;
}

/**
 * The fields of the form that the element is, or stands in, as they would be posted; without one the field's own
 * value. Undefined when there is a file among them.
 */
export function callForm(element: Element, submitter?: HTMLElement | null): Fields | undefined {
  const form = (element as Field).form ?? nearest(element, "form");
  const isSubmitter = /submit|image/.test((element as Field).type);
  const pressed = submitter ?? (isSubmitter ? (element as HTMLElement) : null);
  return fromEntries(form ? new FormData(form as HTMLFormElement, pressed) : ownEntries(element));
}

export function isField(element: Element): element is Field {
  return /input|textarea|select/.test(element.localName);
}

/** What a field outside of forms says. */
function ownEntries(field: Element): [string, FormDataEntryValue][] {
  if (!isField(field)) return [];
  const { checked, files, selectedOptions } = field as HTMLInputElement & HTMLSelectElement;
  const isChoice = /checkbox|radio/.test(field.type);
  if (isChoice && !checked) return [];
  const values = files ?? [...(selectedOptions ?? [field])].map(({ value }) => value);
  return [...values].map((value) => [field.name || "value", value]);
}

function fromEntries(entries: Iterable<readonly [string, FormDataEntryValue]>): Fields | undefined {
  // A field may have any name, "__proto__" as well.
  const fields: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of entries) {
    if (typeof value === "string") fields[name] = name in fields ? [fields[name] ?? "", value].flat() : value;
    else if (value.name) return undefined;
  }
  return fields;
}
