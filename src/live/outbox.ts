import type { Message, ScopePatch } from "../shared/wire.ts";

/** What the browser shows around a view. */
export interface PageChange {
  /** The visit that led here; 0 when the view itself did, -1 when that shall make no history entry. */
  readonly visit: number;
  /** Path and query; empty when they stay. */
  readonly url: string;
  readonly title: string;
  readonly description: string;
}

/** Where a view sends what the browser must know. */
export interface Outbox {
  /** The event with this number was handled. @param reply what the handler returned, when somebody waits for it. */
  answer(sequence: number, patch: ScopePatch | undefined, reply?: unknown): void;
  /** Tells the page's scripts something. */
  push(name: string, payload: unknown): void;
  /** Has the browser run commands. */
  run(commands: string): void;
  patch(patch: ScopePatch): void;
  /** The whole view, after so many updates. */
  replace(html: string, updates: number): void;
  /** The whole view is needed and cannot be had: the page at `url` is opened again. */
  remount(url: string): void;
  redirect(to: string): void;
  /** The address or the title is another one. */
  page(change: PageChange, patch?: ScopePatch): void;
  /** Another page is to take this one's place. */
  go(url: string, replace: boolean): void;
  messages(messages: readonly Message[]): void;
  /**
   * The event with this number was refused or failed; 0 is the view itself, which could not be shown, a negative
   * number a visit.
   * @param about what it was, for the log.
   */
  refuse(sequence: number, error: unknown, about: string): void;
  /** Shows developers an error over the page; in production nothing happens. */
  explain(error: unknown, about: string): void;
  /** The session is over. */
  end(): void;
}
