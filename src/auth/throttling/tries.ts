import { createHash } from "node:crypto";
import type { Limiter, Limiters } from "../../live/limiters.ts";
import type { ThrottleLimit } from "./throttle-limits.ts";

/** The longest that a try waits, in milliseconds. */
const longestDelay = 8_000;

/** What comes of one more try. */
export interface Turn {
  /** How long it has to wait, in milliseconds. */
  readonly delay: number;
  /** When tries count anew, in milliseconds; undefined unless this one is refused. */
  readonly refusedFor: number | undefined;
  /** Whether it is the first one that is refused. */
  readonly isFirst: boolean;
}

/** Counts the tries of one kind, by key. A try counts from its beginning, so that many at once gain nothing. */
export class Tries {
  readonly #limit: ThrottleLimit;
  readonly #limiter: Limiter;

  constructor(name: string, limit: ThrottleLimit, limiters: Limiters) {
    this.#limit = limit;
    // What is too much is decided here: the limiter only counts.
    const points = Number.MAX_SAFE_INTEGER;
    this.#limiter = limiters({ name: `throttle:${name}`, points, duration: limit.within / 1000 });
  }

  async add(key: string): Promise<Turn> {
    const { free, most } = this.#limit;
    const { consumedPoints, msBeforeNext } = await this.#limiter.consume(digest(key));
    const refusedFor = consumedPoints > most ? msBeforeNext : undefined;
    return { delay: delayOf(consumedPoints - free), refusedFor, isFirst: consumedPoints === most + 1 };
  }

  /** One try was none. */
  async takeBack(key: string): Promise<void> {
    await this.#limiter.reward(digest(key));
  }

  async forget(key: string): Promise<void> {
    await this.#limiter.delete(digest(key));
  }
}

/** @param over how many tries there were beyond the free ones */
function delayOf(over: number): number {
  return over <= 0 ? 0 : Math.min(1_000 * 2 ** (over - 1), longestDelay);
}

/** Keys come from outside: of one short length, and what somebody typed is kept nowhere. */
function digest(key: string): string {
  return createHash("sha256").update(key).digest("base64url").slice(0, 22);
}
