import type { Attempt } from "../attempt.ts";
import type { Clock } from "../clock.ts";

/**
 * Called when a turn is over, in the place of showing what changed.
 * @param attempt What {@link BackgroundHost.show} undoes should it fail; undefined when the turn has failed already.
 * @returns what the next turn has to wait for
 */
export type Finished = (attempt?: Attempt) => Promise<void> | undefined;

/** The view that something runs for, as far as it has to know. */
export interface BackgroundHost {
  /** What timers go by. Default: the real time. */
  readonly clock?: Clock | undefined;
  /**
   * Runs `work` in the view's turn, after the gate has let it in.
   * @param finished Called whatever became of it.
   * @throws LV-BUSY
   */
  inform(work: () => unknown, finished?: Finished): void;
  /** Shows what changed. */
  show(attempt?: Attempt): Promise<void> | undefined;
  /** Logs an error. */
  report(error: unknown): void;
}
