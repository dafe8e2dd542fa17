import fc from "fast-check";
import { expect, test } from "vitest";
import { backoff, reconnectDelay } from "./backoff.ts";

test("waits grow, are never longer than the limit, and at least half as long as their window", () => {
  fc.assert(
    fc.property(fc.nat(2_000), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
      const window = Math.min(reconnectDelay.longest, reconnectDelay.first * 2 ** attempt);
      expect(backoff(attempt, random)).toBeGreaterThanOrEqual(window / 2);
      expect(backoff(attempt, random)).toBeLessThanOrEqual(window);
    }),
  );
});

test("browsers that lost their server together do not come back together", () => {
  expect(backoff(3, 0.1)).not.toBe(backoff(3, 0.9));
});
