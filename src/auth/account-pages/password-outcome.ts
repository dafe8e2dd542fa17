import type { HttpContext } from "../../server/http-context.ts";
import type { Html } from "../../template/html.ts";
import type { AccountTexts } from "../texts/account-texts.ts";
import type { PlainPage } from "./plain-page.ts";
import { waitOf } from "./wait-of.ts";

/** A page that takes a password. */
export interface PasswordPage extends PlainPage {
  /** Whether the password was wrong. */
  readonly isWrong: boolean;
  /** What people read when the password was wrong, or tried too often; undefined the first time. */
  readonly problem: string | undefined;
}

/** What came of a password. */
export interface PasswordOutcome {
  readonly status: 200 | 400 | 403 | 422 | 429 | 502;
  readonly problem: string | undefined;
  /** In seconds. */
  readonly retryAfter?: number | undefined;
}

/** Nothing yet. */
export const notTried: PasswordOutcome = { status: 200, problem: undefined };

/** Tries a password. @returns true when it was right */
export async function tryPassword(
  check: () => Promise<boolean>,
  { texts, wrong }: { texts: AccountTexts; wrong: string },
): Promise<true | PasswordOutcome> {
  try {
    return (await check()) || { status: 422, problem: wrong };
  } catch (error) {
    const { text, retryAfter } = waitOf(error, texts);
    return { status: 429, problem: text, retryAfter };
  }
}

/** What the page knows of it. */
export function shownOutcome({
  status,
  problem,
}: PasswordOutcome): Pick<PasswordPage, "isWrong" | "problem"> {
  return { isWrong: status === 422, problem };
}

export function answerWith(
  context: HttpContext,
  content: { title: string; body: Html },
  { status, retryAfter }: PasswordOutcome,
): Response {
  const response = context.page({ ...content, status });
  if (retryAfter !== undefined) response.headers.set("retry-after", String(retryAfter));
  return response;
}
