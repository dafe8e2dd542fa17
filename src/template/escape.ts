// A carriage return would be read as a line break, and NUL not at all.
const textSpecial = /[&<>\r\0]/;
const attributeSpecial = /[&<>"\r\0]/;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\r": "&#13;",
  "\0": "\ufffd",
};

const entity = (character: string): string => entities[character] ?? character;

/** Makes `text` safe between tags. */
export function escapeText(text: string): string {
  return textSpecial.test(text) ? text.replace(/[&<>\r\0]/g, entity) : text;
}

/** Makes `text` safe inside a double-quoted attribute. */
export function escapeAttribute(text: string): string {
  return attributeSpecial.test(text) ? text.replace(/[&<>"\r\0]/g, entity) : text;
}

/** What a browser shows for `text` when it reads it as HTML: NUL has a visible stand-in. */
export function shownText(text: string): string {
  return text.includes("\0") ? text.replaceAll("\0", "\ufffd") : text;
}
