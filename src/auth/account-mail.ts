import type { Mail } from "./mail/mail.ts";
import type { AccountTexts } from "./texts/account-texts.ts";

interface AccountMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** A mail with what all mails of accounts have around their text. */
export function accountMail(
  texts: AccountTexts,
  { to, subject, text }: AccountMail,
  siteName?: string,
): Mail {
  const signature = siteName ? `\n\n${siteName}` : "";
  const title = siteName ? `${subject} – ${siteName}` : subject;
  return { to, subject: title, text: `${texts.mailGreeting}\n\n${text}${signature}\n` };
}
