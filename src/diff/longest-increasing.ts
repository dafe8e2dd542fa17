/**
 * Marks the items of a longest strictly increasing run among `numbers` (not necessarily adjacent), ignoring
 * negative ones: 1 for those in the run, 0 for the others. These items need not move; n log n, and n when the
 * numbers are nearly in order.
 */
export function longestIncreasing(numbers: Int32Array): Uint8Array {
  const previous = new Int32Array(numbers.length);
  /** For each length, the last number of the run of that length that is easiest to continue, and its position. */
  const ends = new Int32Array(numbers.length);
  const positions = new Int32Array(numbers.length);
  let length = 0;
  for (let index = 0; index < numbers.length; index++) {
    const value = numbers[index] as number;
    if (value < 0) continue;
    const isLongest = length === 0 || (ends[length - 1] as number) < value;
    const shorter = isLongest ? length : lowerBound(ends, length, value);
    previous[index] = shorter === 0 ? -1 : (positions[shorter - 1] as number);
    ends[shorter] = value;
    positions[shorter] = index;
    if (isLongest) length++;
  }
  const isInRun = new Uint8Array(numbers.length);
  let last = length === 0 ? -1 : (positions[length - 1] as number);
  for (; last >= 0; last = previous[last] as number) isInRun[last] = 1;
  return isInRun;
}

/** How many of the first `length` numbers, which are in order, are smaller than `value`. */
function lowerBound(ends: Int32Array, length: number, value: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
