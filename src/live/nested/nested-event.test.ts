import { expect, test } from "vitest";
import { nestedEvent } from "./nested-event.ts";

test.each([
  ["7/save", { identity: 7, name: "save" }],
  ["7/12/3:toggle", { identity: 7, name: "12/3:toggle" }],
  ["save", undefined],
  ["3:toggle", undefined],
  ["/save", undefined],
  ["1234567890/save", undefined],
  ["x7/save", undefined],
])("the posted name %j means %j", (posted, meaning) => {
  expect(nestedEvent(posted)).toEqual(meaning);
});
