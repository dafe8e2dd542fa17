import type { Element } from "happy-dom";
import { LiveloomError } from "../errors.ts";
import { isHidden, nameOf, roleOf, textOf } from "./accessible.ts";
import { openingTag, prettyHtml } from "./pretty-html.ts";

/** A text as a whole, or what it has to match. */
export type Text = string | RegExp;

/** What is looked for. */
export interface Search {
  /** In words: `a button named "Remove"`. */
  readonly what: string;
  /** Elements of the right kind. */
  readonly isCandidate: (element: Element) => boolean;
  /** What the text is compared with; each counts. */
  readonly textsOf: (element: Element) => readonly string[];
  /** Default: any. */
  readonly text: Text | undefined;
}

/** All elements that people can find, in document order. */
export function findAll(root: Element, { isCandidate, textsOf, text }: Search): Element[] {
  return candidatesIn(root, isCandidate).filter(
    (element) => text === undefined || textsOf(element).some((own) => fits(own, text)),
  );
}

/** The only element. @throws LV-TEST-MISSING, LV-TEST-AMBIGUOUS */
export function findOne(root: Element, search: Search): Element {
  const found = findAll(root, search);
  const [only] = found;
  if (only && found.length === 1) return only;
  const html = `\n\n${prettyHtml(root)}`;
  const { what } = search;
  if (!only) throw new LiveloomError("LV-TEST-MISSING", { what, candidates: candidates(root, search), html });
  const listed = found.map((element) => `\n  ${openingTag(element)} ${textOf(element)}`).join("");
  throw new LiveloomError("LV-TEST-AMBIGUOUS", { what, count: found.length, listed, html });
}

/** `a button named "Remove"` */
export function phrase(kind: string, text: Text | undefined): string {
  if (text === undefined) return kind;
  return `${kind} named ${typeof text === "string" ? JSON.stringify(text) : text}`;
}

export const byRole = (role: string, name: Text | undefined): Search => ({
  what: phrase(`the ${role}`, name),
  isCandidate: (element) => roleOf(element) === role,
  textsOf: (element) => [nameOf(element)],
  text: name,
});

const fields =
  "input:not([type=submit], [type=button], [type=reset], [type=image]), select, textarea, [contenteditable], [role]";

export const byLabel = (label: Text, selector = fields): Search => ({
  what: phrase("a field", label),
  isCandidate: (element) => element.matches(selector),
  textsOf: (element) => [nameOf(element), element.getAttribute("placeholder") ?? ""],
  text: label,
});

/** The innermost elements with the text. */
export const byText = (text: Text): Search => ({
  what: `the text ${typeof text === "string" ? JSON.stringify(text) : text}`,
  isCandidate: (element) => ![...element.children].some((child) => fits(textOf(child), text)),
  textsOf: (element) => [textOf(element)],
  text,
});

const clickable =
  "button, summary, a[href], option, label, input[type=submit], input[type=button], input[type=reset], input[type=image], input[type=checkbox], input[type=radio], [live-click], [live-call], [role=button], [role=link], [role=tab], [role=menuitem], [role=switch], [role=option], [role=checkbox], [role=radio]";

export const byClick = (name: Text): Search => ({
  what: phrase("something to click", name),
  // A label stands for its field.
  isCandidate: (element) =>
    element.matches(clickable) && !(element.matches("label") && "control" in element && element.control),
  textsOf: (element) => [nameOf(element) || textOf(element)],
  text: name,
});

function candidatesIn(root: Element, isCandidate: Search["isCandidate"]): Element[] {
  return [...root.querySelectorAll("*")].filter((element) => !isHidden(element) && isCandidate(element));
}

function fits(own: string, text: Text): boolean {
  return typeof text === "string" ? own === text.replace(/\s+/g, " ").trim() : text.test(own);
}

/** Names in a message that were possible. */
const candidateLimit = 12;

function candidates(root: Element, search: Search): string {
  const texts = candidatesIn(root, search.isCandidate).flatMap((element) => search.textsOf(element));
  const named = [...new Set(texts.filter((text) => text !== "" && text.length < 80))];
  const listed = bySimilarity(named, search.text).slice(0, candidateLimit);
  if (listed.length === 0) return "There is nothing of that kind.";
  const more = named.length > listed.length ? `, and ${named.length - listed.length} more` : "";
  return `There is: ${listed.map((name) => JSON.stringify(name)).join(", ")}${more}.`;
}

/** What shares most letters in pairs with the text first. */
function bySimilarity(names: readonly string[], text: Text | undefined): readonly string[] {
  if (typeof text !== "string") return names;
  const wanted = pairsOf(text);
  const likeness = (name: string) => {
    const pairs = pairsOf(name);
    return [...pairs].filter((pair) => wanted.has(pair)).length / (pairs.size + wanted.size + 1);
  };
  return names.toSorted((one, other) => likeness(other) - likeness(one));
}

function pairsOf(text: string): Set<string> {
  const lower = text.toLowerCase();
  return new Set(Array.from({ length: Math.max(0, lower.length - 1) }, (_, at) => lower.slice(at, at + 2)));
}
