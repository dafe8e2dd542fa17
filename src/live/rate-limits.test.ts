import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RateLimits } from "./rate-limits.ts";

const limit = { calls: 2, perSeconds: 60 };

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("lets the calls of the limit through and refuses the next", async () => {
  const limits = new RateLimits();
  await limits.count("Page.save", "user:1", limit);
  await limits.count("Page.save", "user:1", limit);
  await expect(limits.count("Page.save", "user:1", limit)).rejects.toThrow("LV-RATE-LIMITED");
});

test("counts users and events each on their own", async () => {
  const limits = new RateLimits();
  const once = { calls: 1, perSeconds: 60 };
  await limits.count("Page.save", "user:1", once);
  await limits.count("Page.save", "user:2", once);
  await limits.count("Page.remove", "user:1", once);
  await expect(limits.count("Page.save", "user:1", once)).rejects.toThrow("LV-RATE-LIMITED");
});

test("forgets calls when their time is over", async () => {
  const limits = new RateLimits();
  const once = { calls: 1, perSeconds: 60 };
  await limits.count("Page.save", "user:1", once);
  vi.advanceTimersByTime(59_000);
  await expect(limits.count("Page.save", "user:1", once)).rejects.toThrow("LV-RATE-LIMITED");
  vi.advanceTimersByTime(1_001);
  await limits.count("Page.save", "user:1", once);
});
