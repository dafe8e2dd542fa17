import type { Expression } from "./expression.ts";
import type { BlockNode, Node } from "./node.ts";
import type { Source, SourcePlace } from "./source.ts";

/** What a file extends. */
export interface Parent {
  readonly name: Expression;
  readonly place: SourcePlace;
}

/** A template file that was read. */
export interface ParsedFile {
  readonly source: Source;
  readonly nodes: readonly Node[];
  readonly parent: Parent | undefined;
  readonly blocks: ReadonlyMap<string, BlockNode>;
  readonly partials: ReadonlyMap<string, readonly Node[]>;
}
