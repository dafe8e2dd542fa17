import { LoginRequired } from "../../errors.ts";
import type { Session } from "../../session/session.ts";
import type { ProofRecords } from "../audit/proof-records.ts";
import type { Logins, PasswordLoginOptions } from "../logins.ts";
import type { FactorStore } from "../store/factor-store.ts";
import type { Account } from "../store/user-store.ts";
import type { Origin, Throttle } from "../throttling/throttle.ts";
import type { Passkeys } from "./passkeys.ts";
import type { FactorSubject, PendingLogins } from "./pending-logins.ts";
import { hashOfCode, recoveryCodeIn } from "./recovery-codes.ts";
import { type Totp, totpCodeIn } from "./totp.ts";

interface FactorLoginsOptions {
  readonly store: FactorStore;
  readonly pending: PendingLogins;
  /** Undefined where accounts take none. */
  readonly totp: Totp | undefined;
  readonly passkeys: Passkeys | undefined;
  readonly logins: Logins;
  readonly throttle: Throttle;
  readonly records: ProofRecords;
  report(error: unknown): void;
  now(): number;
}

/** By what somebody proved who they are. */
type Means = "totp" | "recovery_code" | "passkey";

/** Logins that take more than a password, and passkeys, which take its place. */
export class FactorLogins {
  readonly #parts: FactorLoginsOptions;

  constructor(parts: FactorLoginsOptions) {
    this.#parts = parts;
  }

  /** Who has to prove a second factor in this session. */
  async subjectOf(session: Session): Promise<FactorSubject | undefined> {
    return await this.#parts.pending.subjectOf(session);
  }

  /**
   * Tries a code of the app, or a recovery code, for whoever has given their password in this session. Then they are
   * logged in; who was already has a second factor from now on.
   * @returns the user; undefined when the code was wrong
   * @throws LoginRequired when nobody has given a password, or too long ago; RateLimited, LV-BUSY
   */
  async withCode(
    session: Session,
    code: string,
    options: PasswordLoginOptions,
  ): Promise<Account | undefined> {
    const { pending, throttle, records } = this.#parts;
    const { browser, ...details } = options;
    const { address } = options;
    const subject = await pending.subjectOf(session);
    if (!subject) throw new LoginRequired();
    const { account } = subject;
    const by: Means = totpCodeIn(code) === undefined ? "recovery_code" : "totp";
    const sessionHash = session.idHash;
    const isRight = await records.secondFactor({ account, sessionHash, address, by }, () =>
      throttle.secondFactor(
        { username: account.username, isGuessable: by === "totp" },
        { address, browser },
        () => this.#isRight(account, code),
      ),
    );
    if (!isRight) return undefined;
    const isIn = subject.isLoggedIn
      ? await this.#parts.logins.renew(session, { hasSecondFactor: true })
      : await this.#finish(session, subject, { ...details, by });
    if (isIn) return account;
    throw new LoginRequired();
  }

  /** @returns whether this code was good, which uses it up */
  async #isRight({ id: userId }: Account, code: string): Promise<boolean> {
    const recoveryCode = recoveryCodeIn(code);
    const { store, now } = this.#parts;
    if (recoveryCode !== undefined) return await store.takeRecoveryCode(userId, hashOfCode(recoveryCode));
    const stored = this.#parts.totp && (await store.totpOf(userId));
    if (!stored) return false;
    const step = await this.#stepOf({ userId, sealed: stored.secret }, code, now());
    return step !== undefined && (await store.takeStep(userId, stored.secret, step));
  }

  /** A secret that cannot be read has no right codes. */
  async #stepOf(...given: Parameters<Totp["stepOf"]>): Promise<number | undefined> {
    try {
      return await this.#parts.totp?.stepOf(...given);
    } catch (error) {
      this.#parts.report(error);
      return undefined;
    }
  }

  /** The login that was waiting takes place. False when it is over meanwhile. */
  async #finish(
    session: Session,
    { account, isRemembered }: FactorSubject,
    { by, ...details }: PasswordLoginOptions & { readonly by: Means },
  ): Promise<boolean> {
    if (!(await this.#parts.pending.take(session))) return false;
    return await this.#open(session, account, { ...details, isRemembered, by });
  }

  async #open(
    session: Session,
    account: Account,
    { by, ...details }: PasswordLoginOptions & { readonly by: Means },
  ): Promise<boolean> {
    const { logins, records } = this.#parts;
    const isOpen = await logins.open(session, account, { ...details, hasSecondFactor: true });
    if (!isOpen) return false;
    const presence = { userId: account.id, sessionHash: session.idHash, address: details.address };
    await records.happened("auth.login", presence, { by });
    return true;
  }

  /**
   * What the browser needs to prove a passkey: of whoever has to prove one here, or of anybody.
   * @throws LoginRequired when the session has just ended; RateLimited, LV-BUSY
   */
  async passkeyOptions(session: Session, origin: string, from: Origin): Promise<object | undefined> {
    await this.#parts.throttle.loginStep(from);
    const subject = await this.subjectOf(session);
    if (isTaken(session) && !subject) throw new LoginRequired();
    const place = { sessionHash: session.idHash, origin };
    return await this.#parts.passkeys?.requestOptions(place, subject?.account.id);
  }

  /**
   * Takes a passkey for password and second factor. Who is logged in with it already has proven that it is them.
   * @returns the user; undefined whatever was wrong
   * @throws RateLimited, LV-BUSY
   */
  async withPasskey(
    session: Session,
    { origin, credential }: { readonly origin: string; readonly credential: string },
    { browser, ...details }: PasswordLoginOptions,
  ): Promise<Account | undefined> {
    const { pending, passkeys, records, throttle } = this.#parts;
    const from = { address: details.address, browser };
    await throttle.loginStep(from);
    const sessionHash = session.idHash;
    const subject = await pending.subjectOf(session);
    const proof = await passkeys?.prove({ sessionHash, origin }, credential);
    if (!proof) return undefined;
    const { address } = details;
    if ("refused" in proof) {
      await records.passkeyRefused({ sessionHash, address, ...proof });
      return undefined;
    }
    await throttle.loginStepsDone(from);
    const { account } = proof;
    if (isTaken(session)) {
      if (subject?.account.id === account.id)
        return (await this.#confirm(session, account, address)) ? account : undefined;
      await records.passkeyRefused({ sessionHash, address, refused: "user", userId: account.id });
      return undefined;
    }
    if (subject) await pending.take(session);
    const isRemembered = subject?.isRemembered ?? details.isRemembered ?? false;
    const isOpen = await this.#open(session, account, { ...details, isRemembered, by: "passkey" });
    return isOpen ? account : undefined;
  }

  async #confirm(session: Session, { id: userId }: Account, address: string | undefined): Promise<boolean> {
    const { logins, records, now } = this.#parts;
    const proven = { authenticatedAt: now(), hasSecondFactor: true };
    if (!(await logins.renew(session, proven))) return false;
    const presence = { userId, sessionHash: session.idHash, address };
    await records.happened("auth.confirm", presence, { by: "passkey" });
    return true;
  }
}

/** Whether somebody is logged in there; or was, a moment ago. */
function isTaken({ record }: Session): boolean {
  return record?.userId != null;
}
