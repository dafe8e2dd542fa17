const textSpecial = /[&<>]/;
const attributeSpecial = /[&<>"]/;

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const entity = (character: string): string => entities[character] ?? character;

/** Makes `text` safe between tags. */
export function escapeText(text: string): string {
  return textSpecial.test(text) ? text.replace(/[&<>]/g, entity) : text;
}

/** Makes `text` safe inside a double-quoted attribute. */
export function escapeAttribute(text: string): string {
  return attributeSpecial.test(text) ? text.replace(/[&<>"]/g, entity) : text;
}
