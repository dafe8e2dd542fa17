import { expect, test } from "vitest";
import { rowId } from "./row-id.ts";

test.each([
  ["1", 1],
  ["999999999", 999_999_999],
  ["2147483647", 2_147_483_647],
])("%s names a row", (text, id) => {
  expect(rowId(text)).toBe(id);
});

test.each(["", "0", "-1", "01", "1.5", "1e3", " 1", "x", "2147483648", "99999999999999999999"])(
  "%j names none",
  (text) => {
    expect(rowId(text)).toBeUndefined();
  },
);
