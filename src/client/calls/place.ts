import { UpdateKind } from "../../shared/wire.ts";
import { contentOf, parseHtml } from "../patch/parse-html.ts";

/** By the kind of update. */
const methods = ["replaceChildren", "replaceWith", "append", "prepend", "before", "after", "remove"] as const;

/** Kinds of update that put something beside the target, or in its place. */
const beside: readonly number[] = [UpdateKind.Outer, UpdateKind.Before, UpdateKind.After];

/** Puts HTML where the update says. Scripts in it do not run. @throws when there is no such place */
export function place(kind: 0 | 1 | 2 | 3 | 4 | 5 | 6, target: string, html: string): void {
  const element = find(target);
  const around = beside.includes(kind) ? element.parentNode : element;
  // A form's fields may be named like its methods.
  if (around) Element.prototype[methods[kind]].call(element, contentOf(parseHtml(around, html)));
}

/** The first element that matches. @throws when there is none, or the selector is none */
export function find(selector: string): Element {
  const element = document.querySelector(selector);
  if (!element) throw new Error();
  return element;
}
