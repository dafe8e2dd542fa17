import type { Principal } from "./principal.ts";

/** "login" means that nobody is logged in who could be allowed; "deny" that somebody is and may not. */
export type AccessDecision = "allow" | "login" | "deny";

/** A rule about who may open a page, and keep it open. */
export interface Access {
  /** An exception refuses. */
  decide(principal: Principal): AccessDecision | Promise<AccessDecision>;
}
