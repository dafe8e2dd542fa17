import type { AuthServices } from "../server/auth-provider.ts";
import { AccountLinks } from "./account-links.ts";
import { AccountNotices, type ConnectionNews } from "./account-notices.ts";
import { EmailChanges } from "./email-changes.ts";
import type { MailTransport } from "./mail/mail.ts";
import { MailQueue } from "./mail/mail-queue.ts";
import { Mailbox } from "./mail/mailbox.ts";
import { Smtp } from "./mail/smtp.ts";
import { type LinkServices, PasswordReset } from "./password-reset.ts";
import { SignUps } from "./sign-ups.ts";
import type { TokenStore } from "./store/token-store.ts";
import type { AccountTexts } from "./texts/account-texts.ts";

/** An SMTP server and who the mails are from, or a transport of your own. */
export type MailOptions =
  | {
      /** "smtps://user:password@mail.example.com". The package `nodemailer` has to be installed. */
      readonly smtp: string;
      /** "Shop <no-reply@example.com>" */
      readonly from: string;
    }
  | { readonly transport: MailTransport };

interface AccountMailingOptions
  extends Pick<LinkServices, "accounts" | "users" | "passwords" | "siteName" | "allows"> {
  readonly mail: MailOptions;
  /** Whether the mails are shown on a page, if the transport is a mailbox. */
  readonly hasMailPage: boolean;
  readonly tokens: TokenStore;
  now(): number;
}

/** What the app says about itself once it starts. */
export type MailServices = Partial<Pick<AuthServices, "report" | "origin" | "production">>;

/** All that accounts do by mail. */
export class AccountMailing {
  readonly resets: PasswordReset;
  readonly signUps: SignUps;
  readonly emailChanges: EmailChanges;
  readonly #notices: AccountNotices;
  readonly #shown: Mailbox | undefined;
  readonly #queue: MailQueue;
  #services: MailServices | undefined;

  constructor({ mail, hasMailPage, tokens, now, ...parts }: AccountMailingOptions) {
    const transport = "smtp" in mail ? new Smtp(mail.smtp, mail.from) : mail.transport;
    this.#shown = hasMailPage && transport instanceof Mailbox ? transport : undefined;
    const links = new AccountLinks({ tokens, now, origin: () => this.#services?.origin?.() });
    this.#queue = new MailQueue({
      transport,
      report: (error) => this.#services?.report?.(error, "mail"),
    });
    const services = { ...parts, links, queue: this.#queue };
    this.resets = new PasswordReset(services);
    this.signUps = new SignUps(services);
    this.emailChanges = new EmailChanges(services);
    this.#notices = new AccountNotices(services);
  }

  /** What is shown on the page of mails; undefined when there is none. An app in production shows nothing. */
  get shown(): Mailbox | undefined {
    return this.#services?.production ? undefined : this.#shown;
  }

  start(services: MailServices): void {
    this.#services = services;
  }

  /** Tells somebody that an account at a provider opens theirs, or does not any more. */
  announceConnection(userId: number, news: ConnectionNews, texts: AccountTexts): void {
    this.#notices.announceConnection(userId, news, texts);
  }

  /** Tells somebody that their second factors have changed. */
  announceFactors(userId: number, texts: AccountTexts): void {
    this.#notices.announceFactors(userId, texts);
  }

  /** Resolves when everything is sent that was asked for: for tests. */
  async settled(): Promise<void> {
    await this.#queue.settled();
  }

  async close(): Promise<void> {
    await this.#queue.close();
  }
}
