import type { PubSub } from "../pubsub/pubsub.ts";
import { ServerFrame, type Update } from "../shared/wire.ts";
import { type Delivery, type Recipients, topicOf } from "./recipients.ts";
import { encodeUpdates, type PageUpdate } from "./updates.ts";

export interface Sending {
  readonly recipients: Recipients;
  readonly updates: readonly PageUpdate[];
  /** The page that does not get it. */
  readonly except?: string | undefined;
  /** How many answers led to the call that sends; none when somebody did something. */
  readonly depth?: number;
}

/** Sends updates to all who are meant. They are rendered and written once, however many get them. */
export function sendTo(pubsub: PubSub, { recipients, updates, except, depth }: Sending): void {
  const encoded = encodeUpdates(updates);
  if (encoded.length === 0) return;
  const delivery: Delivery = { frame: updatesFrame(encoded, depth), ...(except !== undefined && { except }) };
  pubsub.publish(topicOf(recipients), delivery);
}

export function updatesFrame(updates: readonly Update[], depth = 0): string {
  return JSON.stringify(depth > 0 ? [ServerFrame.Updates, updates, depth] : [ServerFrame.Updates, updates]);
}
