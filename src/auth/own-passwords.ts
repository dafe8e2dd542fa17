import { LoginRequired } from "../errors.ts";
import type { AuditActor } from "../live/audit.ts";
import type { Session } from "../session/session.ts";
import type { SessionStore } from "../session/session-store.ts";
import type { AccountMailing } from "./account-mailing.ts";
import type { AccountTopics } from "./account-topics.ts";
import type { GuardedLogins } from "./guarded-logins.ts";
import type { AccountTexts } from "./texts/account-texts.ts";
import type { Users } from "./users.ts";

/** A new password of somebody who knows the present one. */
export interface OwnPasswordChange extends AuditActor {
  readonly present: string;
  readonly password: string;
  readonly texts: AccountTexts;
}

interface OwnPasswordsOptions {
  readonly users: Users;
  readonly sessions: SessionStore;
  readonly logins: GuardedLogins;
  readonly topics: AccountTopics;
  readonly mailing: AccountMailing | undefined;
  now(): number;
}

/** New passwords that people give themselves: all their other sessions end, the one they are in goes on. */
export class OwnPasswords {
  readonly #parts: OwnPasswordsOptions;

  constructor(parts: OwnPasswordsOptions) {
    this.#parts = parts;
  }

  /** Gives the session a new id at once. @throws LoginRequired when nobody is logged in, LV-USER-INVALID */
  async set(session: Session, password: string): Promise<void> {
    const { users, logins, now } = this.#parts;
    const { userId } = session.record ?? {};
    if (userId == null) throw new LoginRequired();
    const { username = "" } = (await users.get(userId)) ?? {};
    const own = users.as({ user: { id: userId, username }, sessionHash: session.idHash });
    await own.setPassword(userId, password, session.idHash);
    await logins.renew(session, { authenticatedAt: now() });
  }

  /**
   * Gives the session a new id with its next page, and tells the user by mail. False when the present password is wrong.
   * @throws RateLimited, LV-BUSY, LV-USER-INVALID
   */
  async change(change: OwnPasswordChange): Promise<boolean> {
    const { users, sessions, logins, topics, mailing, now } = this.#parts;
    const { user, sessionHash, address, present, password, texts } = change;
    const userId = user.id;
    if (!(await logins.isPassword({ userId, sessionHash, address }, present))) return false;
    await users.as(change).setPassword(userId, password, sessionHash);
    const proven = { authenticatedAt: now(), isRenewalDue: true };
    if (sessionHash !== undefined) await sessions.update(sessionHash, proven);
    topics.userChanged(userId);
    const account = await users.get(userId);
    if (account) mailing?.resets.announce(account, texts);
    return true;
  }
}
