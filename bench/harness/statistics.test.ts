import { expect, test } from "vitest";
import { median, spread } from "./statistics.ts";

test.each([
  [[7], 7],
  [[30, 1, 2], 2],
  [[10, 1, 3, 2], 2.5],
])("the median of %j is %d", (values, middle) => {
  expect(median(values)).toBe(middle);
});

test("the spread is the range of the middle half as a share of the median", () => {
  expect(spread([1_000, 9, 10, 8, 12, 11, 0])).toBe(0.4);
});
