import { LiveloomError } from "../../errors.ts";
import type { AccountTexts } from "../texts/account-texts.ts";

/** Does something that needs a fitting name for a group, and says what is wrong with it; undefined when it was done. */
export async function groupNameProblem(
  words: AccountTexts["admin"],
  work: () => Promise<unknown>,
): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    const code = error instanceof LiveloomError ? error.code : undefined;
    if (code === "LV-GROUP-TAKEN") return words.groupTaken;
    if (code === "LV-GROUP-NAME") return words.groupNameInvalid;
    throw error;
  }
}
