import { attributes } from "../../shared/markup.ts";
import { attributeOf, hasAttributeOf, nearest, writeAttribute } from "../elements.ts";
import { withForms } from "../events/forms.ts";
import { pendingAttribute } from "../events/pending-events.ts";
import { more } from "../loaders/more.ts";
import { isAboutArrival, noteArrival } from "./arrivals.ts";
import { hold, type TextField } from "./field-in-use.ts";
import { opens, sayOpen } from "./said-open.ts";

/** Fields that have to follow the server once what they sent is answered, and the attributes that changed. */
const held = new Map<Element, Set<string>>();

/** Sets an attribute or removes it, and what the browser keeps apart from it once a user has touched it. */
export function setAttribute(element: Element, name: string, value: string | null): void {
  if (name.startsWith("live-")) followLive(element, name);
  // A file's name cannot be set.
  if (element instanceof HTMLInputElement && name === "value" && element.type !== "file")
    return setText(element, () => writeAttribute(element, name, value));
  if (name === "open" && opens(element)) openOrClose(element, value !== null);
  writeAttribute(element, name, value);
  if (element instanceof HTMLMediaElement && name === "muted") element.muted = value !== null;
  if (name === "checked" || name === "selected") follow(element, name);
}

function openOrClose(element: Element, isOpen: boolean): void {
  sayOpen(element, isOpen);
  if (!isOpen) more?.modals.close(element);
  else if (hasAttributeOf(element, attributes.modal)) noteArrival(element);
}

/** What such an attribute means to the client's other parts, before it is set. */
function followLive(element: Element, name: string): void {
  if (isAboutArrival(name)) noteArrival(element);
  if (!/^live-(form|reset|trigger-action)$/.test(name)) return;
  const before = attributeOf(element, name);
  withForms(({ followForm }) => followForm(element as HTMLFormElement, name, before));
}

/** Sets the text of a text area. */
export function setAreaText(area: HTMLTextAreaElement, text: string): void {
  setText(area, () => {
    area.defaultValue = text;
  });
}

/** Changes a field's default text, and what it shows unless it is somebody's. */
function setText(field: TextField, change: () => void): void {
  if (isBeingEdited(field)) holdText(field);
  change();
  follow(field, "value");
}

/** Lets fields follow the server whose events were answered meanwhile. */
export function releaseFields(): void {
  const released = [...held].filter(([field]) => !isSent(field));
  for (const [field, names] of released) {
    held.delete(field);
    for (const name of names) follow(field, name);
  }
}

/** Gives a field what its attribute says. */
function follow(field: Element, name: string): void {
  if (isSent(field)) held.set(field, (held.get(field) ?? new Set()).add(name));
  else if (name === "value") showText(field as TextField);
  else if (field instanceof HTMLInputElement && name === "checked") field.checked = field.defaultChecked;
  else if (field instanceof HTMLOptionElement && name === "selected") field.selected = field.defaultSelected;
}

function showText(field: TextField): void {
  if (isBeingEdited(field)) holdText(field);
  else field.value = field.defaultValue;
}

/** The server is about to change the text of the field that the user is in. */
function holdText(field: TextField): void {
  hold(field, () => follow(field, "value"));
  // A field nobody has typed in would follow its attribute. What is no number yet would be lost by being set.
  const { value, validity } = field;
  if (!validity.badInput) field.value = value;
}

/**
 * Whether what this field sent is not answered yet. Until then it is the user's: an answer to what was typed before
 * would take away what was typed since.
 */
export function isSent(field: Element): boolean {
  return nearest(field, `[${pendingAttribute}]`) !== null && !field.hasAttribute(attributes.forceValue);
}

/** Whether somebody is typing in this field: what they see is theirs, unless the server insists. */
export function isBeingEdited(field: Element): boolean {
  return field === document.activeElement && !field.hasAttribute(attributes.forceValue);
}

/** The text around this node that somebody is writing in. */
export function writingAround(node: Node): Element | undefined {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement && active.isContentEditable && active.contains(node))) return undefined;
  return active.hasAttribute(attributes.forceValue) ? undefined : active;
}
