import {
  ConfirmationRequired,
  LiveloomError,
  LoginRequired,
  PermissionDenied,
  SecondFactorRequired,
} from "../errors.ts";
import type { Permission, Principal } from "./principal.ts";

/**
 * "login" means that nobody is logged in who could be allowed, "confirm" that whoever is logged in has to prove again
 * that it is them, "second-factor" that they have to prove one, "deny" that somebody is logged in and may not.
 */
export type AccessDecision = "allow" | "login" | "confirm" | "second-factor" | "deny";

/** A rule about who may open a page and keep it open, use a route, or call an event. `guards.ts` has the usual ones. */
export interface Access {
  /** An exception refuses. */
  decide(principal: Principal): AccessDecision | Promise<AccessDecision>;
  /** The permissions it asks about: a mistyped one is found when the app starts. */
  readonly permissions?: readonly Permission[];
}

/** One rule, or several that must all be fulfilled. */
export type AccessRules = Access | readonly Access[];

/** The rules as a list; undefined when there are none. @throws LV-ACCESS-EMPTY for an empty list. */
export function accessList(rules: AccessRules | undefined): readonly Access[] | undefined {
  if (rules === undefined) return undefined;
  const list = Array.isArray(rules) ? (rules as readonly Access[]) : [rules as Access];
  if (list.length === 0) throw new LiveloomError("LV-ACCESS-EMPTY");
  return list;
}

/**
 * Lets somebody pass who fulfils all rules; the first refusal wins.
 * @throws LoginRequired, ConfirmationRequired, SecondFactorRequired, PermissionDenied
 */
export async function admit(principal: Principal, rules: readonly Access[]): Promise<void> {
  for (const rule of rules) {
    const decision = await rule.decide(principal);
    if (decision === "login") throw new LoginRequired();
    if (decision === "confirm") throw new ConfirmationRequired();
    if (decision === "second-factor") throw new SecondFactorRequired();
    if (decision !== "allow") throw new PermissionDenied();
  }
}
