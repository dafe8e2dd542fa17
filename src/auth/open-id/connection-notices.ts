import { accountMail } from "../account-mail.ts";
import type { LinkServices } from "../password-reset.ts";
import type { AccountTexts } from "../texts/account-texts.ts";

type NoticeServices = Pick<LinkServices, "accounts" | "queue" | "siteName">;

/** What has become of an account at a provider. */
export interface ConnectionNews {
  /** What people call the provider. */
  readonly label: string;
  readonly isConnected: boolean;
}

/** Mails about accounts at providers that open an account here, or do not any more (OWASP ASVS 5.0, 6.3.7). */
export class ConnectionNotices {
  readonly #parts: NoticeServices;

  constructor(parts: NoticeServices) {
    this.#parts = parts;
  }

  /** To the user's address, if they have one. */
  announce(userId: number, { label, isConnected }: ConnectionNews, texts: AccountTexts): void {
    const { accounts, queue, siteName } = this.#parts;
    queue.add(async () => {
      const { email: to = "", username = "" } = (await accounts.get(userId)) ?? {};
      if (to === "") return [];
      const text = isConnected
        ? texts.connectedMail(label, username)
        : texts.disconnectedMail(label, username);
      return [accountMail(texts, { to, subject: texts.connectionMailSubject(label), text }, siteName)];
    });
  }
}
