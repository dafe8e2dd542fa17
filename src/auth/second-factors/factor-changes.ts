import { LoginRequired, SecondFactorRequired } from "../../errors.ts";
import type { AuditActor, AuditTrail } from "../../live/audit.ts";
import type { SessionStore } from "../../session/session-store.ts";
import type { AccountTopics } from "../account-topics.ts";
import type { FactorStore } from "../store/factor-store.ts";
import type { PasskeyStore } from "../store/passkey-store.ts";
import { normalizeName } from "../username.ts";
import type { Users } from "../users.ts";
import type { Factors } from "./factors.ts";
import type { Passkeys } from "./passkeys.ts";
import { createRecoveryCodes, hashesOf } from "./recovery-codes.ts";
import type { SessionNotes } from "./session-notes.ts";
import type { Totp } from "./totp.ts";

/** So many passkeys one user may have. */
const passkeysLimit = 20;

interface FactorChangesOptions {
  readonly factors: Factors;
  readonly store: FactorStore;
  readonly passkeyStore: PasskeyStore;
  /** Undefined where accounts take none. */
  readonly totp: Totp | undefined;
  readonly passkeys: Passkeys | undefined;
  readonly notes: SessionNotes;
  readonly sessions: SessionStore;
  readonly topics: AccountTopics;
  readonly users: Users;
  readonly audit: AuditTrail;
  /** What the site is called in authenticator apps. */
  siteName(): string;
  now(): number;
}

/** Somebody who changes their own second factors, in a session. */
export interface FactorOwner extends AuditActor {
  readonly sessionHash: string;
}

/** What an authenticator app is told. */
export interface NewTotp {
  readonly secret: string;
  /** For a QR code: "otpauth://totp/..." */
  readonly address: string;
}

/** A passkey that a browser has made. */
interface MadePasskey {
  /** The app's own origin. */
  readonly origin: string;
  readonly credential: string;
  readonly name: string;
}

/**
 * What people change of their second factors. Each change is written into the audit log, ends their other sessions and
 * whatever waits for their login. Whether they have just proven who they are is for the pages to ask.
 *
 * All methods throw SecondFactorRequired for who has a second factor, and is logged in without it.
 */
export class FactorChanges {
  readonly #parts: FactorChangesOptions;

  constructor(parts: FactorChangesOptions) {
    this.#parts = parts;
  }

  /** Begins to set an app up, or goes on with it. */
  async beginTotp(owner: FactorOwner): Promise<NewTotp | undefined> {
    const { totp, notes, siteName } = this.#parts;
    const { user, sessionHash } = owner;
    if (!totp) return undefined;
    await this.#admit(owner);
    const sealed = (await this.#newSecret(user.id, sessionHash)) ?? (await totp.createSecret(user.id));
    await notes.keep(sessionHash, "new-totp", { userId: user.id, data: { sealed } });
    return await totp.shown(user.id, sealed, { issuer: siteName(), username: user.username });
  }

  /**
   * Sets the app up, if the code is one of it.
   * @returns recovery codes for who had none, else an empty list; undefined when the code was wrong
   */
  async finishTotp(owner: FactorOwner, code: string): Promise<readonly string[] | undefined> {
    const { totp, notes, store, now } = this.#parts;
    const { user, sessionHash } = owner;
    await this.#admit(owner);
    const sealed = await this.#newSecret(user.id, sessionHash);
    if (!totp || sealed === undefined) return undefined;
    const step = await totp.stepOf({ userId: user.id, sealed }, code, now());
    if (step === undefined || !(await notes.take(sessionHash, "new-totp"))) return undefined;
    await store.setTotp(user.id, { secret: sealed, lastStep: step, createdAt: now() });
    const codes = (await store.countRecoveryCodes(user.id)) === 0 ? await this.#replaceCodes(user.id) : [];
    await this.#changed(owner, "auth.add_totp");
    return codes;
  }

  async removeTotp(owner: FactorOwner): Promise<void> {
    await this.#admit(owner);
    if (await this.#parts.store.removeTotp(owner.user.id)) await this.#changed(owner, "auth.remove_totp");
  }

  /** New codes, in place of those of before; none for who has no factor. They are shown once: only their hashes are kept. */
  async renewRecoveryCodes(owner: FactorOwner): Promise<readonly string[]> {
    await this.#admit(owner);
    if (!(await this.#parts.factors.isNeeded(owner.user.id))) return [];
    const codes = await this.#replaceCodes(owner.user.id);
    await this.#changed(owner, "auth.set_recovery_codes");
    return codes;
  }

  /** What the browser needs to make a passkey. */
  async passkeyOptions(owner: FactorOwner, origin: string): Promise<object | undefined> {
    const { user, sessionHash } = owner;
    await this.#admit(owner);
    return await this.#parts.passkeys?.creationOptions({ sessionHash, origin }, user);
  }

  /**
   * Adds a passkey. False for what is none, what somebody has already, and for one more than 20.
   * @throws LV-USER-INVALID for a name that is too long.
   */
  async addPasskey(owner: FactorOwner, { origin, credential, name }: MadePasskey): Promise<boolean> {
    const { passkeys, passkeyStore } = this.#parts;
    const { user, sessionHash } = owner;
    const normalized = normalizeName(name);
    await this.#admit(owner);
    const passkey = await passkeys?.created({ sessionHash, origin }, user.id, credential);
    const { length: count } = await passkeyStore.listOf(user.id);
    if (!passkey || count >= passkeysLimit || !(await passkeyStore.add({ ...passkey, name: normalized })))
      return false;
    await this.#changed(owner, "auth.add_passkey", { passkey: normalized });
    return true;
  }

  /** False when it is not theirs, or gone already. */
  async removePasskey(owner: FactorOwner, id: string): Promise<boolean> {
    const { factors, passkeyStore } = this.#parts;
    await this.#admit(owner);
    const { passkeys } = await factors.of(owner.user.id);
    const passkey = passkeys.find((each) => each.id === id);
    if (!passkey || !(await passkeyStore.remove(owner.user.id, id))) return false;
    await this.#changed(owner, "auth.remove_passkey", { passkey: passkey.name });
    return true;
  }

  /**
   * Who has a second factor changes nothing without it.
   * @throws LoginRequired, SecondFactorRequired
   */
  async #admit({ user, sessionHash }: FactorOwner): Promise<void> {
    const { factors, sessions, now } = this.#parts;
    const session = await sessions.find(sessionHash, now());
    if (session?.userId !== user.id) throw new LoginRequired();
    if (!session.hasSecondFactor && (await factors.isNeeded(user.id))) throw new SecondFactorRequired();
  }

  async #newSecret(userId: number, sessionHash: string): Promise<string | undefined> {
    const note = await this.#parts.notes.find(sessionHash, "new-totp");
    return note?.userId === userId && typeof note.data.sealed === "string" ? note.data.sealed : undefined;
  }

  async #replaceCodes(userId: number): Promise<readonly string[]> {
    const codes = createRecoveryCodes();
    await this.#parts.store.setRecoveryCodes(userId, hashesOf(codes));
    return codes;
  }

  /** Who has just proven their new factor has one in this session; who has none any more has not. */
  async #changed(
    owner: FactorOwner,
    action: string,
    details: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    const { factors, store, sessions, topics, users, audit } = this.#parts;
    const { user, sessionHash } = owner;
    const isLeft = await factors.isNeeded(user.id);
    if (!isLeft) await store.setRecoveryCodes(user.id, []);
    await users.as(owner).endSessions(user.id, sessionHash);
    const isProven = action === "auth.add_totp" || action === "auth.add_passkey";
    if (isProven || !isLeft) await sessions.update(sessionHash, { hasSecondFactor: isLeft });
    await sessions.update(sessionHash, { isRenewalDue: true });
    topics.userChanged(user.id);
    const object = { type: "user", id: user.id, text: user.username };
    await audit.record({ action, outcome: "allowed", actor: owner, object, details });
  }
}
