import type { AccountTexts } from "../texts/account-texts.ts";

/** What is known of somebody who chooses a password. */
export interface PasswordOwner {
  readonly username?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly email?: string;
}

/** What is wrong with a password, in the reader's language. */
export type PasswordProblem = (texts: AccountTexts) => string;

/**
 * What a new password must be; undefined when it is.
 * @example
 * const noBrand: PasswordRule = (password) =>
 *   /acme/i.test(password) ? () => "Everybody would try our name first." : undefined;
 */
export type PasswordRule = (
  password: string,
  owner: PasswordOwner,
) => PasswordProblem | undefined | Promise<PasswordProblem | undefined>;
