import type { Node } from "./node.ts";
import type { Parser } from "./parser.ts";
import type { SourcePlace } from "./source.ts";

/** A tag as it was written. */
export interface Tag {
  readonly name: string;
  /** What follows the name; quoted text is one word. */
  readonly words: readonly string[];
  /** Everything between the braces. */
  readonly text: string;
  readonly place: SourcePlace;
}

/** Reads a tag and, when it has one, its content up to its end tag. */
export type TagReader = (parser: Parser, tag: Tag) => Node | undefined;
