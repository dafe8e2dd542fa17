import { attributes } from "../shared/wire.ts";
import { opens, sayOpen } from "./said-open.ts";

/** Sets an attribute or removes it, and what the browser keeps apart from it once a user has touched it. */
export function setAttribute(element: Element, name: string, value: string | null): void {
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
  if (element instanceof HTMLInputElement) followInput(element, name, value);
  else if (element instanceof HTMLOptionElement && name === "selected") element.selected = value !== null;
  else if (name === "open" && opens(element)) sayOpen(element, value !== null);
  else if (element instanceof HTMLMediaElement && name === "muted") element.muted = value !== null;
}

function followInput(input: HTMLInputElement, name: string, value: string | null): void {
  if (name === "checked") input.checked = value !== null;
  // A file's name cannot be set.
  else if (name === "value" && input.type !== "file" && !isBeingEdited(input)) input.value = value ?? "";
}

/** Sets the text of a text area. */
export function setAreaText(area: HTMLTextAreaElement, text: string): void {
  area.defaultValue = text;
  if (!isBeingEdited(area)) area.value = text;
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
