import type { Audited, AuditedObject } from "./audit.ts";
import { componentEvent, type EventAudit, type LiveEvent } from "./event.ts";
import type { EventSource, GatedView } from "./gate.ts";
import { validate } from "./validate.ts";

/** How a call is written down. */
export interface AuditedCall {
  readonly action: string;
  /** The object as the event says it; none when it does not. */
  readonly object?: EventAudit["object"];
  readonly params: LiveEvent["params"];
}

/** How a call is written down; undefined when it is not, or when there is no such event. */
export function auditedCall(gated: GatedView, name: string): AuditedCall | undefined {
  const call = name.includes(":") ? componentEvent(name) : undefined;
  const source: EventSource | undefined = call
    ? gated.component?.(call.number)
    : { events: gated.events, Component: gated.view.constructor };
  const own = call?.name ?? name;
  const event = source?.events.get(own);
  if (!event?.audit) return undefined;
  const { audit, params } = event;
  if (audit === true) return { action: `${source?.Component.name}.${own}`, params };
  return typeof audit === "string" ? { action: audit, params } : { ...audit, params };
}

/** What a call is about that was admitted with these parameters. */
export async function auditedObject(
  { object }: AuditedCall,
  params: unknown,
  report: Audited["report"],
): Promise<AuditedObject | undefined> {
  try {
    return await object?.(params as never);
  } catch (error) {
    report(error);
    return undefined;
  }
}

/** What a call is about that was refused: none is known when the event would not take what was sent. */
export async function refusedObject(
  call: AuditedCall,
  sent: unknown,
  report: Audited["report"],
): Promise<AuditedObject | undefined> {
  if (!call.object) return undefined;
  try {
    const params = call.params ? await validate(call.params, sent) : {};
    return await auditedObject(call, params, report);
  } catch {
    return undefined;
  }
}
