import { accountMail } from "../account-mail.ts";
import { type LinkServices, resetPath } from "../password-reset.ts";
import type { AccountTexts } from "../texts/account-texts.ts";

type NoticeServices = Pick<LinkServices, "accounts" | "links" | "queue" | "siteName">;

/** Mails about what was changed of second factors (OWASP ASVS 5.0, 6.3.7). */
export class FactorNotices {
  readonly #parts: NoticeServices;

  constructor(parts: NoticeServices) {
    this.#parts = parts;
  }

  /** To the user's address, if they have one. */
  announce(userId: number, texts: AccountTexts): void {
    const { accounts, links, queue, siteName } = this.#parts;
    queue.add(async () => {
      const { email: to = "", username = "" } = (await accounts.get(userId)) ?? {};
      if (to === "") return [];
      const text = texts.factorsMail(links.to(resetPath), username);
      return [accountMail(texts, { to, subject: texts.factorsMailSubject, text }, siteName)];
    });
  }
}
