/** A message to one person. */
export interface Mail {
  readonly to: string;
  /** One line. */
  readonly subject: string;
  readonly text: string;
}

/** What brings mails on their way. What it throws is tried again, and logged in the end. */
export interface MailTransport {
  send(mail: Mail): Promise<void>;
}
