/** One browser session as it is stored. Times are milliseconds since 1970. */
export interface SessionRecord {
  /** SHA-256 of the session's id, base64url. The id itself is only in the browser's cookie. */
  readonly idHash: string;
  /** The account that is logged in, or null. */
  readonly userId: number | null;
  /** Small JSON values that belong to the session. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly createdAt: number;
  readonly lastSeenAt: number;
  /** From this moment on the session does not exist any more. */
  readonly expiresAt: number;
}

/** Where sessions are kept. `session-store.contract.ts` says what every implementation must do. */
export interface SessionStore {
  /** The session, or undefined when it is unknown or expired at `now`. Never creates anything. */
  find(idHash: string, now: number): Promise<SessionRecord | undefined>;
  create(record: SessionRecord): Promise<void>;
  /** Changes an existing session; false when it is gone meanwhile: a session is never resurrected. */
  update(idHash: string, change: Partial<Omit<SessionRecord, "idHash" | "createdAt">>): Promise<boolean>;
  remove(idHash: string): Promise<void>;
  /** Ends all sessions of a user but `exceptIdHash`, and returns the hashes of those it ended. */
  removeOfUser(userId: number, exceptIdHash?: string): Promise<string[]>;
  /** Deletes what is expired at `now` and returns how many there were. */
  removeExpired(now: number): Promise<number>;
}
