import type { PasswordRule } from "./password-rule.ts";

/** Refuses passwords of fewer characters (code points, so that nobody is asked for more than they can count). */
export function minimumLength(length: number): PasswordRule {
  return (password) =>
    [...password].length < length ? (texts) => texts.passwordTooShort(length) : undefined;
}
