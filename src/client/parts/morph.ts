import { Idiomorph } from "idiomorph";
import { attributes, marker } from "../../shared/markup.ts";

/** How fields are read and set: a part has no state of its own, and that code keeps some. */
export type Fields = Pick<
  typeof import("../patch/properties.ts"),
  "isBeingEdited" | "isSent" | "setAreaText" | "setAttribute" | "writingAround"
> &
  Pick<typeof import("../patch/said-open.ts"), "opens" | "sayOpen"> & {
    /** Told of a text that stays as it is, because somebody is writing in it. */
    skipped(writing: Element): void;
  };

/**
 * Brings the content of `element` to this HTML, keeping the elements that are still there. What belongs to the
 * browser stays as it is: ignored content, and what was typed, ticked, opened or closed since the server last said
 * otherwise.
 */
export function morph(element: Element, html: string, fields: Fields): void {
  /** Fields whose value is the user's. */
  const typed = new Set<Node>();
  /** Boxes and options whose choice is the user's. */
  const chosen = new Set<Node>();
  /** What is open or closed as its user wants it. */
  const opened = new Set<Node>();
  /** Places of nested views that have another view now. */
  const renewed: Element[] = [];
  Idiomorph.morph(element, html, {
    morphStyle: "innerHTML",
    callbacks: {
      beforeNodeMorphed(node: Node, next: Node) {
        if (isNested(node) && isNested(next)) return keepNested(node, next, renewed);
        if (isIgnored(node) && isIgnored(next)) return followIgnored(node, next, fields);
        const writing = node instanceof HTMLElement && fields.writingAround(node);
        if (writing) {
          fields.skipped(writing);
          return false;
        }
        if (keepsOpen(node, next, fields)) opened.add(node);
        if (node instanceof HTMLFormElement) followForm(node, next as Element, fields);
        offerValue(node, next, fields);
        if (keepsValue(node, next, fields)) typed.add(node);
        if (keepsChoice(node, next, fields)) chosen.add(node);
        return true;
      },
      beforeAttributeUpdated(name: string, node: Element, change: string) {
        if (name === "value") return !typed.has(node);
        if (name === "checked" || name === "selected") return !chosen.has(node);
        if (name !== "open") return true;
        if (change === "remove" && !opened.has(node)) fields.setAttribute(node, name, null);
        return !opened.has(node);
      },
    },
  });
  element.removeAttribute("aria-busy");
  for (const place of renewed) place.dispatchEvent(new CustomEvent("live:mounted", { bubbles: true }));
}

function isNested(node: Node): node is Element {
  return node instanceof Element && node.hasAttribute(attributes.token);
}

/**
 * What a nested view shows is its own affair. A view that has taken another one's place gets its content later; until
 * then that of the old one stays, if it is what the new one is, too.
 */
function keepNested(node: Element, next: Element, renewed: Element[]): false {
  const [before, now] = [node, next].map((each) => each.getAttribute(attributes.token) ?? "");
  if (before === now) return false;
  for (const name of [attributes.view, attributes.token])
    node.setAttribute(name, next.getAttribute(name) ?? "");
  if (before?.split(".")[0] !== now?.split(".")[0]) node.replaceChildren();
  renewed.push(node);
  return false;
}

/** A form that differs does what the new attribute asks for. */
function followForm(form: HTMLFormElement, next: Element, { setAttribute }: Fields): void {
  for (const name of [attributes.form, attributes.reset, attributes.triggerAction]) {
    const value = Element.prototype.getAttribute.call(next, name);
    if (Element.prototype.getAttribute.call(form, name) !== value) setAttribute(form, name, value);
  }
}

function isIgnored(node: Node): node is HTMLElement {
  return node instanceof HTMLElement && node.hasAttribute(attributes.ignore);
}

/** Its attributes with values follow the server, as they do in a patch; all else is the browser's. */
function followIgnored(node: HTMLElement, next: HTMLElement, { setAttribute }: Fields): false {
  const names = next.getAttribute(attributes.ignore)?.split(" ") ?? [];
  for (const name of [marker.attribute, ...names])
    if (name) setAttribute(node, name, next.getAttribute(name));
  return false;
}

/** The server says of a `<details>` or `<dialog>` what it said before. */
function keepsOpen(node: Node, next: Node, { opens, sayOpen }: Fields): boolean {
  if (!(node instanceof Element && next instanceof Element && opens(node))) return false;
  return !sayOpen(node, next.hasAttribute("open"));
}

/** The server has another value for a field that the user is in: it waits until they leave. */
function offerValue(node: Node, next: Node, fields: Fields): void {
  if (!(node instanceof Element && fields.isBeingEdited(node)) || keepsValue(node, next, fields)) return;
  if (node instanceof HTMLTextAreaElement)
    fields.setAreaText(node, (next as HTMLTextAreaElement).defaultValue);
  else fields.setAttribute(node, "value", (next as Element).getAttribute("value"));
}

/** The server's value is the one it was when the user changed the field, or what the user did is not answered yet. */
function keepsValue(node: Node, next: Node, { isSent }: Fields): boolean {
  if (node instanceof Element && isSent(node)) return true;
  if (node instanceof HTMLTextAreaElement && next instanceof HTMLTextAreaElement)
    return node.defaultValue === next.defaultValue;
  if (!(node instanceof HTMLInputElement)) return false;
  return node.getAttribute("value") === (next as Element).getAttribute("value");
}

/** The same for what can be ticked or chosen. */
function keepsChoice(node: Node, next: Node, { isSent }: Fields): boolean {
  if (node instanceof Element && isSent(node)) return true;
  if (node instanceof HTMLInputElement && next instanceof HTMLInputElement)
    return node.defaultChecked === next.defaultChecked;
  if (!(node instanceof HTMLOptionElement && next instanceof HTMLOptionElement)) return false;
  return node.defaultSelected === next.defaultSelected;
}
