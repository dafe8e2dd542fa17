import { type ErrorCode, LiveloomError } from "../errors.ts";

/** What the server said when it refused an action or failed in it. */
export interface Refusal {
  readonly code: string;
  readonly text: string;
  /** What was thrown, if it was. */
  readonly cause?: unknown;
}

/** An action, or a page, was refused by the server; or the server failed. */
export class Refused extends Error {
  override name = "Refused";
  readonly code: string;

  constructor({ code, text, cause }: Refusal) {
    super(`The server refused: ${code}: ${text}`, cause === undefined ? {} : { cause });
    this.code = code;
  }
}

/** The names of the errors that have a class. */
const codes = {
  PermissionDenied: "LV-PERMISSION-DENIED",
  LoginRequired: "LV-LOGIN-REQUIRED",
  ConfirmationRequired: "LV-CONFIRM-REQUIRED",
  SecondFactorRequired: "LV-SECOND-FACTOR-REQUIRED",
  NotFound: "LV-NOT-FOUND",
  RateLimited: "LV-RATE-LIMITED",
  InvalidParams: "LV-PARAMS-INVALID",
} as const satisfies Record<string, ErrorCode>;

/** A code, or the name of the error's class. */
export type RefusalName = keyof typeof codes | ErrorCode;

/**
 * Waits for an action that has to be refused, and gives the refusal.
 * @param why Default: whatever the server's reason is, but not that it failed.
 * @throws LV-TEST-NOT-REFUSED, and what the action throws otherwise.
 * @example await expectRefused(() => page.click("Remove"), "PermissionDenied");
 */
export async function expectRefused(action: () => unknown, why?: RefusalName): Promise<Refused> {
  const wanted = why === undefined ? undefined : codeOf(why);
  const refused = await refusalOf(action);
  if (refused && (wanted === undefined ? isRefusal(refused) : refused.code === wanted)) return refused;
  const got = refused ? `It was refused with ${refused.message}` : "It was not refused";
  throw new LiveloomError("LV-TEST-NOT-REFUSED", { wanted: why ?? "a refusal", got });
}

async function refusalOf(action: () => unknown): Promise<Refused | undefined> {
  try {
    await action();
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
}

function codeOf(why: RefusalName): string {
  return why in codes ? codes[why as keyof typeof codes] : why;
}

function isRefusal({ code }: Refused): boolean {
  return code !== "LV-INTERNAL" && code !== "LV-TIMEOUT";
}
