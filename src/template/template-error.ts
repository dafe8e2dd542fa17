import { LiveloomError } from "../errors.ts";
import { callerOutside } from "./caller-outside.ts";

/** Where a template stands: `file` and the line of its first character. */
export interface TemplatePlace {
  readonly file: string;
  readonly line: number;
  /** What has to close the elements it opens, for messages. Default: the template. */
  readonly scope?: string;
  /** Whether the template stands inside `<svg>` or `<math>`, where elements may close themselves. Default: false. */
  readonly isForeign?: boolean;
  /** Makes the error itself, for templates whose static strings do not stand together in their file. */
  readonly errorAt?: (position: PieceOffset, problem: string, remedy: string) => LiveloomError;
  /** The place for messages, for the same templates. */
  readonly textAt?: (position: PieceOffset) => string;
}

/** A place in a template: which of its static strings, and how far into it. */
export interface PieceOffset {
  readonly string: number;
  readonly offset: number;
}

/** A mistake in a template: what is wrong, at which line of the template, and what to write instead. */
export function templateError(
  place: TemplatePlace,
  line: number,
  problem: string,
  remedy: string,
): LiveloomError {
  if (place.errorAt) return place.errorAt({ string: 0, offset: 0 }, problem, remedy);
  return new LiveloomError("LV-TEMPLATE-SYNTAX", {
    reason: problem,
    place: `${place.file}:${place.line + line}`,
    remedy,
  });
}

/** Where the hole is that follows a static string, for messages. */
export function placeAfter(place: TemplatePlace, strings: readonly string[], string: number): string {
  const before = strings.slice(0, string + 1);
  if (place.textAt) return place.textAt({ string, offset: before.at(-1)?.length ?? 0 });
  return `${place.file}:${place.line + before.join("").split("\n").length - 1}`;
}

const ownFolder = new URL(".", import.meta.url);

/** Where the template is written that is being made. */
export function callingPlace(): TemplatePlace {
  return callerOutside(ownFolder) ?? { file: "a template", line: 1 };
}
