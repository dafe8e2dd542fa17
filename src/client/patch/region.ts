import { isAboutArrival, noteArrivals } from "./arrivals.ts";
import { contentOf, parseHtml } from "./parse-html.ts";
import { PatchError } from "./patch-error.ts";
import { noteOpen } from "./said-open.ts";

/**
 * The nodes of a value: everything in `parent` after `start` and before `end`, where null is the edge of the
 * parent.
 */
export interface Region {
  readonly parent: Node;
  readonly start: Node | null;
  readonly end: Node | null;
}

/** The first node of the region, or its end when it is empty. */
export function firstOf({ parent, start }: Region): Node | null {
  return start ? start.nextSibling : parent.firstChild;
}

export function clear(region: Region): void {
  for (let node = firstOf(region); node !== region.end; node = firstOf(region)) {
    // The region has lost its end.
    if (!node) throw new PatchError();
    node.parentNode?.removeChild(node);
  }
}

export function fillWithText(region: Region, text: string): void {
  clear(region);
  if (text) region.parent.insertBefore(document.createTextNode(text), region.end);
}

/** Adds to the text that is there, so that what somebody has selected of it stays selected. */
export function appendText({ parent, start, end }: Region, text: string): void {
  const last = end ? end.previousSibling : parent.lastChild;
  if (last instanceof Text && last !== start) last.appendData(text);
  else parent.insertBefore(document.createTextNode(text), end);
}

export function fillWithHtml(region: Region, html: string): void {
  clear(region);
  region.parent.insertBefore(parseFor(region.parent, html), region.end);
}

/** Puts a node elsewhere; where the browser can, with its state: focus, playing media, a loaded frame. */
export function moveBefore(parent: Node, node: Node, before: Node | null): void {
  if (node.isConnected && "moveBefore" in parent) (parent as MovableParent).moveBefore(node, before);
  else parent.insertBefore(node, before);
}

/** DOM Standard, section 4.2.6; not known to every browser nor to TypeScript. */
interface MovableParent extends Node {
  moveBefore(node: Node, before: Node | null): void;
}

/** Parses HTML as content of `parent`, and notes what in it the client has to know. */
export function parseFor(parent: Node, html: string): DocumentFragment {
  const holder = parseHtml(parent, html);
  if (isAboutArrival(html)) noteArrivals(holder);
  if (/<d(etails|ialog)/i.test(html)) noteOpen(holder);
  return contentOf(holder);
}
