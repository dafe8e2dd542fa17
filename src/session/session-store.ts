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
  /** When somebody last proved who they are in this session, by a password or another factor. */
  readonly authenticatedAt: number;
  /** From this moment on the session does not exist any more. */
  readonly expiresAt: number;
  /** How long the session lives without any request, in milliseconds. */
  readonly idleLimit: number;
  /** Whether the browser keeps the session when it is closed. */
  readonly isRemembered: boolean;
  /** From where it was opened, and with what; empty when that is not known. */
  readonly address: string;
  readonly userAgent: string;
  /** The account's epoch when it logged in. A session of an earlier epoch than its account's is void. */
  readonly authEpoch: number;
  /** The hashes of ids it had before, the newest first. */
  readonly formerIds: readonly string[];
  /** Whether a second factor was proven in it, beside the password. */
  readonly hasSecondFactor: boolean;
  /** Whether it gets a new id with the next page, because the rights of its user have changed. */
  readonly isRenewalDue: boolean;
}

/** What may change in the life of a session. */
export type SessionChange = Partial<Omit<SessionRecord, "idHash" | "createdAt">>;

/** Where sessions are kept. `session-store.contract.ts` says what every implementation must do. */
export interface SessionStore {
  /** The session, or undefined when it is unknown or expired at `now`. Never creates anything. */
  find(idHash: string, now: number): Promise<SessionRecord | undefined>;
  create(record: SessionRecord): Promise<void>;
  /** Changes an existing session; false when it is gone meanwhile: a session is never resurrected. */
  update(idHash: string, change: SessionChange): Promise<boolean>;
  /** Gives a session another id, and changes it; false when it is gone meanwhile. */
  rename(idHash: string, newIdHash: string, change: SessionChange): Promise<boolean>;
  remove(idHash: string): Promise<void>;
  /** The sessions of a user that are not expired at `now`, last seen first. */
  listOfUser(userId: number, now: number): Promise<SessionRecord[]>;
  /** Changes all sessions of a user. */
  updateOfUser(userId: number, change: SessionChange): Promise<void>;
  /** Ends all sessions of a user but `exceptIdHash`, and returns the hashes of those it ended. */
  removeOfUser(userId: number, exceptIdHash?: string): Promise<string[]>;
  /** Deletes what is expired at `now` and returns how many there were. */
  removeExpired(now: number): Promise<number>;
}
