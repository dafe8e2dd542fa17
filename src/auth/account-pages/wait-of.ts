import { RateLimited } from "../../errors.ts";
import type { AccountTexts } from "../texts/account-texts.ts";

/** What an answer says to somebody who has to wait. */
export interface Wait {
  readonly text: string;
  /** For the header of that name, in seconds; undefined when nobody knows. */
  readonly retryAfter: number | undefined;
}

/** How long somebody has to wait whom a limit has stopped. @throws what is no such error */
export function waitOf(error: unknown, texts: AccountTexts): Wait {
  if (!(error instanceof RateLimited)) throw error;
  const seconds = error.retryAfter === undefined ? undefined : Math.ceil(error.retryAfter / 1_000);
  return {
    text: texts.tooManyTries(seconds === undefined ? undefined : Math.ceil(seconds / 60)),
    retryAfter: seconds,
  };
}
