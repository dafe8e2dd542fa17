import type { Element } from "happy-dom";
import { tidy } from "./accessible.ts";

/** Most lines of HTML in a message. */
const lineLimit = 60;

/** Attributes that say nothing to people who write tests. */
const noise: readonly string[] = ["lv", "live-view", "live-token", "live-marks", "nonce"];

/** An element's HTML for people: one element a line, without the framework's marks. */
export function prettyHtml(element: Element): string {
  const lines: string[] = [];
  writeElement(element, "", lines);
  if (lines.length <= lineLimit) return lines.join("\n");
  return [...lines.slice(0, lineLimit), `… ${lines.length - lineLimit} more lines`].join("\n");
}

/** Neighbouring texts are one, whatever marks stand between them. */
function writeContent(element: Element, indent: string, lines: string[]): void {
  let text = "";
  const flush = () => {
    if (tidy(text)) lines.push(indent + shortened(tidy(text)));
    text = "";
  };
  for (const node of element.childNodes) {
    if (node.nodeType === node.TEXT_NODE) text += node.textContent;
    if (node.nodeType !== node.ELEMENT_NODE) continue;
    flush();
    writeElement(node as Element, indent, lines);
  }
  flush();
}

function writeElement(element: Element, indent: string, lines: string[]): void {
  const { localName } = element;
  if (/^(script|style)$/.test(localName)) return;
  const inner: string[] = [];
  writeContent(element, `${indent}  `, inner);
  const [only = ""] = inner;
  const isShort = inner.length === 0 || (inner.length === 1 && !only.trim().startsWith("<"));
  if (isShort) lines.push(`${indent}${openingTag(element)}${only.trim()}</${localName}>`);
  else lines.push(indent + openingTag(element), ...inner, `${indent}</${localName}>`);
}

/** `<button disabled>` */
export function openingTag(element: Element): string {
  const said = [...element.attributes].filter(({ name }) => !noise.includes(name));
  const listed = said.map(({ name, value }) => (value ? ` ${name}="${shortened(value)}"` : ` ${name}`));
  return `<${element.localName}${listed.join("")}>`;
}

function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
