import { LiveloomError, RateLimited } from "../errors.ts";
import { refused } from "./event.ts";
import { asThrown, isFailure } from "./failure.ts";
import { PageRefused } from "./gate.ts";
import type { User } from "./principal.ts";

/** What something was done to. */
export interface AuditedObject {
  /** "payout" */
  readonly type: string;
  readonly id: string | number;
  /** What people call it. Default: nothing. */
  readonly text?: string;
}

/** Who does something, and from where: a view, the context of a request, or what you put together. */
export interface AuditActor {
  readonly user: Pick<User, "id" | "username">;
  /** Names the browser session. Default: none. */
  readonly sessionHash?: string | undefined;
  /** Default: not known. */
  readonly address?: string | undefined;
}

/** Whether it was done, refused, or went wrong. */
export type AuditOutcome = "allowed" | "denied" | "failed";

/** One thing that was done, or tried. */
export interface AuditNote {
  /** "shop.approve_payout" */
  readonly action: string;
  readonly outcome: AuditOutcome;
  /** Default: nobody who is logged in. */
  readonly actor?: AuditActor | undefined;
  readonly object?: AuditedObject | undefined;
  /** Small JSON values; no secrets. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Where it is written down. */
export interface AuditTrail {
  record(note: AuditNote): Promise<void>;
}

/** Something that is written down whatever comes of it. */
export interface Audited extends Pick<AuditNote, "action"> {
  /** What it is about; a function is called when that is to be written down. */
  readonly object: AuditedObject | undefined | (() => Promise<AuditedObject | undefined>);
  actor(): AuditActor;
  /** @throws LV-AUDIT-MISSING when there is none. */
  readonly trail: AuditTrail | undefined;
  /** Logs that a refusal or failure could not be written down. */
  report(error: unknown): void;
}

/**
 * Does something, and writes down what came of it. What was done counts as failed when it cannot be written down. Of refusals
 * for being called too often only the first is: who goes on calling must not fill the log.
 * @throws LV-AUDIT-MISSING before anything is done; what `work` throws
 */
export async function audited<Result>(about: Audited, work: () => Result): Promise<Awaited<Result>> {
  const { trail, action, object } = about;
  if (!trail) throw new LiveloomError("LV-AUDIT-MISSING", { action });
  const note = async (outcome: AuditOutcome, details?: AuditNote["details"]) => {
    const named = typeof object === "function" ? await object() : object;
    await trail.record({ action, outcome, actor: about.actor(), object: named, ...(details && { details }) });
  };
  let result: Awaited<Result>;
  try {
    result = await work();
  } catch (thrown) {
    if (isNews(thrown)) await note(outcomeOf(thrown), { reason: reasonOf(thrown) }).catch(about.report);
    throw thrown;
  }
  if (result === refused) await note("denied", { reason: "invalid values" });
  else await note("allowed");
  return result;
}

/** Whether a refusal or failure is to be written down. */
export function isNews(thrown: unknown): boolean {
  return !(thrown instanceof RateLimited) || thrown.isFirst;
}

/** Whether something was refused, or went wrong. */
export function outcomeOf(thrown: unknown): "denied" | "failed" {
  return isFailure(causeOf(thrown)) ? "failed" : "denied";
}

/** A code or a kind of error: messages may hold what must not be kept. */
export function reasonOf(thrown: unknown): string {
  const error = causeOf(thrown);
  if (error instanceof LiveloomError) return error.code;
  return error instanceof Error ? error.name : "something was thrown";
}

function causeOf(thrown: unknown): unknown {
  const error = asThrown(thrown);
  return error instanceof PageRefused ? asThrown(error.cause) : error;
}
