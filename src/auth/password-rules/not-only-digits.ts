import type { PasswordRule } from "./password-rule.ts";

/** Refuses passwords of nothing but digits, in any script. */
export const notOnlyDigits: PasswordRule = (password) =>
  /^\p{Nd}+$/u.test(password) ? (texts) => texts.passwordOnlyDigits : undefined;
