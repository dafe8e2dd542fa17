import { expect, test } from "vitest";
import { median, spread } from "./statistics.ts";

test.each([
  [[7], 7],
  [[30, 1, 2], 2],
  [[10, 1, 3, 2], 2.5],
])("the median of %j is %d", (values, middle) => {
  expect(median(values)).toBe(middle);
});

test("the spread is the whole range as a share of the median", () => {
  expect(spread([10, 9, 12])).toBe(0.3);
});
