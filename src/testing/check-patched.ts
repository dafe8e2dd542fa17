import type { Element, Node } from "happy-dom";
import { LiveloomError } from "../errors.ts";
import { attributes, postFields, postHelpers } from "../shared/markup.ts";

/** Attributes that the browser's side sets by itself. */
const browsers: readonly string[] = ["open", "aria-busy", "live-pending", attributes.marks];

/**
 * Compares a view's element, which patches brought up to date, with the same view rendered anew.
 * @throws LV-TEST-PATCH when they differ
 */
export function checkPatched(root: Element, fresh: string): void {
  const holder = root.ownerDocument.createElement("div");
  holder.innerHTML = fresh;
  const [patched, rendered] = [linesOf(root), linesOf(holder)];
  const at = rendered.findIndex((line, index) => line !== patched[index]);
  if (at < 0 && patched.length === rendered.length) return;
  const first = at < 0 ? rendered.length : at;
  const near = (lines: string[]) => lines.slice(Math.max(0, first - 2), first + 3).join("\n    ");
  throw new LiveloomError("LV-TEST-PATCH", { patched: near(patched), rendered: near(rendered) });
}

/** All that matters, one thing a line: how texts are split and attributes are ordered does not. */
function linesOf(node: Node): string[] {
  const lines: string[] = [];
  collect(node, lines);
  return lines;
}

function collect(node: Node, lines: string[]): void {
  let text = "";
  const flush = () => {
    if (text) lines.push(text);
    text = "";
  };
  for (const child of node.childNodes) {
    if (child.nodeType === child.TEXT_NODE) text += child.textContent;
    else {
      flush();
      if (child.nodeType === child.COMMENT_NODE) lines.push(`<!--${child.textContent}-->`);
      else collectElement(child as Element, lines);
    }
  }
  flush();
}

function collectElement(element: Element, lines: string[]): void {
  const ignored = [...browsers, ...postingOf(element)];
  const named = [...element.attributes].filter(({ name }) => !ignored.includes(name));
  const listed = named.map(({ name, value }) => ` ${name}=${JSON.stringify(value)}`).sort();
  lines.push(`<${element.localName}${listed.join("")}>`);
  // What a nested view shows is not its parent's.
  const isOpaque = element.hasAttribute(attributes.ignore) || element.hasAttribute(attributes.token);
  if (!isOpaque) collect(element, lines);
  lines.push(`</${element.localName}>`);
}

/** Attributes that are not the same in a page's first HTML, which works without script, and in what comes later. */
function postingOf(element: Element): readonly string[] {
  if (element.hasAttribute(attributes.submit)) return ["method"];
  if (element.getAttribute("form") === postHelpers.form) return ["form", "name", "value", "type"];
  if (element.getAttribute("name")?.startsWith(postFields.click))
    return ["formnovalidate", "name", "value", "type"];
  return element.hasAttribute(attributes.click) ? ["type"] : [];
}
