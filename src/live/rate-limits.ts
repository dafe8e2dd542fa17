import { RateLimiterMemory } from "rate-limiter-flexible";
import { RateLimited } from "../errors.ts";
import type { RateLimit } from "./event.ts";

/** Counts calls of events, by user, for all pages of the app. */
export class RateLimits {
  readonly #limiters = new Map<string, RateLimiterMemory>();

  /** Counts one call. @throws RateLimited when `who` has used up the calls of `event`. */
  async count(event: string, who: string, limit: RateLimit): Promise<void> {
    try {
      await this.#limiter(event, limit).consume(who);
    } catch {
      throw new RateLimited();
    }
  }

  #limiter(event: string, { calls, perSeconds }: RateLimit): RateLimiterMemory {
    const limiter =
      this.#limiters.get(event) ?? new RateLimiterMemory({ points: calls, duration: perSeconds });
    this.#limiters.set(event, limiter);
    return limiter;
  }
}
