import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diffKeys } from "./diff-keys.ts";

const found = (before: string, after: string) => {
  const { removed, moved, sources } = diffKeys([...before], [...after]);
  return { removed, moved, sources: [...sources] };
};

describe("the changes between two orders", () => {
  test.each([
    ["the same", "abc", "abc", { removed: [], moved: [], sources: [0, 1, 2] }],
    ["nothing to something", "", "ab", { removed: [], moved: [], sources: [-1, -1] }],
    ["something to nothing", "ab", "", { removed: [0, 1], moved: [], sources: [] }],
    ["one more at the end", "ab", "abc", { removed: [], moved: [], sources: [0, 1, -1] }],
    ["one more at the start", "ab", "cab", { removed: [], moved: [], sources: [-1, 0, 1] }],
    ["one less in the middle", "abcd", "abd", { removed: [2], moved: [], sources: [0, 1, 3] }],
    ["a swap of the ends", "abcd", "dbca", { removed: [], moved: [3, 0, 0, 3], sources: [3, 1, 2, 0] }],
    ["repeats at both ends", "aXa", "aa", { removed: [1], moved: [], sources: [0, 2] }],
  ])("from %s", (_, before, after, expected) => {
    expect(found(before, after)).toEqual(expected);
  });

  test("tell keys apart by type", () => {
    expect([...diffKeys([1, "2"], ["1", 2]).sources]).toEqual([-1, -1]);
  });
});

test("staying, moved and new items fill the new list in order", () => {
  const order = fc.uniqueArray(fc.nat(20));
  fc.assert(
    fc.property(order, order, (before, after) => {
      const { removed, moved, sources } = diffKeys(before, after);
      const result: (number | undefined)[] = Array(after.length).fill(undefined);
      const leaving = new Set(removed);
      for (const [index, source] of sources.entries()) if (source < 0) result[index] = after[index];
      for (let at = 0; at < moved.length; at += 2) {
        leaving.add(moved[at] ?? -1);
        result[moved[at + 1] ?? -1] = before[moved[at] ?? -1];
      }
      const staying = before.filter((_, index) => !leaving.has(index));
      expect(result.map((key) => key ?? staying.shift())).toEqual(after);
      expect(staying).toEqual([]);
    }),
  );
});
