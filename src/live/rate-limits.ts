import { RateLimiterRes } from "rate-limiter-flexible";
import { RateLimited } from "../errors.ts";
import type { RateLimit } from "./event.ts";
import { type Limiter, type Limiters, memoryLimiters } from "./limiters.ts";
import type { User } from "./principal.ts";

/** A view's event that may be called so often. */
export interface LimitedEvent {
  /** The view's class itself: two classes may have one name. */
  readonly View: { readonly name: string };
  readonly name: string;
  readonly limit: RateLimit;
}

/** Who calls. */
interface Caller {
  readonly user: Pick<User, "id" | "isAuthenticated">;
  /** Tells those apart who are not logged in: their browser session, or where they come from. */
  readonly visitor: string;
}

/** Counts calls of events, by user, for all pages of the app; over Redis also for all processes. */
export class RateLimits {
  readonly #limiters: Limiters;
  readonly #ofViews = new WeakMap<object, Map<string, Limiter>>();

  constructor(limiters: Limiters = memoryLimiters) {
    this.#limiters = limiters;
  }

  /** Counts one call, by users in all their tabs together. @throws RateLimited when the event's calls are used up */
  async count(event: LimitedEvent, { user, visitor }: Caller): Promise<void> {
    try {
      await this.#limiter(event).consume(user.isAuthenticated ? `user:${user.id}` : `session:${visitor}`);
    } catch (refusal) {
      throw new RateLimited(undefined, isFirst(refusal, event.limit));
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

/** What is no refusal, because the limit could not be counted, is news each time. */
function isFirst(refusal: unknown, { calls }: RateLimit): boolean {
  return !(refusal instanceof RateLimiterRes) || refusal.consumedPoints === calls + 1;
}
