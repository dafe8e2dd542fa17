import { normalizeEmail } from "../email.ts";
import type { AccountTexts } from "../texts/account-texts.ts";

/** What is wrong with an e-mail address that somebody typed; empty when it can be one. */
export function emailProblem(email: string, texts: AccountTexts): string {
  try {
    return normalizeEmail(email) === "" ? texts.required : "";
  } catch {
    return texts.emailInvalid;
  }
}
