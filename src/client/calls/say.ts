import type { Refusal } from "./calls.ts";

/** What people are told while the connection is lost. */
export function reconnectingText(waiting: number): string {
  return `Reconnecting…${waiting ? ` ${waiting} waiting` : ""}`;
}

/** Tells scripts of a refusal. Returns what is to be said to people; nothing when a script has done it. */
export function tell(target: EventTarget, detail: Refusal): string | undefined {
  const event = new CustomEvent("live:refused", { bubbles: true, cancelable: true, detail });
  const { id, text } = detail;
  return target.dispatchEvent(event) ? `${text}${id ? ` (${id})` : ""}` : undefined;
}
