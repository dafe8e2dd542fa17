import { marker } from "../../shared/markup.ts";
import { attributeOf } from "../elements.ts";
import { PatchError } from "./patch-error.ts";

export function isOpening(node: Node): node is Comment {
  return node.nodeType === Node.COMMENT_NODE && (node as Comment).data === marker.open;
}

function isClosing(node: Node): boolean {
  return node.nodeType === Node.COMMENT_NODE && (node as Comment).data === marker.close;
}

/** Whether a node is one of the comments around a value. */
export function isMarker(node: Node): boolean {
  return isOpening(node) || isClosing(node);
}

/** The comment that closes `opening`. @throws PatchError when somebody removed it. */
export function closingOf(opening: Comment): Comment {
  let depth = 0;
  for (let node: Node | null = opening; node; node = node.nextSibling) {
    if (isOpening(node)) depth++;
    else if (isClosing(node) && --depth === 0) return node as Comment;
  }
  throw new PatchError();
}

/** The value of the marker attribute; null for an element without one. */
export function markOf(node: Node): string | null {
  return node instanceof Element ? attributeOf(node, marker.attribute) : null;
}
