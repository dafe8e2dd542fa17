import { RateLimited } from "../errors.ts";

/** Frames that a connection may send at once. */
export const frameBurst = 200;
/** Frames per second that a connection may send for long. */
export const framesPerSecond = 50;

/** Refused frames after which a connection is closed. */
export const refusalLimit = 2_000;

/** A token bucket for one connection. Two numbers, no timer: there is one per open page. */
export class FrameBudget {
  #left = frameBurst;
  #at: number;
  #refused = 0;

  constructor(now: number) {
    this.#at = now;
  }

  /** Takes one frame. @throws RateLimited when none is left at `now` (milliseconds). */
  take(now: number): void {
    const earned = ((now - this.#at) / 1000) * framesPerSecond;
    this.#left = Math.min(frameBurst, this.#left + earned);
    this.#at = now;
    if (this.#left >= 1) {
      this.#left--;
      return;
    }
    this.#refused++;
    throw new RateLimited();
  }

  /** Whether the connection has ignored being refused for too long. */
  get isExhausted(): boolean {
    return this.#refused > refusalLimit;
  }
}
