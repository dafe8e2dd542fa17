import { hold } from "./field-in-use.ts";
import { PatchError } from "./patch-error.ts";
import { setAreaText, setAttribute, writingAround } from "./properties.ts";
import { appendText, fillWithHtml, fillWithText, type Region } from "./region.ts";

/** A marked place of a template: an element, or the region between two comments. */
export class Point {
  readonly #element: Element | undefined;
  readonly #region: Region;
  #content: unknown;
  /** Whether it shows something else than the server wants, because somebody is or was writing there. */
  #isHeld = false;

  constructor(region: Region, element?: Element) {
    this.#region = region;
    this.#element = element;
  }

  /**
   * What is rendered here, as an object of that class; made once, until the content is replaced.
   * @throws PatchError when something else is shown
   */
  content<Content>(Kind: new (region: Region) => Content): Content {
    if (this.#isHeld) throw new PatchError();
    if (this.#content instanceof Kind) return this.#content;
    const content = new Kind(this.#region);
    this.#content = content;
    return content;
  }

  setText(text: string): void {
    const element = this.#element;
    if (element instanceof HTMLTextAreaElement) setAreaText(element, text);
    else this.#fill(() => fillWithText(this.#region, text));
  }

  /** @throws PatchError where people write, who may have changed the text. */
  appendText(text: string): void {
    if ((this.#region.parent as HTMLElement).isContentEditable) throw new PatchError();
    appendText(this.#region, text);
  }

  setHtml(html: string): void {
    this.#fill(() => fillWithHtml(this.#region, html));
  }

  #fill(fill: () => void): void {
    const writing = writingAround(this.#region.parent);
    this.#content = undefined;
    this.#isHeld = writing !== undefined;
    if (writing) hold(writing, () => this.#fill(fill), this);
    else fill();
  }

  setAttributes(values: { [name: string]: string | null }): void {
    for (const [name, value] of Object.entries(values))
      if (this.#element) setAttribute(this.#element, name, value);
  }
}
