import { LiveloomError } from "../../errors.ts";

/** The text of a template file, and the name it is known by in messages. */
export interface Source {
  readonly file: string;
  /** As templates call it, "pages/team.html". */
  readonly name: string;
  readonly text: string;
}

/** A place in a template file: the offset of its first character. */
export interface SourcePlace {
  readonly source: Source;
  readonly at: number;
}

/** "pages/team.html:3:7", counted from 1. */
export function placeText(place: SourcePlace): string {
  const { line, column } = position(place);
  return `${place.source.file}:${line}:${column + 1}`;
}

/** A mistake in a template file: where it stands, the line itself with a caret below, and what to write instead. */
export function sourceError(place: SourcePlace, reason: string, remedy: string): LiveloomError {
  const { line, column } = position(place);
  const text = place.source.text.split("\n")[line - 1] ?? "";
  const margin = `${line} | `;
  const caret = `${" ".repeat(margin.length)}${text.slice(0, column).replace(/[^\t]/g, " ")}^`;
  return new LiveloomError("LV-TEMPLATE-SYNTAX", {
    reason,
    place: placeText(place),
    remedy: `${remedy}\n\n${margin}${text}\n${caret}`,
  });
}

/** The line, from 1, and how many characters stand before the place in it. */
function position({ source, at }: SourcePlace): { readonly line: number; readonly column: number } {
  const before = source.text.slice(0, at).split("\n");
  return { line: before.length, column: (before.at(-1) ?? "").length };
}
