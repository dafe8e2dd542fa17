import type { SessionChange, SessionRecord } from "./session-store.ts";

/** How long a session lives, in milliseconds. */
export interface SessionLifetime {
  /** From login, whatever happens. */
  readonly absolute: number;
  /** Without any request or event. */
  readonly idle: number;
}

const hour = 60 * 60 * 1000;

/** For sessions that end with the browser, and for those that it keeps (OWASP ASVS 5.0, 7.3.1 and 7.3.2). */
export const sessionLifetimes: { readonly [Kind in "unremembered" | "remembered"]: SessionLifetime } = {
  unremembered: { idle: 2 * hour, absolute: 24 * hour },
  remembered: { idle: 7 * 24 * hour, absolute: 14 * 24 * hour },
};

/** What is kept about a login. */
export interface LoginDetails {
  /** The account's epoch. Default: 0, that of an account whose factors never changed. */
  readonly authEpoch?: number;
  /** Whether the browser keeps the session when it is closed. Default: false. */
  readonly isRemembered?: boolean;
  /** Whether a second factor was proven, too. Default: false. */
  readonly hasSecondFactor?: boolean;
  /** How long the session lives. Default: {@link sessionLifetimes}. */
  readonly lifetime?: SessionLifetime;
  /** From where, and with what; for the list of sessions that people see. Default: not known. */
  readonly address?: string;
  readonly userAgent?: string;
  /** When somebody proved who they are, in milliseconds since 1970. Default: now. */
  readonly authenticatedAt?: number;
}

/** What a request handler may know and do about the browser session it runs in. */
export interface Session {
  /** SHA-256 of the session's id; names the session on the bus and binds tokens to it. */
  readonly idHash: string;
  /** The same, and those it had before it was renewed: what is bound to them is this session's own. The newest first. */
  readonly idHashes: readonly string[];
  /** The stored session; undefined while nothing was stored (an anonymous visitor leaves no row). */
  readonly record: SessionRecord | undefined;
  /** Stores the session for this user under a new id, so that an id known before login is worth nothing after. */
  logIn(userId: number, details?: LoginDetails): Promise<void>;
  /**
   * Goes on under a new id: one that somebody may have learned is worth nothing any more. False when the session was
   * ended meanwhile; then it stays ended.
   */
  renew(change?: SessionChange): Promise<boolean>;
  /** Deletes the stored session and gives the browser a new, empty one. */
  end(): Promise<void>;
}
