import { expect, test } from "vitest";
import { FrameBudget, frameBurst, framesPerSecond, refusalLimit } from "./frame-budget.ts";

/** How many of `count` frames at this moment pass. */
function passing(budget: FrameBudget, count: number, now: number): number {
  let passed = 0;
  for (let frame = 0; frame < count; frame++) {
    try {
      budget.take(now);
      passed++;
    } catch {}
  }
  return passed;
}

test("lets a burst through and refuses the next frame", () => {
  const budget = new FrameBudget(0);
  expect(passing(budget, frameBurst, 0)).toBe(frameBurst);
  expect(() => budget.take(0)).toThrow("LV-RATE-LIMITED");
});

test("earns frames with time", () => {
  const budget = new FrameBudget(0);
  passing(budget, frameBurst, 0);
  expect(passing(budget, 1_000, 1_000)).toBe(framesPerSecond);
  expect(passing(budget, 1_000, 1_500)).toBe(framesPerSecond / 2);
});

test("never holds more than a burst", () => {
  expect(passing(new FrameBudget(0), 1_000, 3_600_000)).toBe(frameBurst);
});

test("lets a steady stream at the allowed rate through for ever", () => {
  const budget = new FrameBudget(0);
  for (let frame = 1; frame <= 10_000; frame++) budget.take((frame * 1_000) / framesPerSecond);
  expect(budget.isExhausted).toBe(false);
});

test("is exhausted after more refusals than the limit, not at the limit", () => {
  const budget = new FrameBudget(0);
  passing(budget, frameBurst + refusalLimit, 0);
  expect(budget.isExhausted).toBe(false);
  passing(budget, 1, 0);
  expect(budget.isExhausted).toBe(true);
});
