import { Idiomorph } from "idiomorph";
import { attributes } from "../shared/wire.ts";
import { isBeingWritten } from "./properties.ts";

/**
 * Brings the content of `element` to this HTML, keeping the elements that are still there. What belongs to the
 * browser stays as it is: ignored content, text being typed, and whether a `<details>` or `<dialog>` is open.
 */
export function morph(element: Element, html: string): void {
  Idiomorph.morph(element, html, {
    morphStyle: "innerHTML",
    ignoreActiveValue: true,
    callbacks: {
      beforeNodeMorphed: (node: Node) => !isLeftAlone(node),
      beforeAttributeUpdated: (name: string, node: Element) => !(name === "open" && opens(node)),
    },
  });
}

function isLeftAlone(node: Node): boolean {
  if (!(node instanceof HTMLElement)) return false;
  return node.hasAttribute(attributes.ignore) || isBeingWritten(node);
}

function opens({ localName }: Element): boolean {
  return localName === "details" || localName === "dialog";
}
