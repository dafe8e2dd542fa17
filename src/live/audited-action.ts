import { componentEvent } from "./event.ts";
import type { EventSource, GatedView } from "./gate.ts";

/** The name under which a call is written down; undefined when it is not, or when there is no such event. */
export function auditedAction(gated: GatedView, name: string): string | undefined {
  const call = name.includes(":") ? componentEvent(name) : undefined;
  const source: EventSource | undefined = call
    ? gated.component?.(call.number)
    : { events: gated.events, Component: gated.view.constructor };
  const own = call?.name ?? name;
  const audit = source?.events.get(own)?.audit ?? false;
  return audit === true ? `${source?.Component.name}.${own}` : audit || undefined;
}
