import type { BlockNode } from "./node.ts";
import type { ParsedFile } from "./parsed-file.ts";

/** The versions of every block, the one to show first; the others are what `{{ block.super }}` leads to. */
export type Blocks = ReadonlyMap<string, readonly BlockNode[]>;

/** Collects the blocks of a file and of those that it extends, in this order. */
export function blocksOf(files: readonly ParsedFile[]): Blocks {
  const blocks = new Map<string, BlockNode[]>();
  for (const file of files) {
    for (const [name, block] of file.blocks) blocks.set(name, [...(blocks.get(name) ?? []), block]);
  }
  return blocks;
}
