import type { Audited } from "./audit.ts";
import type { ViewContext } from "./view-context.ts";

/** What the audit log says of whoever uses a view now. */
export function auditedBy({ owner, principal, request }: ViewContext): Omit<Audited, "action" | "object"> {
  const { user, sessionHash } = principal;
  return {
    trail: owner.auditTrail,
    actor: () => ({ user, sessionHash, address: request.address }),
    report: (error) => void owner.report(error, "audit log"),
  };
}
