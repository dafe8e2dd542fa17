import type { ScopePatch } from "../shared/wire.ts";

/** Where a view sends what the browser must know. */
export interface Outbox {
  /** The event with this number was handled. */
  answer(sequence: number, patch: ScopePatch | undefined): void;
  patch(patch: ScopePatch): void;
  /** The whole view. */
  replace(html: string): void;
  redirect(to: string): void;
  /** The event with this number was refused or failed. */
  refuse(sequence: number, error: unknown): void;
  /** The session is over. */
  end(): void;
}
