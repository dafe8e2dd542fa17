import type { Source } from "./source.ts";

/** A piece of a template file. Comments leave none. */
export interface Token {
  readonly kind: "text" | "variable" | "tag";
  /** The text itself, or what stands between the braces without the space around it. */
  readonly text: string;
  /** Where the piece starts in the file, with its braces, and where it ends. */
  readonly at: number;
  readonly end: number;
}

/** A tag, a variable or a comment; none of them goes over a line's end. */
const braces = /\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}/g;

/** Cuts a template file into text, variables and tags. What stands inside `verbatim` is text. */
export function tokenize({ text }: Source): Token[] {
  const tokens: Token[] = [];
  let verbatim: string | undefined;
  let done = 0;
  const textUntil = (end: number) => {
    if (end > done) tokens.push({ kind: "text", text: text.slice(done, end), at: done, end });
  };
  for (const { 0: found, index: at } of text.matchAll(braces)) {
    const inner = found.slice(2, -2).trim();
    if (verbatim !== undefined && (!found.startsWith("{%") || inner !== verbatim)) continue;
    textUntil(at);
    done = at + found.length;
    if (found.startsWith("{#")) continue;
    const kind = found.startsWith("{%") ? "tag" : "variable";
    tokens.push({ kind, text: inner, at, end: done });
    verbatim = undefined;
    if (kind === "tag" && /^verbatim(\s|$)/.test(inner)) verbatim = `end${inner}`;
  }
  textUntil(text.length);
  return tokens;
}
