import { accountMail } from "./account-mail.ts";
import type { Mail } from "./mail/mail.ts";
import { type LinkServices, resetPath } from "./password-reset.ts";
import type { AccountTexts } from "./texts/account-texts.ts";

type NoticeServices = Pick<LinkServices, "accounts" | "links" | "queue" | "siteName">;

/** What has become of an account at a provider. */
export interface ConnectionNews {
  /** What people call the provider. */
  readonly label: string;
  readonly isConnected: boolean;
}

type Notice = Pick<Mail, "subject" | "text">;

/** Mails to users about other ways into their accounts than the password (OWASP ASVS 5.0, 6.3.7). */
export class AccountNotices {
  readonly #parts: NoticeServices;

  constructor(parts: NoticeServices) {
    this.#parts = parts;
  }

  /** Tells somebody that their second factors have changed. */
  announceFactors(userId: number, texts: AccountTexts): void {
    this.#send(userId, texts, (username) => ({
      subject: texts.factorsMailSubject,
      text: texts.factorsMail(this.#parts.links.to(resetPath), username),
    }));
  }

  /** Tells somebody that an account at a provider opens theirs, or does not any more. */
  announceConnection(userId: number, { label, isConnected }: ConnectionNews, texts: AccountTexts): void {
    this.#send(userId, texts, (username) => ({
      subject: texts.connectionMailSubject(label),
      text: isConnected ? texts.connectedMail(label, username) : texts.disconnectedMail(label, username),
    }));
  }

  /** To the user's address, if they have one. */
  #send(userId: number, texts: AccountTexts, write: (username: string) => Notice): void {
    const { accounts, queue, siteName } = this.#parts;
    queue.add(async () => {
      const { email: to = "", username = "" } = (await accounts.get(userId)) ?? {};
      return to === "" ? [] : [accountMail(texts, { to, ...write(username) }, siteName)];
    });
  }
}
