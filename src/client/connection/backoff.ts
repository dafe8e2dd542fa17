/** Waiting times before reconnecting, in milliseconds; `hurryPause` is the least between attempts that a user causes. */
export const reconnectDelay = { first: 300, longest: 10_000, hurryPause: 1_000 } as const;

/**
 * How long to wait before attempt number `attempt` (from 0). The window doubles with every attempt; the moment
 * within it is random, so that a restarted server is not met by all browsers at once ("equal jitter").
 */
export function backoff(attempt: number, random = Math.random()): number {
  const window = Math.min(reconnectDelay.longest, reconnectDelay.first * 2 ** attempt);
  return window / 2 + (window / 2) * random;
}
