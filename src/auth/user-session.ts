import type { SessionRecord } from "../session/session-store.ts";

/** A session as its user may see it. `idHash` names it, and opens nothing. */
export type UserSession = Omit<
  SessionRecord,
  "data" | "authEpoch" | "formerIds" | "isRenewalDue" | "hasSecondFactor" | "userId"
>;

export function userSession(record: SessionRecord): UserSession {
  const {
    data: _data,
    authEpoch: _epoch,
    formerIds: _ids,
    isRenewalDue: _due,
    hasSecondFactor: _factor,
    userId: _id,
    ...session
  } = record;
  return session;
}
