import { attributes } from "../../shared/markup.ts";
import { attributeOf, dataOf, eventNameOf, nearest } from "../elements.ts";
import { fieldsOf } from "../events/params.ts";
import type { NewEvent } from "../events/pending-events.ts";
import { focusOne } from "../patch/focus-one.ts";

// A form's own methods may be hidden by fields of these names.
const { reset, submit } = HTMLFormElement.prototype;
const { contains } = Node.prototype;
const { querySelectorAll } = Element.prototype;

/** Follows an attribute of a form once the whole page is up to date. */
export function followForm(form: HTMLFormElement, name: string, before: string | null): void {
  queueMicrotask(() => {
    const value = attributeOf(form, name);
    if (name === attributes.triggerAction && value !== null) submit.call(form);
    else if (/^live-(form|reset)$/.test(name) && countOf(value) > countOf(before)) reset.call(form);
  });
}

/** The number at the end: `3`, `profile 3`. */
function countOf(value: string | null): number {
  return Number(value?.split(" ").pop()) || 0;
}

/** Moves the focus to the first field that is wrong, unless somebody is elsewhere by now. */
export function focusInvalid(form: Element): void {
  const active = document.activeElement;
  if (active !== document.body && !contains.call(form, active)) return;
  const invalid = "[aria-invalid=true], [aria-invalid=true] :is(input, select, textarea)";
  focusOne(querySelectorAll.call(form, invalid));
}

/**
 * What forms in the page have to tell a view that was mounted anew, so that nothing typed is lost.
 * @param used Those that somebody has used.
 */
export function recoveries(root: Element, used: WeakSet<Element>): NewEvent[] {
  const forms = [...root.querySelectorAll("form")];
  return forms
    .filter((form) => nearest(form, `[${attributes.view}]`) === root)
    .filter((form) => used.has(form) && attributeOf(form, attributes.recover) !== "off")
    .flatMap(recoveryOf);
}

function recoveryOf(origin: HTMLFormElement): NewEvent[] {
  const live = eventNameOf(origin, attributes.form);
  const fields = fieldsOf(origin);
  if (live) return [{ origin, name: live, params: { fields, recover: true } }];
  const name = eventNameOf(origin, attributes.change) ?? eventNameOf(origin, attributes.input);
  return name ? [{ origin, name, params: { ...dataOf(origin), ...fields } }] : [];
}
