import type { AccountTexts } from "../texts/account-texts.ts";
import { normalizeName } from "../username.ts";

/** What is wrong with a first or last name that somebody typed; empty when nothing is. */
export function nameProblem(name: string, texts: AccountTexts): string {
  try {
    normalizeName(name);
    return "";
  } catch {
    return texts.nameInvalid;
  }
}
