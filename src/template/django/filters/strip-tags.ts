import { htmlPieces } from "./html-pieces.ts";

/** Rounds of stripping, for tags that only appear once others are gone. */
const maxRounds = 50;

/** Removes everything that looks like a tag or a comment. The result is text, not safe HTML. */
export function stripTags(html: string): string {
  let text = html;
  for (let round = 0; round < maxRounds && text.includes("<") && text.includes(">"); round++) {
    const left = htmlPieces(text).filter(({ kind }) => kind === "text");
    const next = left.map((piece) => piece.html).join("");
    if (next.length === text.length) break;
    text = next;
  }
  return text;
}
