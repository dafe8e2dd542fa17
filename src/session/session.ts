import type { SessionRecord } from "./session-store.ts";

/** What is kept about a login. */
export interface LoginDetails {
  /** The account's epoch. Default: 0, that of an account whose factors never changed. */
  readonly authEpoch?: number;
  /** Whether the browser keeps the session when it is closed. Default: true. */
  readonly isRemembered?: boolean;
  /** From where, and with what; for the list of sessions that people see. Default: not known. */
  readonly address?: string;
  readonly userAgent?: string;
}

/** What a request handler may know and do about the browser session it runs in. */
export interface Session {
  /** SHA-256 of the session's id; names the session on the bus and binds tokens to it. */
  readonly idHash: string;
  /** The stored session; undefined while nothing was stored (an anonymous visitor leaves no row). */
  readonly record: SessionRecord | undefined;
  /** Stores the session for this user under a new id, so that an id known before login is worth nothing after. */
  logIn(userId: number, details?: LoginDetails): Promise<void>;
  /** Deletes the stored session and gives the browser a new, empty one. */
  end(): Promise<void>;
}
