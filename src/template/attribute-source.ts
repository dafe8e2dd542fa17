/** Implemented by values that can stand in an attribute; the method gives the text, or null to leave it out. */
export const attributeText = Symbol.for("liveloom.attributeText");

/** For example an `event()` in `live-click=${this.save}`. */
export interface AttributeSource {
  [attributeText](): string | null;
  /** Whether it names an event, which means nothing in an attribute like `class`. */
  readonly isEvent?: boolean;
}

/**
 * What an attribute tells the browser to do, once it is text. Rendering leaves it in a template's values, where plain
 * text may be anybody's: only what `commands()` and `optimistic()` make is ever run.
 */
export class CommandText {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

export function isAttributeSource(value: unknown): value is AttributeSource {
  return typeof value === "object" && value !== null && attributeText in value;
}
