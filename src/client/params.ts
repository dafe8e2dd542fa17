import { limits } from "../shared/wire.ts";
import { dataOf } from "./elements.ts";
import { keyParams } from "./keys.ts";

/** What an event brings. A field's name that occurs several times gives a list. */
export type Params = Record<string, string | string[] | number | boolean>;

/** The element's data, then what the event is about: fields, keys, text, places. */
export function paramsOf({ element, attribute, event }: Occasion): Params {
  const isOfPage = attribute.startsWith("live-window");
  return {
    ...dataOf(element),
    ...(isOfPage || event instanceof MouseEvent ? {} : fieldParams(element, event)),
    ...(event instanceof KeyboardEvent ? keyParams(event) : {}),
    ...(event instanceof ClipboardEvent ? pasteParams(event) : {}),
    ...(isOfPage ? pageParams(event) : {}),
  };
}

/** What happened to which element, and by which of its attributes it was heard. */
interface Occasion {
  readonly element: Element;
  readonly attribute: string;
  readonly event: Event;
}

/** A form's fields where the form is meant, else the field in which it happened. */
function fieldParams(element: Element, event: Event): Params {
  const isOfForm = /submit|change|input|composition/.test(event.type) && element instanceof HTMLFormElement;
  return isOfForm ? fieldsOf(element, (event as SubmitEvent).submitter) : fieldValue(event.target as Element);
}

function pasteParams({ clipboardData }: ClipboardEvent): Params {
  const text = clipboardData?.getData("text/plain") ?? "";
  return { text: text.slice(0, limits.pastedText), length: text.length };
}

function pageParams({ type }: Event): Params {
  if (type === "scroll") return { x: Math.round(scrollX), y: Math.round(scrollY) };
  if (type === "resize") return { width: innerWidth, height: innerHeight };
  return type === "visibilitychange" ? { visible: !document.hidden } : {};
}

/** The fields of a form as they would be sent, the pressed button included. Files are left out. */
export function fieldsOf(form: HTMLFormElement, submitter?: HTMLElement | null): Params {
  const params: Record<string, string | string[]> = {};
  for (const [name, value] of new FormData(form, submitter)) {
    if (typeof value === "string") add(params, name, value);
  }
  return params;
}

/** The value of one field under its name, or as `value` when it has none. An unchecked box sends nothing. */
export function fieldValue(field: Element): Params {
  if (field instanceof HTMLInputElement && /^(checkbox|radio)$/.test(field.type) && !field.checked) return {};
  if (field instanceof HTMLSelectElement && field.multiple) {
    return { [field.name || "value"]: [...field.selectedOptions].map((option) => option.value) };
  }
  return isField(field) ? { [field.name || "value"]: field.value } : {};
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function isField(element: Element): element is Field {
  return (
    element instanceof HTMLInputElement ||
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement
  );
}

function add(params: Record<string, string | string[]>, name: string, value: string): void {
  const before = Object.hasOwn(params, name) ? params[name] : undefined;
  params[name] = before === undefined ? value : [before, value].flat();
}
