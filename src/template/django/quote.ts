/** Percent-encodes text but for letters, digits, `_.-~` and the characters in `safe`. */
export function quote(text: string, safe = "/"): string {
  return [...text].map((character) => (safe.includes(character) ? character : encoded(character))).join("");
}

function encoded(character: string): string {
  if (/[\w.~-]/.test(character)) return character;
  return [...new TextEncoder().encode(character)]
    .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`)
    .join("");
}

/** As in a form's query: a space is a plus. */
export function quotePlus(text: string): string {
  return quote(text, " ").replaceAll(" ", "+");
}
