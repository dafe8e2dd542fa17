import type { english } from "./english.ts";

/** The texts of account pages and mails in one language. */
export type AccountTexts = {
  readonly [Key in keyof typeof english]: (typeof english)[Key] extends string
    ? string
    : (typeof english)[Key];
};
