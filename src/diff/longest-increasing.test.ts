import fc from "fast-check";
import { expect, test } from "vitest";
import { longestIncreasing } from "./longest-increasing.ts";

/** The plain way, quadratic. */
function longestLength(numbers: readonly number[]): number {
  const lengths: number[] = [];
  for (const [index, value] of numbers.entries()) {
    const before = numbers.slice(0, index).map((other, at) => (other < value ? (lengths[at] ?? 0) : 0));
    lengths.push(Math.max(0, ...before) + 1);
  }
  return Math.max(0, ...lengths);
}

test("finds a run that increases and is as long as any", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(50)), (numbers) => {
      const isInRun = longestIncreasing(Int32Array.from(numbers));
      const run = numbers.filter((_, index) => isInRun[index] === 1);
      expect(run).toEqual([...run].sort((a, b) => a - b));
      expect(run).toHaveLength(longestLength(numbers));
    }),
  );
});

test("ignores negative numbers, which stand for new items", () => {
  expect(longestIncreasing(Int32Array.of(-1, 0, -1, 1, -1))).toEqual(Uint8Array.of(0, 1, 0, 1, 0));
});
