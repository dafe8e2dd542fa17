import { type Update, UpdateKind } from "../shared/wire.ts";
import { escapeText } from "../template/escape.ts";
import { type FoundElement, findElement } from "./find-element.ts";

/**
 * Does to a page's HTML what a browser with a script does to the page. What cannot be seen in HTML is left out: focus,
 * scrolling and events. Targets that need more than one element to be described are not found.
 */
export function applyUpdates(page: string, updates: readonly Update[]): string {
  return updates.reduce((html, update) => apply(html, update), page);
}

function apply(html: string, update: Update): string {
  const [kind, target, content] = update;
  if (kind === UpdateKind.Title) return change(html, "title", "Inner", escapeText(target));
  const place = placeOf(kind);
  return place ? change(html, target, place, typeof content === "string" ? content : "") : html;
}

type Place = "Inner" | "Outer" | "Append" | "Prepend" | "Before" | "After";

function placeOf(kind: number): Place | undefined {
  if (kind === UpdateKind.Morph) return "Inner";
  if (kind === UpdateKind.Remove) return "Outer";
  return places.find((place) => UpdateKind[place] === kind);
}

const places: readonly Place[] = ["Inner", "Outer", "Append", "Prepend", "Before", "After"];

/** From where to where the content is put. */
const spans: Readonly<Record<Place, (element: FoundElement) => readonly [number, number]>> = {
  Inner: ({ contentStart, contentEnd }) => [contentStart, contentEnd],
  Outer: ({ start, end }) => [start, end],
  Append: ({ contentEnd }) => [contentEnd, contentEnd],
  Prepend: ({ contentStart }) => [contentStart, contentStart],
  Before: ({ start }) => [start, start],
  After: ({ end }) => [end, end],
};

function change(html: string, target: string, place: Place, content: string): string {
  const element = findElement(html, target);
  if (!element) return html;
  const [from, to] = spans[place](element);
  return html.slice(0, from) + content + html.slice(to);
}
