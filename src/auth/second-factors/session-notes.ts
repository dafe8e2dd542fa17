import { createHash } from "node:crypto";
import type { TokenStore } from "../store/token-store.ts";

const minute = 60_000;

/** How long a note is kept, in milliseconds. */
const lifetimes = {
  /** Somebody has given their password, and has to prove a second factor. */
  "pending-login": 10 * minute,
  /** The secret of an authenticator app that is being set up. */
  "new-totp": 30 * minute,
  /** What a passkey has to sign. */
  "passkey-challenge": 5 * minute,
  /** What a new passkey has to sign. */
  "new-passkey": 5 * minute,
} as const;

export type NotePurpose = keyof typeof lifetimes;

interface Note {
  /** Whose it is: it goes with their epoch. Null when nobody is known. */
  readonly userId: number | null;
  readonly data: Readonly<Record<string, unknown>>;
}

interface SessionNotesOptions {
  readonly tokens: TokenStore;
  now(): number;
}

/**
 * What the server remembers of a browser session for some minutes, one note for each purpose. It stays behind when the
 * session gets another id.
 */
export class SessionNotes {
  readonly #tokens: TokenStore;
  readonly #now: () => number;

  constructor({ tokens, now }: SessionNotesOptions) {
    this.#tokens = tokens;
    this.#now = now;
  }

  /** In place of the one that was there. */
  async keep(sessionHash: string, purpose: NotePurpose, { userId, data }: Note): Promise<void> {
    const createdAt = this.#now();
    const expiresAt = createdAt + lifetimes[purpose];
    await this.#tokens.put(tokenOf(sessionHash, purpose), { purpose, userId, data, createdAt, expiresAt });
  }

  async find(sessionHash: string, purpose: NotePurpose): Promise<Note | undefined> {
    return await this.#tokens.find(purpose, tokenOf(sessionHash, purpose), this.#now());
  }

  /** Uses it up: of several who take it at the same time one gets it. */
  async take(sessionHash: string, purpose: NotePurpose): Promise<Note | undefined> {
    return await this.#tokens.take(purpose, tokenOf(sessionHash, purpose), this.#now());
  }
}

/** Follows from what nobody outside has, and looks like every other token. */
function tokenOf(sessionHash: string, purpose: NotePurpose): string {
  return createHash("sha256").update(`${purpose} ${sessionHash}`).digest("base64url");
}
