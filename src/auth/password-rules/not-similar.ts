import type { AccountTexts } from "../texts/account-texts.ts";
import type { PasswordOwner, PasswordRule } from "./password-rule.ts";

/** How much of password and name may be the same characters, from 0 to 1; as Django has it. */
const limit = 0.7;

type Text = keyof AccountTexts & `passwordLike${string}`;

/** Refuses passwords that are like what is known of their owner, or like the site's name (OWASP ASVS 5.0, 6.2.11). */
export function notSimilar(siteName = ""): PasswordRule {
  return (password, owner) => {
    const own = ownTexts(owner, siteName).find(([, value]) => isLike(password, value));
    return own && ((texts) => texts[own[0]]);
  };
}

function ownTexts({ username, firstName, lastName, email }: PasswordOwner, siteName: string) {
  const all: readonly (readonly [Text, string | undefined])[] = [
    ["passwordLikeUsername", username],
    ["passwordLikeName", firstName],
    ["passwordLikeName", lastName],
    ["passwordLikeEmail", email],
    ["passwordLikeSite", siteName],
  ];
  return all.flatMap(([text, value]) => (value ? [[text, value] as const] : []));
}

/** Whether the password is like the value as a whole, or like one of its words. */
function isLike(password: string, value: string): boolean {
  const typed = [...password.toLowerCase()];
  const whole = value.toLowerCase();
  const parts = [whole, ...whole.split(/[^\p{L}\p{M}\p{N}_]+/u)].filter((part) => part !== "");
  return parts.some((part) => similarity(typed, [...part]) >= limit);
}

/** The share of characters that both have, whatever their order. */
function similarity(one: readonly string[], other: readonly string[]): number {
  const left = new Map<string, number>();
  for (const character of other) left.set(character, (left.get(character) ?? 0) + 1);
  const common = one.filter((character) => {
    const count = left.get(character) ?? 0;
    left.set(character, count - 1);
    return count > 0;
  });
  return (2 * common.length) / (one.length + other.length);
}
