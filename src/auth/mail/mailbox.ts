import type { Mail, MailTransport } from "./mail.ts";

/** So many mails are kept, the newest. */
const keptMails = 100;

/** A mail that arrived nowhere but here. */
export interface KeptMail extends Mail {
  /** Milliseconds since 1970. */
  readonly sentAt: number;
}

/**
 * Keeps mails instead of sending them: for development and tests.
 * @example
 * const mailbox = new Mailbox();
 * const auth = accounts({ database, mail: { transport: mailbox } });
 * mailbox.mails.at(-1)?.text;
 */
export class Mailbox implements MailTransport {
  readonly #mails: KeptMail[] = [];

  /** The oldest first; the last 100 of them. */
  get mails(): readonly KeptMail[] {
    return this.#mails;
  }

  async send(mail: Mail): Promise<void> {
    this.#mails.push({ ...mail, sentAt: Date.now() });
    if (this.#mails.length > keptMails) this.#mails.shift();
  }

  clear(): void {
    this.#mails.length = 0;
  }
}
