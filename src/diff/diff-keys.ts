import type { Key } from "../template/each.ts";
import { longestIncreasing } from "./longest-increasing.ts";

/** How the order of a keyed list changed. */
export interface KeyChanges {
  /** Old positions of keys that are gone. */
  readonly removed: readonly number[];
  /** Old and new position of each item that has to move: old, new, old, new... As few as possible. */
  readonly moved: readonly number[];
  /** The old position of each key, -1 for a new one. */
  readonly sources: Int32Array;
  /** The positions of the new keys. */
  readonly added: readonly number[];
}

/**
 * Compares the keys of two renderings of a list, each without repetitions. What is alike costs one comparison per
 * key; only keys that are not where they are expected are looked up.
 */
export function diffKeys(before: readonly Key[], keys: readonly Key[]): KeyChanges {
  const { sources, lost, found } = align(before, keys);
  if (found.length === 0) return { removed: lost, moved: [], sources, added: [] };
  const positions = new Map<Key, number>();
  for (const position of lost) positions.set(before[position] as Key, position);
  const added: number[] = [];
  for (const index of found) {
    const source = positions.get(keys[index] as Key);
    if (source === undefined) {
      added.push(index);
      continue;
    }
    sources[index] = source;
    positions.delete(keys[index] as Key);
  }
  const moved = added.length < found.length ? movesOf(sources) : [];
  return { removed: [...positions.values()], moved, sources, added };
}

interface Alignment {
  /** Where a key was before, -1 where that is not known yet. */
  readonly sources: Int32Array;
  /** Old positions of keys that were not met again. */
  readonly lost: number[];
  /** New positions of keys that were not expected. */
  readonly found: number[];
}

/** Walks along both lists, stepping over single keys that only one of them has. */
function align(before: readonly Key[], keys: readonly Key[]): Alignment {
  const sources = new Int32Array(keys.length);
  const lost: number[] = [];
  const found: number[] = [];
  let old = 0;
  let index = 0;
  while (old < before.length && index < keys.length) {
    const key = keys[index];
    if (before[old] === key) sources[index++] = old++;
    else if (before[old] === keys[index + 1]) miss(index++);
    else if (before[old + 1] === key) lost.push(old++);
    else {
      miss(index++);
      lost.push(old++);
    }
  }
  while (old < before.length) lost.push(old++);
  while (index < keys.length) miss(index++);
  return { sources, lost, found };

  function miss(position: number): void {
    sources[position] = -1;
    found.push(position);
  }
}

function movesOf(sources: Int32Array): number[] {
  const stays = longestIncreasing(sources);
  const moved: number[] = [];
  for (let index = 0; index < sources.length; index++) {
    const source = sources[index] ?? -1;
    if (source >= 0 && stays[index] === 0) moved.push(source, index);
  }
  return moved;
}
