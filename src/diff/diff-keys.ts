import type { Key } from "../template/each.ts";
import { longestIncreasing } from "./longest-increasing.ts";

/** How the order of a keyed list changed. */
export interface KeyChanges {
  /** Old positions of keys that are gone. */
  readonly removed: readonly number[];
  /** Old and new position of each item that has to move: old, new, old, new... */
  readonly moved: readonly number[];
  /** The old position of each key, -1 for a new one. */
  readonly sources: Int32Array;
}

/**
 * Compares the keys of two renderings of a list. What both have at their start and end costs one comparison per
 * key; of what is between, the longest run that is already in order stays and the rest moves.
 */
export function diffKeys(before: readonly Key[], keys: readonly Key[]): KeyChanges {
  const { start, end } = commonEnds(before, keys);
  const shift = before.length - keys.length;
  const sources = new Int32Array(keys.length);
  for (let index = 0; index < start; index++) sources[index] = index;
  for (let index = end; index < keys.length; index++) sources[index] = index + shift;

  const positions = new Map<Key, number>();
  for (let index = start; index < end + shift; index++) positions.set(before[index] as Key, index);
  for (let index = start; index < end; index++) {
    const key = keys[index] as Key;
    sources[index] = positions.get(key) ?? -1;
    positions.delete(key);
  }
  return { removed: [...positions.values()], moved: moves(sources.subarray(start, end), start), sources };
}

/** The new positions where the middle part starts and ends, which is not the same in both. */
function commonEnds(before: readonly Key[], keys: readonly Key[]): { start: number; end: number } {
  const shorter = Math.min(before.length, keys.length);
  const shift = before.length - keys.length;
  let start = 0;
  while (start < shorter && before[start] === keys[start]) start++;
  let end = keys.length;
  while (end > start && end + shift > start && before[end + shift - 1] === keys[end - 1]) end--;
  return { start, end };
}

function moves(sources: Int32Array, offset: number): number[] {
  if (isAscending(sources)) return [];
  const staying = longestIncreasing(sources);
  const moved: number[] = [];
  for (const [index, source] of sources.entries())
    if (source >= 0 && !staying.has(index)) moved.push(source, index + offset);
  return moved;
}

function isAscending(sources: Int32Array): boolean {
  let last = -1;
  for (const source of sources) {
    if (source < 0) continue;
    if (source < last) return false;
    last = source;
  }
  return true;
}
