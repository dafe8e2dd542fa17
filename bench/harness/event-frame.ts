import { ClientFrame, type ClientMessage } from "../../src/shared/wire.ts";

/** A call of an event without parameters, on the page's first view. */
export function eventFrame(event: string, sequence: number): string {
  return JSON.stringify([ClientFrame.Event, 0, sequence, event, {}] satisfies ClientMessage);
}
