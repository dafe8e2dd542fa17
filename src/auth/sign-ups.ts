import { LiveloomError } from "../errors.ts";
import { accountMail } from "./account-mail.ts";
import { normalizeEmail } from "./email.ts";
import type { Mail } from "./mail/mail.ts";
import { type LinkServices, resetPath } from "./password-reset.ts";
import type { AccountTexts } from "./texts/account-texts.ts";
import { normalizeUsername } from "./username.ts";

export const signUpPath = "/accounts/sign-up/";

/** What somebody says who signs up, after they followed the link. */
export interface SignUpDetails {
  readonly password: string;
  readonly firstName?: string;
  readonly lastName?: string;
}

/**
 * New accounts that people make themselves. The address is their username: it is proven before there is an account, so
 * that nobody learns which names are taken, and nobody can prepare an account for somebody else.
 */
export class SignUps {
  readonly #parts: LinkServices;

  constructor(parts: LinkServices) {
    this.#parts = parts;
  }

  /**
   * Sends a link to the address; if it has an account, a mail that says so. Returns at once either way.
   * @throws LV-USER-INVALID for what can be no address, or no username.
   */
  request(address: string, texts: AccountTexts): void {
    const email = normalizeUsername(normalizeEmail(address));
    const { allows, queue } = this.#parts;
    queue.add(async () => ((await allows("sign-up", email)) ? [await this.#mail(email, texts)] : []));
  }

  /** The address that the link's token proves; undefined when it does not work, or no longer. */
  async find(token: string): Promise<string | undefined> {
    const { data } = (await this.#parts.links.find("sign-up", token)) ?? {};
    const email = typeof data?.email === "string" ? data.email : undefined;
    return email !== undefined && !(await this.#isTaken(email)) ? email : undefined;
  }

  /**
   * Makes the account and returns the user's id; undefined when the token does not work.
   * @throws LV-USER-INVALID for a name or password that is too long.
   */
  async complete(token: string, details: SignUpDetails): Promise<number | undefined> {
    const { links, users } = this.#parts;
    const email = await this.find(token);
    if (email === undefined || !(await links.take("sign-up", token))) return undefined;
    try {
      const id = await users.create({ ...details, username: email, email });
      await users.setEmail(id, email, { isVerified: true });
      return id;
    } catch (error) {
      // Another link to the same address was quicker.
      if (error instanceof LiveloomError && (await this.#isTaken(email))) return undefined;
      throw error;
    }
  }

  async #isTaken(email: string): Promise<boolean> {
    const { accounts } = this.#parts;
    return (await accounts.find(email)) !== undefined || (await accounts.findByEmail(email)).length > 0;
  }

  async #mail(email: string, texts: AccountTexts): Promise<Mail> {
    const { accounts, links, siteName } = this.#parts;
    const [known] = await accounts.findByEmail(email);
    if (known) {
      const text = texts.knownMail(links.to(resetPath), known.username);
      return accountMail(texts, { to: known.email, subject: texts.knownMailSubject, text }, siteName);
    }
    const link = await links.create("sign-up", { path: signUpPath, data: { email } });
    const [subject, text] = [texts.signUpMailSubject, texts.signUpMail(link)];
    return accountMail(texts, { to: email, subject, text }, siteName);
  }
}
