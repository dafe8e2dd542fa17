import { LiveloomError, PermissionDenied } from "../errors.ts";
import {
  type LoginDetails,
  type Session,
  type SessionLifetime,
  sessionLifetimes,
} from "../session/session.ts";
import type { SessionChange } from "../session/session-store.ts";
import type { AccountTopics } from "./account-topics.ts";
import type { TokenStore } from "./store/token-store.ts";
import type { Account, UserStore } from "./store/user-store.ts";
import type { KnownBrowser } from "./throttling/known-browsers.ts";

/** What somebody says to prove who they are. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Whom a backend recognized. */
export interface Recognized {
  /** The user's id. */
  readonly id: number;
  /** The account's epoch when the proof was checked: a login that a later one overtakes comes to nothing. */
  readonly authEpoch?: number;
}

/**
 * Finds out whose credentials these are; undefined leaves it to the next backend, PermissionDenied stops: nobody gets
 * in. It should take equally long whether there is such a user or not.
 * @example
 * const directory: AuthenticationBackend = async ({ username, password }) => {
 *   if (!(await ldap.bind(username, password))) return undefined;
 *   const user = await auth.users.find(username);
 *   return { id: user?.id ?? (await auth.users.create({ username })) };
 * };
 */
export type AuthenticationBackend = (
  credentials: Credentials,
) => Recognized | undefined | Promise<Recognized | undefined>;

/** How long sessions live; what is left out is as in {@link sessionLifetimes}. */
export type LifetimeOptions = { readonly [Kind in keyof typeof sessionLifetimes]?: Partial<SessionLifetime> };

/** What the login page may say about a login. */
export interface LoginOptions
  extends Pick<LoginDetails, "isRemembered" | "address" | "userAgent" | "authenticatedAt"> {
  /** Whether a second factor was proven, too: then `secondFactorRequired()` lets them through. Default: false. */
  readonly hasSecondFactor?: boolean;
}

/** What it may say about a password, too. */
export interface PasswordLoginOptions extends LoginOptions {
  /** From `auth.knownBrowsers.of(cookies)`. Default: one with which nobody has logged in. */
  readonly browser?: KnownBrowser | undefined;
}

/** What came of credentials: "pending" means that they were right, and a second factor has to follow. */
export type CredentialsOutcome = "in" | "pending" | "wrong";

/** What keeps a password from being enough. */
interface SecondFactorGate {
  isNeeded(userId: number): Promise<boolean>;
  /** From now on the session waits for a second factor. */
  begin(session: Session, account: Pick<Account, "id" | "authEpoch">, isRemembered: boolean): Promise<void>;
}

interface LoginsOptions {
  /** Undefined where accounts take none. */
  readonly secondFactors: SecondFactorGate | undefined;
  readonly lifetimes: LifetimeOptions;
  readonly backends: readonly AuthenticationBackend[];
  readonly users: UserStore;
  readonly tokens: TokenStore;
  readonly topics: AccountTopics;
  now(): number;
}

/** Gives sessions to users, and takes them back. Only active users get in, whoever recognized them. */
export class Logins {
  readonly #parts: LoginsOptions;

  constructor(options: LoginsOptions) {
    this.#parts = options;
  }

  /** "wrong" whatever was wrong. @throws LV-BUSY under too much load. */
  async withCredentials(
    session: Session,
    credentials: Credentials,
    options: LoginOptions = {},
  ): Promise<CredentialsOutcome> {
    const recognized = await this.#recognize(credentials);
    return recognized ? await this.withRecognized(session, recognized, options) : "wrong";
  }

  /** Gives the session to whom somebody has recognized. "wrong" when they may not log in, or not any more. */
  async withRecognized(
    session: Session,
    { id, authEpoch: epoch }: Recognized,
    options: LoginOptions = {},
  ): Promise<CredentialsOutcome> {
    const account = await this.#parts.users.get(id);
    if (!account?.isActive) return "wrong";
    const authEpoch = epoch ?? account.authEpoch;
    const { secondFactors } = this.#parts;
    if (await secondFactors?.isNeeded(id)) {
      this.#endStored(session);
      await secondFactors?.begin(session, { id, authEpoch }, options.isRemembered ?? false);
      return "pending";
    }
    return (await this.open(session, { id, authEpoch }, options)) ? "in" : "wrong";
  }

  /**
   * Gives the session to somebody who has proven who they are.
   * @param account with the epoch it had when the proof was checked
   * @returns false when a new password, a deactivation or the like came in between
   */
  async open(
    session: Session,
    account: Pick<Account, "id" | "authEpoch">,
    options: LoginOptions,
  ): Promise<boolean> {
    await this.#open(session, account, options);
    // It may have come in between: then the session is void already.
    const now = await this.#parts.users.get(account.id);
    if (now?.isActive && now.authEpoch === account.authEpoch) return true;
    await this.logOut(session);
    return false;
  }

  /** @throws LV-USER-UNKNOWN when there is no such active user. */
  async withId(session: Session, userId: number, options: LoginOptions = {}): Promise<void> {
    const account = await this.#parts.users.get(userId);
    if (!account?.isActive) throw new LiveloomError("LV-USER-UNKNOWN", { id: userId });
    await this.#open(session, account, options);
  }

  /**
   * Whether these are credentials of the session's own user. Then the session goes on under a new id, with the proof
   * of this moment.
   */
  async confirm(session: Session, password: string): Promise<boolean> {
    const { userId } = session.record ?? {};
    if (userId == null || !(await this.isPassword(userId, password))) return false;
    return await this.renew(session, { authenticatedAt: this.#parts.now() });
  }

  /** Whether these are credentials of this user. @throws LV-BUSY */
  async isPassword(userId: number, password: string): Promise<boolean> {
    const account = await this.#parts.users.get(userId);
    if (!account) return false;
    const recognized = await this.#recognize({ username: account.username, password });
    const { authEpoch = account.authEpoch } = recognized ?? {};
    return recognized?.id === userId && authEpoch === account.authEpoch;
  }

  /** The session and its open pages go on under a new id; false when it was ended meanwhile. */
  async renew(session: Session, change: SessionChange = {}): Promise<boolean> {
    const before = session.idHash;
    const isRenewed = await session.renew({ ...change, isRenewalDue: false });
    if (isRenewed) this.#parts.topics.sessionRenewed(before, session.idHash);
    return isRenewed;
  }

  async logOut(session: Session): Promise<void> {
    this.#endStored(session);
    await session.end();
  }

  async #recognize(credentials: Credentials): Promise<Recognized | undefined> {
    try {
      for (const backend of this.#parts.backends) {
        const recognized = await backend(credentials);
        if (recognized) return recognized;
      }
    } catch (error) {
      if (!(error instanceof PermissionDenied)) throw error;
    }
    return undefined;
  }

  async #open(
    session: Session,
    { id, authEpoch }: Pick<Account, "id" | "authEpoch">,
    options: LoginOptions,
  ): Promise<void> {
    this.#endStored(session);
    const kind = options.isRemembered ? "remembered" : "unremembered";
    const lifetime = { ...sessionLifetimes[kind], ...this.#parts.lifetimes[kind] };
    await session.logIn(id, { ...options, authEpoch, lifetime });
    await this.#parts.users.update(id, { last_login_at: this.#parts.now() });
    // Whoever gets in has no need of them, and whoever else has them should not.
    await this.#parts.tokens.removeOfUser(id, "reset");
  }

  #endStored({ record }: Session): void {
    if (record?.userId != null) this.#parts.topics.sessionEnded(record.idHash);
  }
}
