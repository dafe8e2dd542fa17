import { expect, test } from "vitest";
import { compare, compareSamples, quickEffort } from "./rounds.ts";

/** No time to warm up. */
const effort = { ...quickEffort, rounds: 3, warmUpTime: 0 };

/** Returns these figures, one after the other. */
const giving = (figures: readonly number[]) => {
  const rest = figures.values();
  return async () => ({ repetitions: 1, figures: { time: rest.next().value ?? Number.NaN } });
};

test("compares medians of the rounds, with the baseline's spread as noise", async () => {
  const sides = { baseline: giving([10, 9, 12]), subject: giving([20, 40, 30]), enough: 1 };
  expect(await compareSamples(sides, effort)).toEqual({ time: { value: 30, baseline: 10, noise: 0.3 } });
});

test("compares the CPU time of one repetition", async () => {
  const side = (cpu: number, repetitions: number) => async () => ({ cpu, repetitions });
  const sides = { baseline: side(100, 10), subject: side(60, 2), enough: 1 };
  expect(await compare(sides, effort)).toEqual({ value: 30, baseline: 10, noise: 0 });
});

test("the sides are warmed up, then take turns", async () => {
  const turns: string[] = [];
  const side = (name: string) => async () => {
    turns.push(name);
    return { repetitions: 1, figures: { time: 1 } };
  };
  const sides = { baseline: side("b"), subject: side("s"), enough: 2 };
  await compareSamples(sides, { ...quickEffort, rounds: 2 });
  expect(turns.join("")).toBe("bbssbsbs");
});
