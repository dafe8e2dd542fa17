import { LiveloomError } from "../errors.ts";
import { type AuditedCall, declaredAudit } from "../live/audited-call.ts";
import { eventsIn } from "../live/event.ts";
import { accessOf } from "../live/page-request.ts";
import type { Services } from "./services.ts";

/**
 * Checks when an app starts that its accounts have what its pages ask of them.
 * @throws LV-PERMISSION-UNKNOWN, LV-AUDIT-MISSING
 */
export function requireAccounts(services: Services): void {
  services.auth?.requireDeclared?.(askedPermissions(services));
  requireAudit(services);
}

/** The permissions that an app's rules ask about. */
function* askedPermissions({ router, views, calls }: Services): Iterable<string> {
  const rules = [...views.access];
  for (const route of router.routes) {
    if (route.kind === "http") rules.push(...(route.access ?? []));
    else rules.push(...accessOf(route.View, []), ...eventsIn(route.View).flatMap(({ access }) => access));
  }
  for (const { access = [], permission } of calls.handlers.all) rules.push(...access, ...permission);
  for (const { permissions = [] } of rules) yield* permissions;
}

/**
 * An app without accounts finds out with the first call: its views are not made before somebody asks for them.
 * @throws LV-AUDIT-MISSING for an event that is to be written down, when there is nothing to write it into
 */
function requireAudit(services: Services): void {
  const { auth } = services;
  if (!auth || auth.audit) return;
  for (const declared of declaredAudits(services))
    if (declared) throw new LiveloomError("LV-AUDIT-MISSING", { action: declared.action });
}

function* declaredAudits({ router, calls }: Services): Iterable<AuditedCall | undefined> {
  for (const { audited } of calls.handlers.all) yield audited;
  for (const route of router.routes) {
    if (route.kind === "http") continue;
    for (const event of eventsIn(route.View)) yield declaredAudit(event, route.View.name);
  }
}
