import type { Element, HTMLInputElement } from "happy-dom";

/** Roles of elements that do not say one, by selector; the first that fits counts (HTML-AAM). */
const roles: readonly (readonly [selector: string, role: string])[] = [
  ["button, summary, input[type=submit], input[type=button], input[type=reset], input[type=image]", "button"],
  ["a[href], area[href]", "link"],
  ["input[type=checkbox]", "checkbox"],
  ["input[type=radio]", "radio"],
  ["input[type=range]", "slider"],
  ["input[type=number]", "spinbutton"],
  ["input[type=search]:not([list])", "searchbox"],
  ["input[list]", "combobox"],
  ["input[type=hidden], input[type=file], input[type=password]", ""],
  ["input, textarea", "textbox"],
  ["select[multiple], select[size]:not([size='1'])", "listbox"],
  ["select", "combobox"],
  ["option", "option"],
  ["h1, h2, h3, h4, h5, h6", "heading"],
  ["ul, ol, menu", "list"],
  ["li", "listitem"],
  ["table", "table"],
  ["tr", "row"],
  ["th[scope=row]", "rowheader"],
  ["th", "columnheader"],
  ["td", "cell"],
  ["thead, tbody, tfoot", "rowgroup"],
  ["img[alt='']", "presentation"],
  ["img, svg", "img"],
  ["dialog", "dialog"],
  ["fieldset, details", "group"],
  ["progress", "progressbar"],
  ["meter", "meter"],
  ["output", "status"],
  ["main", "main"],
  ["nav", "navigation"],
  ["aside", "complementary"],
  ["article", "article"],
  ["p", "paragraph"],
  ["section[aria-label], section[aria-labelledby]", "region"],
  ["form[aria-label], form[aria-labelledby]", "form"],
  ["header:not(article *, aside *, main *, nav *, section *)", "banner"],
  ["footer:not(article *, aside *, main *, nav *, section *)", "contentinfo"],
];

/** Roles whose name is what stands in the element. */
const namedByContent =
  /^(button|cell|checkbox|columnheader|gridcell|heading|link|menuitem|option|radio|row|rowheader|switch|tab|treeitem)$/;

/** What an element is to people who use assistive technology, "button"; empty when it is nothing of its own. */
export function roleOf(element: Element): string {
  const [said] = element.getAttribute("role")?.trim().split(/\s+/) ?? [];
  if (said) return said;
  return roles.find(([selector]) => element.matches(selector))?.[1] ?? "";
}

/** The name by which people know an element (the parts of accname 1.2 that pages commonly use). */
export function nameOf(element: Element): string {
  const sources = [labelledBy, ariaLabel, labels, ownMeans, content, titleOf];
  for (const source of sources) {
    const name = tidy(source(element) ?? "");
    if (name) return name;
  }
  return "";
}

/** The text people see in an element, with white space as they see it. */
export function textOf(element: Element): string {
  return tidy(rawText(element));
}

/** Without white space that is not seen. */
export function tidy(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

const notShown = "[hidden], [aria-hidden=true], template, script, style, head, noscript, dialog:not([open])";

/** Whether people cannot get at an element. Styles in sheets are not looked at. */
export function isHidden(element: Element): boolean {
  if (element.matches("input[type=hidden]")) return true;
  for (let around: Element | null = element; around; around = around.parentElement)
    if (around.matches(notShown) || isStyledAway(around) || isFolded(around, element)) return true;
  return false;
}

function isStyledAway(element: Element): boolean {
  return /(^|;)\s*(display\s*:\s*none|visibility\s*:\s*hidden)/i.test(element.getAttribute("style") ?? "");
}

/** In a closed `<details>`, beside its summary. */
function isFolded(around: Element, element: Element): boolean {
  if (around === element || !around.matches("details:not([open])")) return false;
  return element.closest("summary")?.parentElement !== around;
}

function labelledBy(element: Element): string {
  const ids = element.getAttribute("aria-labelledby")?.split(/\s+/) ?? [];
  return ids.map((id) => rawText(element.ownerDocument.getElementById(id) as Element | null)).join(" ");
}

const ariaLabel = (element: Element) => element.getAttribute("aria-label");
const titleOf = (element: Element) => element.getAttribute("title") || element.getAttribute("placeholder");

function labels(element: Element): string {
  if (!element.matches("input, select, textarea, meter, output, progress, button")) return "";
  const around = element.closest("label");
  const id = element.getAttribute("id");
  const pointing = id
    ? [...element.ownerDocument.querySelectorAll("label")].filter((label) => label.getAttribute("for") === id)
    : [];
  const all = around && !around.hasAttribute("for") ? [around, ...pointing] : pointing;
  return all.map((label) => rawText(label as unknown as Element, element)).join(" ");
}

function ownMeans(element: Element): string | null {
  if (element.matches("input[type=submit]")) return (element as HTMLInputElement).value || "Submit";
  if (element.matches("input[type=reset]")) return (element as HTMLInputElement).value || "Reset";
  if (element.matches("input[type=button]")) return (element as HTMLInputElement).value;
  if (element.matches("img, input[type=image]")) return element.getAttribute("alt");
  const title = { fieldset: "legend", table: "caption", figure: "figcaption", svg: "title" }[
    element.localName
  ];
  return title ? rawText(element.querySelector(`:scope > ${title}`)) : null;
}

function content(element: Element): string {
  return namedByContent.test(roleOf(element)) ? rawText(element) : "";
}

/** @param without an element whose text does not count: the field in its own label. */
function rawText(element: Element | null, without?: Element): string {
  if (!element || element === without) return "";
  let text = "";
  for (const node of element.childNodes) {
    if (node.nodeType === node.TEXT_NODE) text += node.textContent;
    else if (node.nodeType === node.ELEMENT_NODE) text += textInside(node as Element, without);
  }
  return text;
}

const inline = /^(a|abbr|b|bdi|cite|code|em|i|kbd|mark|q|s|small|span|strong|sub|sup|time|u|var)$/;

function textInside(element: Element, without: Element | undefined): string {
  if (element.matches(notShown) || isStyledAway(element)) return "";
  if (element.matches("select, textarea")) return "";
  const said = element.getAttribute("aria-label") ?? element.getAttribute("alt");
  const text = said ?? rawText(element, without);
  return inline.test(element.localName) ? text : ` ${text} `;
}
