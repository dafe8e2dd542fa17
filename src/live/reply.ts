import { LiveloomError } from "../errors.ts";
import { findFault } from "../pubsub/json-message.ts";

/** Longest value for the browser's scripts, as JSON, in characters. */
export const scriptValueLimit = 65_536;

/** What the browser gets of a handler's return value; null for nothing. @throws LV-PUSH-VALUE, LV-PUSH-SIZE */
export function replyOf(event: string, returned: unknown): unknown {
  if (returned === undefined) return null;
  jsonOf(`The reply of the event "${event}"`, returned);
  return returned;
}

/** A value for the browser's scripts as JSON. @throws LV-PUSH-VALUE, LV-PUSH-SIZE */
export function jsonOf(what: string, value: unknown): string {
  const fault = findFault(value);
  if (fault) throw new LiveloomError("LV-PUSH-VALUE", { what, got: fault.got, place: fault.place });
  const json = JSON.stringify(value);
  if (json.length <= scriptValueLimit) return json;
  throw new LiveloomError("LV-PUSH-SIZE", { what, length: json.length, limit: scriptValueLimit });
}
