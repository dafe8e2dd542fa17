/** Implemented by values that can stand in an attribute; the method gives the attribute's text. */
export const attributeText = Symbol.for("liveloom.attributeText");

/** For example an `event()` in `live-click=${this.save}`. */
export interface AttributeSource {
  [attributeText](): string;
}

export function isAttributeSource(value: unknown): value is AttributeSource {
  return typeof value === "object" && value !== null && attributeText in value;
}
