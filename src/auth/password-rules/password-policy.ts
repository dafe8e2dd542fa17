import { passwordLimit } from "../passwords.ts";
import { minimumLength } from "./minimum-length.ts";
import { notCommon } from "./not-common.ts";
import { notOnlyDigits } from "./not-only-digits.ts";
import { notSimilar } from "./not-similar.ts";
import type { PasswordOwner, PasswordProblem, PasswordRule } from "./password-rule.ts";

/** How long a password has to be when nothing else is said, in characters. */
const defaultLength = 12;

/** The rules that hold when an app has no others. There are none about which characters to mix (ASVS 5.0, 6.2.5). */
export function defaultPasswordRules(siteName?: string): readonly PasswordRule[] {
  return [notSimilar(siteName), minimumLength(defaultLength), notCommon, notOnlyDigits];
}

/** Everything that is wrong with a new password, in the order of the rules. */
export async function passwordProblems(
  rules: readonly PasswordRule[],
  password: string,
  owner: PasswordOwner,
): Promise<readonly PasswordProblem[]> {
  if (password.length > passwordLimit) return [(texts) => texts.passwordTooLong(passwordLimit)];
  const found = await Promise.all(rules.map((rule) => rule(password, owner)));
  return found.flatMap((problem) => problem ?? []);
}
