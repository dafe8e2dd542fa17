import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RateLimits } from "./rate-limits.ts";

const View = class Page {};
const save = { View, name: "save", limit: { calls: 1, perSeconds: 60 } };

const ann = caller(1);
const bob = caller(2);

function caller(id: number, visitor = "one"): Parameters<RateLimits["count"]>[1] {
  return { user: { id, isAuthenticated: id > 0 }, visitor };
}

let limits: RateLimits;

beforeEach(() => {
  vi.useFakeTimers();
  limits = new RateLimits();
});

afterEach(() => vi.useRealTimers());

test("lets the calls of the limit through and refuses the next", async () => {
  const twice = { ...save, limit: { calls: 2, perSeconds: 60 } };
  await limits.count(twice, ann);
  await limits.count(twice, ann);
  await expect(limits.count(twice, ann)).rejects.toThrow("LV-RATE-LIMITED");
});

test("counts users and events each on their own, and views even when their classes share a name", async () => {
  await limits.count(save, ann);
  await limits.count(save, bob);
  await limits.count({ ...save, name: "remove" }, ann);
  await limits.count({ ...save, View: class Page {} }, ann);
  await expect(limits.count(save, ann)).rejects.toThrow("LV-RATE-LIMITED");
});

test("forgets calls when their time is over", async () => {
  await limits.count(save, ann);
  vi.advanceTimersByTime(59_000);
  await expect(limits.count(save, ann)).rejects.toThrow("LV-RATE-LIMITED");
  vi.advanceTimersByTime(1_001);
  await limits.count(save, ann);
});

test("counts a user in all sessions together, and each session of those who are not logged in", async () => {
  await limits.count(save, ann);
  await expect(limits.count(save, caller(1, "another"))).rejects.toThrow("LV-RATE-LIMITED");
  await limits.count(save, caller(0));
  await limits.count(save, caller(0, "another"));
  await expect(limits.count(save, caller(0))).rejects.toThrow("LV-RATE-LIMITED");
});
