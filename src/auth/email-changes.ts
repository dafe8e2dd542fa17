import { accountMail } from "./account-mail.ts";
import { emailKey, normalizeEmail } from "./email.ts";
import type { LinkServices } from "./password-reset.ts";
import type { Account } from "./store/user-store.ts";
import type { AccountTexts } from "./texts/account-texts.ts";

export const emailPath = "/accounts/email/";

/** An address that a link's token proves, and whose it will be. */
interface ProvenEmail {
  readonly account: Account;
  readonly email: string;
}

/** Addresses of accounts, which count when somebody has followed a link that was sent there. */
export class EmailChanges {
  readonly #parts: LinkServices;

  constructor(parts: LinkServices) {
    this.#parts = parts;
  }

  /** Sends a link to the address, new or not confirmed yet. @throws LV-USER-INVALID for what can be none. */
  request(userId: number, address: string, texts: AccountTexts): void {
    const { accounts, allows, links, queue, siteName } = this.#parts;
    const email = normalizeEmail(address);
    queue.add(async () => {
      const account = await accounts.get(userId);
      if (!account?.isActive || email === "" || !(await allows("email", email))) return [];
      const data = { email, epoch: account.authEpoch };
      const link = await links.create("email", { path: emailPath, userId, data });
      return [
        accountMail(
          texts,
          { to: email, subject: texts.emailMailSubject, text: texts.emailMail(link) },
          siteName,
        ),
      ];
    });
  }

  /** The address that the token proves; undefined when it does not work, or no longer. */
  async find(token: string): Promise<ProvenEmail | undefined> {
    const { accounts, links } = this.#parts;
    const { userId, data } = (await links.find("email", token)) ?? {};
    const account = userId == null ? undefined : await accounts.get(userId);
    if (!account?.isActive || data?.epoch !== account.authEpoch) return undefined;
    return typeof data.email === "string" ? { account, email: data.email } : undefined;
  }

  /** Gives the account its address, and tells the former one. False when the token does not work. */
  async complete(token: string, texts: AccountTexts): Promise<boolean> {
    const { links, users } = this.#parts;
    const proven = await this.find(token);
    if (!proven || !(await links.take("email", token))) return false;
    await users.as({ user: proven.account }).setEmail(proven.account.id, proven.email, { isVerified: true });
    this.announce(proven.account, proven.email, texts);
    return true;
  }

  /**
   * Tells whoever reads the former address that it counts no more (OWASP ASVS 5.0, 6.3.7).
   * @param former as the account was before
   */
  announce(
    { email: to, username }: Pick<Account, "email" | "username">,
    address: string,
    texts: AccountTexts,
  ): void {
    if (to === "" || emailKey(to) === emailKey(normalizeEmail(address))) return;
    const { queue, siteName } = this.#parts;
    const [subject, text] = [texts.emailChangedMailSubject, texts.emailChangedMail(username)];
    queue.add(() => [accountMail(texts, { to, subject, text }, siteName)]);
  }
}
