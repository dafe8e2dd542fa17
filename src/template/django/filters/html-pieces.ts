/** A text, a start or end tag, or something that is not shown, such as a comment. */
export interface HtmlPiece {
  readonly kind: "text" | "tag" | "hidden";
  readonly html: string;
}

/** A tag longer than this many characters is read as text, so that nobody can make us search for its end for long. */
const maxTagLength = 4096;

/** Cuts HTML into pieces, in time that grows with its length only. */
export function htmlPieces(html: string): HtmlPiece[] {
  const pieces: HtmlPiece[] = [];
  let done = 0;
  for (let at = html.indexOf("<"); at >= 0; at = html.indexOf("<", Math.max(done, at + 1))) {
    const found = pieceAt(html, at);
    if (!found) continue;
    if (at > done) pieces.push({ kind: "text", html: html.slice(done, at) });
    pieces.push(found);
    done = at + found.html.length;
  }
  if (done < html.length) pieces.push({ kind: "text", html: html.slice(done) });
  return pieces;
}

function pieceAt(html: string, at: number): HtmlPiece | undefined {
  const start = html.slice(at, at + 4);
  if (start === "<!--") return until(html, at, "-->");
  if (/^<[!?]/.test(start)) return until(html, at, ">");
  if (!/^<\/?[a-z]/i.test(start)) return /^<\/./.test(start) ? until(html, at, ">") : undefined;
  const end = tagEnd(html, at);
  return end === undefined ? undefined : { kind: "tag", html: html.slice(at, end) };
}

function until(html: string, at: number, end: string): HtmlPiece | undefined {
  const found = html.indexOf(end, at + 2);
  return found < 0 ? undefined : { kind: "hidden", html: html.slice(at, found + end.length) };
}

/** Where the tag ends; a `>` in quotes does not end it. */
function tagEnd(html: string, at: number): number | undefined {
  let quote = "";
  const last = Math.min(html.length, at + maxTagLength);
  for (let index = at; index < last; index++) {
    const character = html[index] ?? "";
    if (quote === "" && character === ">") return index + 1;
    if (character === quote) quote = "";
    else if (quote === "" && (character === '"' || character === "'")) quote = character;
  }
  return undefined;
}
