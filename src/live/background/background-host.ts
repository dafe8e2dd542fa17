import type { Clock } from "../clock.ts";

/** The view that something runs for, as far as it has to know. */
export interface BackgroundHost {
  /** What timers go by. Default: the real time. */
  readonly clock?: Clock | undefined;
  /**
   * Runs `work` in the view's turn, after the gate has let it in.
   * @param finished Called when the turn is over, whatever became of it, in the place of showing what changed.
   * @throws LV-BUSY
   */
  inform(work: () => unknown, finished?: () => void): void;
  /** Shows what changed. */
  show(): void;
  /** Logs an error. */
  report(error: unknown): void;
}
