/**
 * The positions of a longest strictly increasing run among `numbers` (not necessarily adjacent), ignoring
 * negative ones. These items need not move; n log n.
 */
export function longestIncreasing(numbers: Int32Array): Set<number> {
  const previous = new Int32Array(numbers.length);
  const ends: number[] = [];
  for (const [index, value] of numbers.entries()) {
    if (value < 0) continue;
    const length = lowerBound(ends, numbers, value);
    previous[index] = ends[length - 1] ?? -1;
    ends[length] = index;
  }
  const run = new Set<number>();
  for (let index = ends.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) run.add(index);
  return run;
}

/** How many of the runs that end at `ends` end with a smaller number than `value`. */
function lowerBound(ends: readonly number[], numbers: Int32Array, value: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[ends[middle] ?? 0] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
