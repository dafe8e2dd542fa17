import type { AccountLinks, LinkPurpose } from "./account-links.ts";
import { accountMail } from "./account-mail.ts";
import type { Mail } from "./mail/mail.ts";
import type { MailQueue } from "./mail/mail-queue.ts";
import type { Passwords } from "./passwords.ts";
import type { Account, UserStore } from "./store/user-store.ts";
import type { AccountTexts } from "./texts/account-texts.ts";
import type { Users } from "./users.ts";

/** What sends links to people and takes them back. */
export interface LinkServices {
  readonly accounts: UserStore;
  readonly users: Users;
  readonly passwords: Passwords;
  readonly links: AccountLinks;
  readonly queue: MailQueue;
  readonly siteName: string | undefined;
  /** Counts a mail with a link; false when that address has got enough of them for now. */
  allows(purpose: LinkPurpose, email: string): Promise<boolean>;
}

export const resetPath = "/accounts/reset/";

/** A new password for people who forgot theirs. */
export class PasswordReset {
  readonly #parts: LinkServices;

  constructor(parts: LinkServices) {
    this.#parts = parts;
  }

  /**
   * Sends a link to everybody who has this address, may log in and has a password. Returns at once, whether there is
   * anybody or not: who they are is found out afterwards.
   */
  request(email: string, texts: AccountTexts): void {
    const { accounts, allows, queue } = this.#parts;
    queue.add(async () => {
      if (!(await allows("reset", email))) return [];
      const found = (await accounts.findByEmail(email)).filter((account) => this.#mayReset(account));
      return await Promise.all(found.map((account) => this.#mail(account, texts)));
    });
  }

  /**
   * Sends a link to one user, for somebody who looks after users: also to one who never had a password. False when
   * they may not log in, have no address, or it has got enough mails with links for now.
   * @throws LV-MAIL-ORIGIN
   */
  async send(userId: number, texts: AccountTexts): Promise<boolean> {
    const { accounts, allows, queue } = this.#parts;
    const account = await accounts.get(userId);
    if (!account?.isActive || account.email === "" || !(await allows("reset", account.email))) return false;
    const mail = await this.#mail(account, texts, { isFirst: true });
    queue.add(() => [mail]);
    return true;
  }

  /** Whose password the link's token may set; undefined when it does not work, or no longer. */
  async find(token: string): Promise<Account | undefined> {
    const { accounts, links } = this.#parts;
    const { userId, data } = (await links.find("reset", token)) ?? {};
    const account = userId == null ? undefined : await accounts.get(userId);
    if (!account || !(this.#mayReset(account) || (account.isActive && data?.isFirst === true)))
      return undefined;
    // With another address or password since, the link is worth nothing, even if it is there still.
    return data?.email === account.email && data.epoch === account.authEpoch ? account : undefined;
  }

  /**
   * Sets the password: the token is used up, and all sessions end. False when it does not work.
   * @throws LV-USER-INVALID for a password that is too long.
   */
  async complete(token: string, password: string, texts: AccountTexts): Promise<boolean> {
    const { links, users } = this.#parts;
    const account = await this.find(token);
    if (!account || !(await links.take("reset", token))) return false;
    await users.as({ user: account }).setPassword(account.id, password);
    this.announce(account, texts);
    return true;
  }

  /** Tells somebody that their password was changed (OWASP ASVS 5.0, 6.3.7). */
  announce({ email: to, username }: Pick<Account, "email" | "username">, texts: AccountTexts): void {
    if (to === "") return;
    const { links, queue, siteName } = this.#parts;
    queue.add(() => {
      const text = texts.changedMail(links.to(resetPath), username);
      return [accountMail(texts, { to, subject: texts.changedMailSubject, text }, siteName)];
    });
  }

  #mayReset({ isActive, passwordHash }: Account): boolean {
    return isActive && this.#parts.passwords.isUsable(passwordHash);
  }

  /** To the address that is stored: what was typed may only look like it. */
  async #mail(
    { id: userId, email, authEpoch: epoch, username }: Account,
    texts: AccountTexts,
    more: Readonly<Record<string, unknown>> = {},
  ): Promise<Mail> {
    const { links, siteName } = this.#parts;
    const link = await links.create("reset", { path: resetPath, userId, data: { ...more, email, epoch } });
    const [subject, text] = [texts.resetMailSubject, texts.resetMail(link, username)];
    return accountMail(texts, { to: email, subject, text }, siteName);
  }
}
