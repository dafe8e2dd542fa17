import type { english } from "./english.ts";

/** The texts of account pages and mails in one language. */
export type AccountTexts = Texts<typeof english>;

/** The same texts in any words. */
type Texts<Given> = {
  readonly [Key in keyof Given]: Given[Key] extends string
    ? string
    : Given[Key] extends (...blanks: never[]) => string
      ? Given[Key]
      : Texts<Given[Key]>;
};
