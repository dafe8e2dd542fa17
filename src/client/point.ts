import { clear, fillWithHtml, fillWithText, type Region } from "./region.ts";

/** A marked place of a template: an element, or the region between two comments. */
export class Point {
  readonly #element: Element | undefined;
  readonly #region: Region;
  #content: unknown;

  constructor(region: Region, element?: Element) {
    this.#region = region;
    this.#element = element;
  }

  /** What is rendered here, as an object of that class; made once, until the content is replaced. */
  content<Content>(Kind: new (region: Region) => Content): Content {
    if (this.#content instanceof Kind) return this.#content;
    const content = new Kind(this.#region);
    this.#content = content;
    return content;
  }

  setText(text: string): void {
    this.#content = undefined;
    const element = this.#element;
    if (element instanceof HTMLTextAreaElement) setTextOf(element, text);
    else fillWithText(this.#region, text);
  }

  setHtml(html: string): void {
    this.#content = undefined;
    if (html) fillWithHtml(this.#region, html);
    else clear(this.#region);
  }

  setAttributes(values: { [name: string]: string | null }): void {
    for (const [name, value] of Object.entries(values))
      if (this.#element) setAttribute(this.#element, name, value);
  }
}

/** Text somebody is typing is theirs; the default changes, the field does not. */
function setTextOf(area: HTMLTextAreaElement, text: string): void {
  area.defaultValue = text;
  if (document.activeElement !== area) area.value = text;
}

function setAttribute(element: Element, name: string, value: string | null): void {
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
  followWithProperty(element, name, value);
}

/** Once touched by the user, fields no longer follow their attributes. */
function followWithProperty(element: Element, name: string, value: string | null): void {
  if (element instanceof HTMLInputElement) {
    if (name === "checked") element.checked = value !== null;
    if (name === "value" && document.activeElement !== element) element.value = value ?? "";
  } else if (element instanceof HTMLOptionElement && name === "selected") element.selected = value !== null;
}
