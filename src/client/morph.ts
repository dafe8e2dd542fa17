import { Idiomorph } from "idiomorph";
import { attributes, marker } from "../shared/wire.ts";
import { isBeingEdited, isBeingWritten, setAttribute } from "./properties.ts";
import { noteOpen, opens, sayOpen } from "./said-open.ts";

/**
 * Brings the content of `element` to this HTML, keeping the elements that are still there. What belongs to the
 * browser stays as it is: ignored content, and what was typed, ticked, opened or closed since the server last said
 * otherwise.
 */
export function morph(element: Element, html: string): void {
  /** Fields whose value is the user's. */
  const typed = new Set<Node>();
  /** Boxes and options whose choice is the user's. */
  const chosen = new Set<Node>();
  /** What is open or closed as its user wants it. */
  const opened = new Set<Node>();
  Idiomorph.morph(element, html, {
    morphStyle: "innerHTML",
    callbacks: {
      beforeNodeMorphed(node: Node, next: Node) {
        if (isIgnored(node) && isIgnored(next)) return followIgnored(node, next);
        if (node instanceof HTMLElement && isBeingWritten(node)) return false;
        if (keepsOpen(node, next)) opened.add(node);
        if (keepsValue(node, next)) typed.add(node);
        if (keepsChoice(node, next)) chosen.add(node);
        return true;
      },
      beforeAttributeUpdated(name: string, node: Element) {
        if (name === "value") return !typed.has(node);
        if (name === "checked" || name === "selected") return !chosen.has(node);
        return !(name === "open" && opened.has(node));
      },
    },
  });
  noteOpen(element);
}

function isIgnored(node: Node): node is HTMLElement {
  return node instanceof HTMLElement && node.hasAttribute(attributes.ignore);
}

/** Its attributes with values follow the server, as they do in a patch; all else is the browser's. */
function followIgnored(node: HTMLElement, next: HTMLElement): false {
  const names = next.getAttribute(attributes.ignore)?.split(" ") ?? [];
  for (const name of [marker.attribute, ...names])
    if (name) setAttribute(node, name, next.getAttribute(name));
  return false;
}

/** The server says of a `<details>` or `<dialog>` what it said before. */
function keepsOpen(node: Node, next: Node): boolean {
  if (!(node instanceof Element && next instanceof Element && opens(node))) return false;
  return !sayOpen(node, next.hasAttribute("open"));
}

/** The server's value is the one it was when the user changed the field, or the user is at it now. */
function keepsValue(node: Node, next: Node): boolean {
  if (node instanceof HTMLTextAreaElement && next instanceof HTMLTextAreaElement)
    return isBeingEdited(node) || node.defaultValue === next.defaultValue;
  if (!(node instanceof HTMLInputElement)) return false;
  return isBeingEdited(node) || node.getAttribute("value") === (next as Element).getAttribute("value");
}

/** The same for what can be ticked or chosen. */
function keepsChoice(node: Node, next: Node): boolean {
  if (node instanceof HTMLInputElement && next instanceof HTMLInputElement)
    return node.defaultChecked === next.defaultChecked;
  if (!(node instanceof HTMLOptionElement && next instanceof HTMLOptionElement)) return false;
  return node.defaultSelected === next.defaultSelected;
}
