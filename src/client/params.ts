/** What a form field can send; a name that occurs several times gives a list. */
export type Params = Record<string, string | string[]>;

/** The fields of a form as they would be sent, the pressed button included. Files are left out. */
export function fieldsOf(form: HTMLFormElement, submitter?: HTMLElement | null): Params {
  const params: Params = {};
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

function add(params: Params, name: string, value: string): void {
  const before = Object.hasOwn(params, name) ? params[name] : undefined;
  params[name] = before === undefined ? value : [before, value].flat();
}
