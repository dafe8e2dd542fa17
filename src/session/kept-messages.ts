import type { Message } from "../shared/wire.ts";
import type { SessionRecord, SessionStore } from "./session-store.ts";

/** How long a message waits for the next page, in milliseconds, in the session of somebody who is not logged in. */
export const messageLifetime = 60 * 60 * 1000;

/** Most messages that wait in a session; of more, the oldest go. */
export const keptMessagesLimit = 10;

/** The messages that wait in a session. */
export function keptMessages(record: SessionRecord | undefined): readonly Message[] {
  const { messages } = record?.data ?? {};
  return Array.isArray(messages) ? (messages as Message[]) : [];
}

/** Where messages are put: a session that may have no record yet. */
export interface MessagePlace {
  readonly store: SessionStore;
  readonly idHash: string;
  readonly record: SessionRecord | undefined;
  readonly now: number;
}

/** Stores the messages that wait in a session. A visitor without a stored session gets one for them. */
export async function storeMessages(
  { store, idHash, record, now }: MessagePlace,
  messages: readonly Message[],
): Promise<void> {
  const waiting = messages.slice(-keptMessagesLimit);
  if (record) return void (await store.update(idHash, { data: { ...record.data, messages: waiting } }));
  if (waiting.length === 0) return;
  // What may still be there under this name has expired.
  await store.remove(idHash);
  await store.create({ ...visitorRecord(idHash, now), data: { messages: waiting } });
}

/** Adds messages to those that wait in a session. */
export async function keepMessages(
  place: Omit<MessagePlace, "record">,
  messages: readonly Message[],
): Promise<void> {
  const record = await place.store.find(place.idHash, place.now);
  await storeMessages({ ...place, record }, [...keptMessages(record), ...messages]);
}

/** The session of somebody who is not logged in, for as long as messages wait. */
function visitorRecord(idHash: string, now: number): SessionRecord {
  return {
    idHash,
    userId: null,
    data: {},
    createdAt: now,
    lastSeenAt: now,
    authenticatedAt: 0,
    expiresAt: now + messageLifetime,
    idleLimit: messageLifetime,
    isRemembered: false,
    address: "",
    userAgent: "",
    authEpoch: 0,
    formerIds: [],
    hasSecondFactor: false,
    isRenewalDue: false,
  };
}
