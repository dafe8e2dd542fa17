import { RateLimited } from "../errors.ts";

/** Frames that a connection may send at once. */
export const frameBurst = 200;
/** Frames per second that a connection may send for long. */
export const framesPerSecond = 50;

/** How many frames a connection may send; more are refused. Infinity is no limit. */
export interface FrameLimits {
  /** Frames at once. Default: {@link frameBurst}. */
  readonly frameBurst: number;
  /** Frames per second for long. Default: {@link framesPerSecond}. */
  readonly framesPerSecond: number;
}

export const defaultFrameLimits: FrameLimits = { frameBurst, framesPerSecond };

/** Refused frames after which a connection is closed. */
export const refusalLimit = 2_000;

/** A token bucket for one connection. A few numbers, no timer: there is one per open page. */
export class FrameBudget {
  readonly #limits: FrameLimits;
  #left: number;
  #at: number;
  #refused = 0;

  constructor(now: number, limits: FrameLimits = defaultFrameLimits) {
    this.#limits = limits;
    this.#left = limits.frameBurst;
    this.#at = now;
  }

  /** Takes one frame. @throws RateLimited when none is left at `now` (milliseconds). */
  take(now: number): void {
    this.#earn(now - this.#at);
    this.#at = now;
    if (this.#left >= 1) {
      this.#left--;
      return;
    }
    this.#refused++;
    throw new RateLimited();
  }

  /** Nothing for a clock that was set back; nor for no time at all, which an infinite limit makes NaN of. */
  #earn(milliseconds: number): void {
    if (milliseconds <= 0) return;
    const { frameBurst, framesPerSecond } = this.#limits;
    this.#left = Math.min(frameBurst, this.#left + (milliseconds / 1000) * framesPerSecond);
  }

  /** Whether the connection has ignored being refused for too long. */
  get isExhausted(): boolean {
    return this.#refused > refusalLimit;
  }
}
