import { expect, test } from "vitest";
import { brokenBudgets } from "./broken-budgets.ts";

const result = (name: string, value: number) =>
  ({ case: name, value, unit: "bytes", baseline: 10, baselineName: "echo", ratio: value / 10 }) as const;

test("names what is over its budget, and nothing else", () => {
  const results = [result("a", 31), result("b", 30), result("no budget", 99)];
  expect(brokenBudgets(results, { a: 30, b: 30 })).toEqual(["a is 31 bytes; its budget is 30"]);
});
