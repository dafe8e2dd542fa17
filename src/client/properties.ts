import { attributes } from "../shared/wire.ts";
import { holdText, type TextField } from "./field-in-use.ts";

/** Sets an attribute or removes it, and what the browser keeps apart from it once a user has touched it. */
export function setAttribute(element: Element, name: string, value: string | null): void {
  const isSet = value !== null;
  // A file's name cannot be set.
  if (element instanceof HTMLInputElement && name === "value" && element.type !== "file")
    return setText(element, () => write(element, name, value));
  write(element, name, value);
  if (element instanceof HTMLInputElement && name === "checked") element.checked = isSet;
  else if (element instanceof HTMLOptionElement && name === "selected") element.selected = isSet;
  else if (element instanceof HTMLMediaElement && name === "muted") element.muted = isSet;
}

/** Sets the text of a text area. */
export function setAreaText(area: HTMLTextAreaElement, text: string): void {
  setText(area, () => {
    area.defaultValue = text;
  });
}

/** Changes a field's default text, and what it shows unless somebody is in it. */
function setText(field: TextField, change: () => void): void {
  const isHeld = isBeingEdited(field);
  if (isHeld) holdText(field);
  change();
  if (!isHeld) field.value = field.defaultValue;
}

function write(element: Element, name: string, value: string | null): void {
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

/** Whether somebody is typing in this field: what they see is theirs, unless the server insists. */
export function isBeingEdited(field: Element): boolean {
  return field === document.activeElement && !field.hasAttribute(attributes.forceValue);
}

/** Whether somebody is typing in the text around this node. */
export function isBeingWritten(node: Node): boolean {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement && active.isContentEditable && active.contains(node))) return false;
  return !active.hasAttribute(attributes.forceValue);
}
