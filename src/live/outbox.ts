import type { ScopePatch } from "../shared/wire.ts";

/** Where a view sends what the browser must know. */
export interface Outbox {
  /** The event with this number was handled. @param reply what the handler returned, when somebody waits for it. */
  answer(sequence: number, patch: ScopePatch | undefined, reply?: unknown): void;
  /** Tells the page's scripts something. */
  push(name: string, payload: unknown): void;
  patch(patch: ScopePatch): void;
  /** The whole view, after so many updates. */
  replace(html: string, updates: number): void;
  /** The whole view is needed and cannot be had: the page at `url` is opened again. */
  remount(url: string): void;
  redirect(to: string): void;
  /** The event with this number was refused or failed; 0 is the view itself, which could not be shown. */
  refuse(sequence: number, error: unknown): void;
  /** The session is over. */
  end(): void;
}
