import { Idiomorph } from "idiomorph";
import { attributes } from "../../shared/wire.ts";
import { attributeOf } from "../elements.ts";
import { isBeingEdited, isBeingWritten, isSent } from "../properties.ts";
import { followForm } from "./forms.ts";

/**
 * Brings the content of `element` to this HTML, keeping the elements that are still there. What belongs to the
 * browser stays as it is: ignored content, what was typed or ticked since the server last said otherwise, and
 * whether a `<details>` or `<dialog>` is open.
 */
export function morph(element: Element, html: string): void {
  /** Fields whose value is the user's. */
  const typed = new Set<Node>();
  /** Boxes and options whose choice is the user's. */
  const chosen = new Set<Node>();
  Idiomorph.morph(element, html, {
    morphStyle: "innerHTML",
    callbacks: {
      beforeNodeMorphed(node: Node, next: Node) {
        if (isLeftAlone(node)) return false;
        if (node instanceof HTMLFormElement) followForms(node, next as Element);
        if (keepsValue(node, next)) typed.add(node);
        if (keepsChoice(node, next)) chosen.add(node);
        return true;
      },
      beforeAttributeUpdated(name: string, node: Element) {
        if (name === "value") return !typed.has(node);
        if (name === "checked" || name === "selected") return !chosen.has(node);
        return !(name === "open" && opens(node));
      },
    },
  });
}

/** A form that differs does what the new attribute asks for. */
function followForms(form: HTMLFormElement, next: Element): void {
  for (const name of [attributes.form, attributes.reset, attributes.triggerAction]) {
    const before = attributeOf(form, name);
    if (before !== attributeOf(next, name)) followForm(form, name, before);
  }
}

function isLeftAlone(node: Node): boolean {
  return node instanceof HTMLElement && (node.hasAttribute(attributes.ignore) || isBeingWritten(node));
}

/** The server's value is the one it was when the user changed the field, or the user is at it now or just was. */
function keepsValue(node: Node, next: Node): boolean {
  if (node instanceof Element && isSent(node)) return true;
  if (node instanceof HTMLTextAreaElement && next instanceof HTMLTextAreaElement)
    return isBeingEdited(node) || node.defaultValue === next.defaultValue;
  if (!(node instanceof HTMLInputElement)) return false;
  return isBeingEdited(node) || node.getAttribute("value") === (next as Element).getAttribute("value");
}

/** The same for what can be ticked or chosen. */
function keepsChoice(node: Node, next: Node): boolean {
  if (node instanceof Element && isSent(node)) return true;
  if (node instanceof HTMLInputElement && next instanceof HTMLInputElement)
    return node.defaultChecked === next.defaultChecked;
  if (!(node instanceof HTMLOptionElement && next instanceof HTMLOptionElement)) return false;
  return node.defaultSelected === next.defaultSelected;
}

function opens({ localName }: Element): boolean {
  return localName === "details" || localName === "dialog";
}
