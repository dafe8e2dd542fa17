import { attributes } from "../../shared/markup.ts";
import { dataOf } from "../elements.ts";
import type { Heard } from "./act.ts";

/** What an event brings. A field's name that occurs several times gives a list. */
export type Params = Record<string, string | string[] | number | boolean>;

/** The element's data, then what the event is about. */
export function paramsOf({ element, attribute, event, params }: Heard): unknown {
  if (attribute === attributes.form) return formParams(element as HTMLFormElement, event);
  return { ...dataOf(element), ...(params ? params() : fieldParams(element, event)) };
}

/** A form's fields where the form is meant, else the field in which it happened. */
function fieldParams(element: Element, event: Event): Params {
  if (event instanceof MouseEvent) return {};
  if (element instanceof HTMLFormElement && !(event instanceof FocusEvent))
    return fieldsOf(element, (event as SubmitEvent).submitter);
  return fieldValue(event.target as Element);
}

/** What a form tells its view while somebody fills it in. `left` is the field that was changed and left. */
function formParams(form: HTMLFormElement, { type, target }: Event): unknown {
  return { fields: fieldsOf(form), left: type === "change" ? (target as HTMLInputElement).name : undefined };
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
