import type { Session } from "../../session/session.ts";
import type { Account, UserStore } from "../store/user-store.ts";
import type { SessionNotes } from "./session-notes.ts";

/** Somebody who has to prove a second factor. */
export interface FactorSubject {
  readonly account: Account;
  /** Whether they are logged in already, without one. */
  readonly isLoggedIn: boolean;
  /** Whether they asked to stay logged in. */
  readonly isRemembered: boolean;
}

interface PendingLoginsOptions {
  readonly notes: SessionNotes;
  readonly users: UserStore;
}

/**
 * Logins that wait for a second factor, for 10 minutes, in the session in which the password was given. A new password,
 * a deactivation, and whatever else raises the account's epoch, ends them.
 */
export class PendingLogins {
  readonly #notes: SessionNotes;
  readonly #users: UserStore;

  constructor({ notes, users }: PendingLoginsOptions) {
    this.#notes = notes;
    this.#users = users;
  }

  /** The session gets a new id: one that somebody may have learned must not be half a login. */
  async begin(
    session: Session,
    { id: userId, authEpoch }: Pick<Account, "id" | "authEpoch">,
    isRemembered: boolean,
  ): Promise<void> {
    await session.end();
    await this.#notes.keep(session.idHash, "pending-login", { userId, data: { authEpoch, isRemembered } });
  }

  /** Who has to prove a second factor in this session; undefined when nobody has, or not any more. */
  async subjectOf({ record, idHash }: Session): Promise<FactorSubject | undefined> {
    if (record?.userId != null) {
      const account = await this.#users.get(record.userId);
      if (!account?.isActive || record.authEpoch < account.authEpoch) return undefined;
      return { account, isLoggedIn: true, isRemembered: record.isRemembered };
    }
    const { userId, data } = (await this.#notes.find(idHash, "pending-login")) ?? {};
    const account = userId == null ? undefined : await this.#users.get(userId);
    if (!account?.isActive || account.authEpoch !== data?.authEpoch) return undefined;
    return { account, isLoggedIn: false, isRemembered: data.isRemembered === true };
  }

  /** Ends it, for a login that takes its place. False when it is over, or somebody was quicker. */
  async take({ idHash }: Session): Promise<boolean> {
    return (await this.#notes.take(idHash, "pending-login")) !== undefined;
  }
}
