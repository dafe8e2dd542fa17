import { RateLimiterMemory } from "rate-limiter-flexible";
import { RateLimited } from "../errors.ts";
import type { RateLimit } from "./event.ts";

/** A view's event that may be called so often. */
export interface LimitedEvent {
  /** The view's class itself: two classes may have one name. */
  readonly View: object;
  readonly name: string;
  readonly limit: RateLimit;
}

/** Counts calls of events, by user, for all pages of the app. */
export class RateLimits {
  readonly #limiters = new WeakMap<object, Map<string, RateLimiterMemory>>();

  /** Counts one call. @throws RateLimited when `who` has used up the calls of the event. */
  async count(event: LimitedEvent, who: string): Promise<void> {
    try {
      await this.#limiter(event).consume(who);
    } catch {
      throw new RateLimited();
    }
  }

  #limiter({ View, name, limit }: LimitedEvent): RateLimiterMemory {
    const ofView = this.#limiters.get(View) ?? new Map<string, RateLimiterMemory>();
    this.#limiters.set(View, ofView);
    const limiter =
      ofView.get(name) ?? new RateLimiterMemory({ points: limit.calls, duration: limit.perSeconds });
    ofView.set(name, limiter);
    return limiter;
  }
}
