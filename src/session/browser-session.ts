import { createHash, randomBytes } from "node:crypto";
import type { Signer } from "../http/signing.ts";
import type { Message } from "../shared/wire.ts";
import { keptMessages, storeMessages } from "./kept-messages.ts";
import { type LoginDetails, type Session, sessionLifetimes } from "./session.ts";
import type { SessionChange, SessionRecord, SessionStore } from "./session-store.ts";

/** "Last seen" is written at most this often, in milliseconds. */
export const touchInterval = 60_000;

/** As much of a browser's description of itself is kept, in characters. */
const userAgentLimit = 300;

/** So many ids of before are known of a session: forms and pages that are open work on for as many renewals. */
const formerIdsLimit = 5;

const idBytes = 32;
const purpose = "session";

export interface SessionOptions {
  readonly store: SessionStore;
  readonly signer: Signer;
  /** The session cookie's value as the browser sent it. */
  readonly cookie: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Finds the session of a cookie. A cookie that this app did not sign counts as none. */
export async function openSession(options: SessionOptions): Promise<BrowserSession> {
  const { store, signer, cookie, now } = options;
  const id = cookie === undefined ? undefined : signer.verify(cookie, purpose);
  if (id === undefined) return new BrowserSession(options, newId(), undefined);
  const record = await store.find(hashOf(id), now);
  const session = new BrowserSession(options, id, record && isFresh(record, now) ? record : undefined);
  await session.touch();
  return session;
}

/**
 * The session of one request.
 *
 * Visitors who are not logged in have a signed cookie and no row in the store: the cookie is given to them
 * when something first depends on it, and is all that ties their forms and live pages to their browser.
 */
export class BrowserSession implements Session {
  readonly #store: SessionStore;
  readonly #signer: Signer;
  readonly #now: number;
  readonly #hadCookie: boolean;
  #id: string;
  #record: SessionRecord | undefined;
  #isCookieDue = false;
  /** Messages for the next page, once something about them has changed. */
  #messages: readonly Message[] | undefined;
  #isUnsaved = false;

  constructor({ store, signer, cookie, now }: SessionOptions, id: string, record: SessionRecord | undefined) {
    this.#store = store;
    this.#signer = signer;
    this.#now = now;
    this.#hadCookie = cookie !== undefined && signer.verify(cookie, purpose) === id;
    this.#id = id;
    this.#record = record;
  }

  get idHash(): string {
    return hashOf(this.#id);
  }

  get idHashes(): readonly string[] {
    return [this.idHash, ...(this.#record?.formerIds ?? [])];
  }

  get record(): SessionRecord | undefined {
    return this.#record;
  }

  /** Whether the browser has this session's cookie. */
  get isKnown(): boolean {
    return this.#hadCookie;
  }

  /** The cookie's new value, when the browser needs one. */
  get cookieChange(): string | undefined {
    return this.#isCookieDue ? this.#signer.sign(this.#id, purpose) : undefined;
  }

  /** How long the browser keeps its cookie, in milliseconds; undefined until it is closed. */
  get cookieLifetime(): number | undefined {
    return this.#record?.isRemembered ? this.#record.expiresAt - this.#now : undefined;
  }

  /** Gives the browser a cookie if it has none: something in the response depends on it. */
  ensureCookie(): void {
    if (!this.#hadCookie) this.#isCookieDue = true;
  }

  /** Keeps a message for the next page. {@link saveMessages} has to follow. */
  flash(message: Message): void {
    this.ensureCookie();
    this.#setMessages([...this.#waiting, message]);
  }

  /** Takes the messages for a page that shows them. {@link saveMessages} has to follow. */
  takeMessages(): readonly Message[] {
    const waiting = this.#waiting;
    if (waiting.length > 0) this.#setMessages([]);
    return waiting;
  }

  /** Stores what became of the messages. */
  async saveMessages(): Promise<void> {
    if (!this.#isUnsaved) return;
    this.#isUnsaved = false;
    const place = { store: this.#store, idHash: this.idHash, record: this.#record, now: this.#now };
    await storeMessages(place, this.#waiting);
  }

  #setMessages(messages: readonly Message[]): void {
    this.#messages = messages;
    this.#isUnsaved = true;
  }

  get #waiting(): readonly Message[] {
    return this.#messages ?? keptMessages(this.#record);
  }

  async logIn(userId: number, details: LoginDetails = {}): Promise<void> {
    const { authEpoch = 0, isRemembered = false, address = "", userAgent = "" } = details;
    const { authenticatedAt = this.#now, hasSecondFactor = false } = details;
    const { lifetime = sessionLifetimes[isRemembered ? "remembered" : "unremembered"] } = details;
    await this.#leave();
    const record: SessionRecord = {
      idHash: this.idHash,
      userId,
      data: {},
      createdAt: this.#now,
      lastSeenAt: this.#now,
      authenticatedAt,
      expiresAt: this.#now + lifetime.absolute,
      idleLimit: lifetime.idle,
      isRemembered,
      address,
      userAgent: userAgent.slice(0, userAgentLimit),
      authEpoch,
      formerIds: [],
      hasSecondFactor,
      isRenewalDue: false,
    };
    await this.#store.create(record);
    this.#record = record;
  }

  async renew(change: SessionChange = {}): Promise<boolean> {
    const [before, record] = [this.idHash, this.#record];
    const changes = { ...change, formerIds: this.idHashes.slice(0, formerIdsLimit) };
    this.#takeNewId();
    const { idHash } = this;
    const isRenewed = record !== undefined && (await this.#store.rename(before, idHash, changes));
    this.#record = isRenewed ? { ...record, ...changes, idHash } : undefined;
    return isRenewed;
  }

  async end(): Promise<void> {
    await this.#leave();
  }

  /** Notes that the session is in use. */
  async touch(): Promise<void> {
    if (!this.#record || this.#now - this.#record.lastSeenAt < touchInterval) return;
    await this.#store.update(this.idHash, { lastSeenAt: this.#now });
  }

  async #leave(): Promise<void> {
    if (this.#record) await this.#store.remove(this.idHash);
    this.#record = undefined;
    this.#takeNewId();
  }

  #takeNewId(): void {
    this.#id = newId();
    this.#isCookieDue = true;
  }
}

/** Whether the session was used lately enough to go on. */
export function isFresh(
  { lastSeenAt, idleLimit }: Pick<SessionRecord, "lastSeenAt" | "idleLimit">,
  now: number,
): boolean {
  return now - lastSeenAt < idleLimit;
}

function newId(): string {
  return randomBytes(idBytes).toString("base64url");
}

function hashOf(id: string): string {
  return createHash("sha256").update(id).digest("base64url");
}
