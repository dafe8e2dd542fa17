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
        offerValue(node, next, fields);
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

function isLeftAlone(node: Node, { isBeingWritten }: Fields): boolean {
  return node instanceof HTMLElement && (node.hasAttribute(attributes.ignore) || isBeingWritten(node));
}

/** The server has another value for a field that the user is in: it waits until they leave. */
function offerValue(node: Node, next: Node, { isBeingEdited, setAreaText, setAttribute }: Fields): void {
  if (!(node instanceof Element && isBeingEdited(node)) || keepsValue(node, next)) return;
  if (node instanceof HTMLTextAreaElement) setAreaText(node, (next as HTMLTextAreaElement).defaultValue);
  else setAttribute(node, "value", (next as Element).getAttribute("value"));
}

/** The server's value is the one it was when the user changed the field. */
function keepsValue(node: Node, next: Node): boolean {
  if (node instanceof HTMLTextAreaElement && next instanceof HTMLTextAreaElement)
    return node.defaultValue === next.defaultValue;
  if (!(node instanceof HTMLInputElement)) return false;
  return node.getAttribute("value") === (next as Element).getAttribute("value");
}

/** The same for what can be ticked or chosen. */
function keepsChoice(node: Node, next: Node): boolean {
  if (node instanceof HTMLInputElement && next instanceof HTMLInputElement)
    return node.defaultChecked === next.defaultChecked;
  if (!(node instanceof HTMLOptionElement && next instanceof HTMLOptionElement)) return false;
  return node.defaultSelected === next.defaultSelected;
}

function opens({ localName }: Element): boolean {
  return localName === "details" || localName === "dialog";
}
