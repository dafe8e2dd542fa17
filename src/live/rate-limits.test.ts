import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RateLimits } from "./rate-limits.ts";

const View = class Page {};
const save = { View, name: "save", limit: { calls: 1, perSeconds: 60 } };

let limits: RateLimits;

beforeEach(() => {
  vi.useFakeTimers();
  limits = new RateLimits();
});

afterEach(() => vi.useRealTimers());

test("lets the calls of the limit through and refuses the next", async () => {
  const twice = { ...save, limit: { calls: 2, perSeconds: 60 } };
  await limits.count(twice, "user:1");
  await limits.count(twice, "user:1");
  await expect(limits.count(twice, "user:1")).rejects.toThrow("LV-RATE-LIMITED");
});

test("counts users and events each on their own, and views even when their classes share a name", async () => {
  await limits.count(save, "user:1");
  await limits.count(save, "user:2");
  await limits.count({ ...save, name: "remove" }, "user:1");
  await limits.count({ ...save, View: class Page {} }, "user:1");
  await expect(limits.count(save, "user:1")).rejects.toThrow("LV-RATE-LIMITED");
});

test("forgets calls when their time is over", async () => {
  await limits.count(save, "user:1");
  vi.advanceTimersByTime(59_000);
  await expect(limits.count(save, "user:1")).rejects.toThrow("LV-RATE-LIMITED");
  vi.advanceTimersByTime(1_001);
  await limits.count(save, "user:1");
});
