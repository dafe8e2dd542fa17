import { expect, test } from "vitest";
import { compareSamples, quickEffort } from "./rounds.ts";

/** Returns these figures, one after the other; the first is the warm-up's. */
const giving = (figures: readonly number[]) => {
  const rest = figures.values();
  return async () => ({ time: rest.next().value ?? Number.NaN });
};

test("compares medians of the rounds after the warm-up, with the baseline's spread as noise", async () => {
  const effort = { ...quickEffort, rounds: 3 };
  const sides = { baseline: giving([99, 10, 9, 12]), subject: giving([99, 20, 40, 30]) };
  expect(await compareSamples(sides, effort)).toEqual({ time: { value: 30, baseline: 10, noise: 0.3 } });
});

test("the sides take turns", async () => {
  const turns: string[] = [];
  const side = (name: string) => async () => {
    turns.push(name);
    return { time: 1 };
  };
  await compareSamples({ baseline: side("b"), subject: side("s") }, { ...quickEffort, rounds: 2 });
  expect(turns.join("")).toBe("bsbsbs");
});
