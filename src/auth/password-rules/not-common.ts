import type { PasswordRule } from "./password-rule.ts";

let list: Promise<ReadonlySet<string>> | undefined;

/** Refuses the 49,000 passwords that are used most, whatever their case (OWASP ASVS 5.0, 6.2.4). */
export const notCommon: PasswordRule = async (password) => {
  list ??= load();
  const isCommon = (await list).has(password.trim().toLowerCase());
  return isCommon ? (texts) => texts.passwordTooCommon : undefined;
};

/** Only once it is needed: most processes see no new password for a long time. */
async function load(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  return new Set(dictionary["passwords-common"]);
}
