import type { ScopePatch } from "../shared/wire.ts";

/** Where a view sends what the browser must know. */
export interface Outbox {
  /** The event with this number was handled. */
  answer(sequence: number, patch: ScopePatch | undefined): void;
  patch(patch: ScopePatch): void;
  /** The whole view, after so many updates. */
  replace(html: string, updates: number): void;
  /** The whole view is needed and cannot be had: the page at `url` is opened again. */
  remount(url: string): void;
  redirect(to: string): void;
  /**
   * The event with this number was refused or failed; 0 is the view itself, which could not be shown.
   * @param about what it was, for the log.
   */
  refuse(sequence: number, error: unknown, about: string): void;
  /** Shows developers an error over the page; in production nothing happens. */
  explain(error: unknown, about: string): void;
  /** The session is over. */
  end(): void;
}
