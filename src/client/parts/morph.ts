import { Idiomorph } from "idiomorph";
import { attributes } from "../../shared/wire.ts";

/** How fields are read and set: a part has no state of its own, and that code keeps some. */
type Fields = typeof import("../properties.ts");

/**
 * Brings the content of `element` to this HTML, keeping the elements that are still there. What belongs to the
 * browser stays as it is: ignored content, what was typed or ticked since the server last said otherwise, and
 * whether a `<details>` or `<dialog>` is open.
 */
export function morph(element: Element, html: string, fields: Fields): void {
  /** Fields whose value is the user's. */
  const typed = new Set<Node>();
  /** Boxes and options whose choice is the user's. */
  const chosen = new Set<Node>();
  Idiomorph.morph(element, html, {
    morphStyle: "innerHTML",
    callbacks: {
      beforeNodeMorphed(node: Node, next: Node) {
        if (isLeftAlone(node, fields)) return false;
        if (node instanceof HTMLFormElement) followForm(node, next as Element, fields);
        offerValue(node, next, fields);
        if (keepsValue(node, next, fields)) typed.add(node);
        if (keepsChoice(node, next, fields)) chosen.add(node);
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
function followForm(form: HTMLFormElement, next: Element, { setAttribute }: Fields): void {
  for (const name of [attributes.form, attributes.reset, attributes.triggerAction]) {
    const value = Element.prototype.getAttribute.call(next, name);
    if (Element.prototype.getAttribute.call(form, name) !== value) setAttribute(form, name, value);
  }
}

function isLeftAlone(node: Node, { isBeingWritten }: Fields): boolean {
  return node instanceof HTMLElement && (node.hasAttribute(attributes.ignore) || isBeingWritten(node));
}

/** The server has another value for a field that the user is in: it waits until they leave. */
function offerValue(node: Node, next: Node, fields: Fields): void {
  if (!(node instanceof Element && fields.isBeingEdited(node)) || keepsValue(node, next, fields)) return;
  if (node instanceof HTMLTextAreaElement)
    fields.setAreaText(node, (next as HTMLTextAreaElement).defaultValue);
  else fields.setAttribute(node, "value", (next as Element).getAttribute("value"));
}

/** The server's value is the one it was when the user changed the field, or what the user did is not answered yet. */
function keepsValue(node: Node, next: Node, { isSent }: Fields): boolean {
  if (node instanceof Element && isSent(node)) return true;
  if (node instanceof HTMLTextAreaElement && next instanceof HTMLTextAreaElement)
    return node.defaultValue === next.defaultValue;
  if (!(node instanceof HTMLInputElement)) return false;
  return node.getAttribute("value") === (next as Element).getAttribute("value");
}

/** The same for what can be ticked or chosen. */
function keepsChoice(node: Node, next: Node, { isSent }: Fields): boolean {
  if (node instanceof Element && isSent(node)) return true;
  if (node instanceof HTMLInputElement && next instanceof HTMLInputElement)
    return node.defaultChecked === next.defaultChecked;
  if (!(node instanceof HTMLOptionElement && next instanceof HTMLOptionElement)) return false;
  return node.defaultSelected === next.defaultSelected;
}

function opens({ localName }: Element): boolean {
  return localName === "details" || localName === "dialog";
}
