import type { Transporter } from "nodemailer";
import { loadPackage } from "../../load-package.ts";
import type { Mail, MailTransport } from "./mail.ts";

/**
 * Sends mails through an SMTP server, by the package `nodemailer`, which has to be installed.
 * @param address "smtps://user:password@mail.example.com"
 * @param from "Shop <no-reply@example.com>"
 */
export class Smtp implements MailTransport {
  readonly #address: string;
  readonly #from: string;
  #transporter: Promise<Transporter> | undefined;

  constructor(address: string, from: string) {
    this.#address = address;
    this.#from = from;
  }

  /** @throws LV-PACKAGE-MISSING, and what the server says */
  async send({ to, subject, text }: Mail): Promise<void> {
    this.#transporter ??= this.#open();
    const transporter = await this.#transporter;
    // An address as text would be read as a list of them.
    await transporter.sendMail({ from: this.#from, to: { name: "", address: to }, subject, text });
  }

  async #open(): Promise<Transporter> {
    const { createTransport } = await loadPackage("nodemailer", () => import("nodemailer"));
    return createTransport(this.#address);
  }
}
