import { voidElements } from "../../elements.ts";
import { escapeHtml } from "../escape-html.ts";
import { plainOfHtml } from "../output.ts";
import { htmlPieces } from "./html-pieces.ts";

/** What becomes of a text between tags. */
interface Cut {
  readonly html: string;
  readonly isLast: boolean;
}

/** Keeps the tags, closes those that are open where the text ends, and leaves comments out. */
function truncate(html: string, cut: (text: string, before: string) => Cut): string {
  const open: string[] = [];
  let out = "";
  for (const { kind, html: found } of htmlPieces(html)) {
    if (kind === "text") {
      const { html: text, isLast } = cut(plainOfHtml(found), out);
      out += text;
      if (isLast)
        return (
          out +
          open
            .reverse()
            .map((each) => `</${each}>`)
            .join("")
        );
    } else if (kind === "tag") out += passTag(open, found);
  }
  return out;
}

/** What to write for a tag; keeps `open` up to date. */
function passTag(open: string[], tag: string): string {
  const name = /^<\/?([a-z][^\s/>]*)/i.exec(tag)?.[1]?.toLowerCase() ?? "";
  const isVoid = voidElements.has(name);
  if (tag.startsWith("</")) {
    if (open.at(-1) === name) open.pop();
    return isVoid ? "" : `</${name}>`;
  }
  if (tag.endsWith("/>")) return isVoid ? tag : `${tag}</${name}>`;
  if (!isVoid) open.push(name);
  return tag;
}

/** Truncates HTML to so many words. */
export function truncateHtmlWords(html: string, length: number): string {
  let left = length;
  return truncate(html, (text) => {
    const words = text.split(/(?<=\S)\s+(?=\S)/);
    const kept = escapeHtml(words.slice(0, left).join(" "));
    const isLast = left < words.length;
    left -= words.length;
    return { html: isLast ? `${kept} …` : kept, isLast };
  });
}

/** Truncates HTML to so many characters, of which the last is the ellipsis. */
export function truncateHtmlCharacters(html: string, length: number): string {
  const source = html.normalize("NFC");
  let left = length - 1;
  let seen = 0;
  return truncate(source, (text, before) => {
    const characters = [...text];
    seen += characters.length;
    if (seen === length && before.length + text.length === source.length) return { html: text, isLast: true };
    const kept = escapeHtml(characters.slice(0, left).join(""));
    const isLast = left < characters.length;
    left -= characters.length;
    return { html: isLast && !kept.endsWith("…") ? `${kept}…` : kept, isLast };
  });
}
