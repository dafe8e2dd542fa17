import { PatchError } from "./patch-error.ts";
import { isBeingWritten, setAreaText, setAttribute } from "./properties.ts";
import { appendText, clear, fillWithHtml, fillWithText, type Region } from "./region.ts";

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
    if (element instanceof HTMLTextAreaElement) setAreaText(element, text);
    else if (!isBeingWritten(this.#region.parent)) fillWithText(this.#region, text);
  }

  /** @throws PatchError where people write, who may have changed the text. */
  appendText(text: string): void {
    if ((this.#region.parent as HTMLElement).isContentEditable)
      throw new PatchError("The text may be another");
    appendText(this.#region, text);
  }

  setHtml(html: string): void {
    this.#content = undefined;
    if (isBeingWritten(this.#region.parent)) return;
    if (html) fillWithHtml(this.#region, html);
    else clear(this.#region);
  }

  setAttributes(values: { [name: string]: string | null }): void {
    for (const [name, value] of Object.entries(values))
      if (this.#element) setAttribute(this.#element, name, value);
  }
}
