import { RateLimited } from "../errors.ts";
import type { RateLimit } from "./event.ts";
import { type Limiter, type Limiters, memoryLimiters } from "./limiters.ts";

/** A view's event that may be called so often. */
export interface LimitedEvent {
  /** The view's class itself: two classes may have one name. */
  readonly View: { readonly name: string };
  readonly name: string;
  readonly limit: RateLimit;
}

/** Counts calls of events, by user, for all pages of the app; over Redis also for all processes. */
export class RateLimits {
  readonly #limiters: Limiters;
  readonly #ofViews = new WeakMap<object, Map<string, Limiter>>();

  constructor(limiters: Limiters = memoryLimiters) {
    this.#limiters = limiters;
  }

  /** Counts one call. @throws RateLimited when `who` has used up the calls of the event. */
  async count(event: LimitedEvent, who: string): Promise<void> {
    try {
      await this.#limiter(event).consume(who);
    } catch {
      throw new RateLimited();
    }
  }

  #limiter({ View, name, limit }: LimitedEvent): Limiter {
    const ofView = this.#ofViews.get(View) ?? new Map<string, Limiter>();
    this.#ofViews.set(View, ofView);
    const { calls, perSeconds } = limit;
    const limiter =
      ofView.get(name) ??
      this.#limiters({ name: `event:${View.name}:${name}`, points: calls, duration: perSeconds });
    ofView.set(name, limiter);
    return limiter;
  }
}
