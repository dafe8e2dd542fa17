import type { AuditedObject } from "./audit.ts";
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

/** What a call is about. Nobody has been asked yet whether it may be made. */
export async function auditedObject(
  { object, params }: AuditedCall,
  sent: unknown,
  report: (error: unknown) => void,
): Promise<AuditedObject | undefined> {
  if (!object) return undefined;
  const taken = await paramsOf(params, sent);
  if (taken === undefined) return undefined;
  try {
    return await object(taken as never);
  } catch (error) {
    report(error);
    return undefined;
  }
}

/** What the event would take; undefined when it would not. */
async function paramsOf(schema: AuditedCall["params"], sent: unknown): Promise<unknown> {
  try {
    return schema ? await validate(schema, sent) : {};
  } catch {
    return undefined;
  }
}
