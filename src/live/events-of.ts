import { LiveloomError } from "../errors.ts";
import { limits } from "../shared/wire.ts";
import { isEventName, LiveEvent } from "./event.ts";
import { Form } from "./forms/form.ts";

/** The events a view declares, by name. Built from its own fields, so that nothing inherited can be called. */
export function eventsOf(view: object): ReadonlyMap<string, LiveEvent> {
  const events = new Map<string, LiveEvent>();
  for (const [name, field] of Object.entries(view)) {
    const declared = eventIn(field);
    if (!declared) continue;
    if (!isEventName(name))
      throw new LiveloomError("LV-EVENT-FIELD", { field: name, limit: limits.eventName });
    events.set(name, declared);
  }
  return events;
}

/** The event that a field declares; a form's is called while it is filled in. */
export function eventIn(field: unknown): LiveEvent | undefined {
  const declared: unknown = field instanceof Form ? field.event : field;
  return declared instanceof LiveEvent ? declared : undefined;
}
