import type { Attempt } from "../attempt.ts";
import type { Clock } from "../clock.ts";
import type { MountedComponent } from "../components/mounted-component.ts";
import type { Run } from "../deadline.ts";

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
  inform(work: (run: Run) => unknown, finished?: Finished): void;
  /** Shows what changed. */
  show(attempt?: Attempt): Promise<void> | undefined;
  /** Logs an error. */
  report(error: unknown): void;
}

/** An open page, whose components have work of their own. */
export interface PageHost extends BackgroundHost {
  /** Whether a browser shows it. */
  readonly isShown: boolean;
  readonly isClosed: boolean;
  /** @param component whose turn it is. Default: the view's. */
  inform(work: (run: Run) => unknown, finished?: Finished, component?: MountedComponent): void;
  /** @param component that has changed. Default: the view. */
  show(attempt?: Attempt, component?: MountedComponent): Promise<void> | undefined;
}
