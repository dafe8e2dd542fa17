import type { SessionRecord, SessionStore } from "./session-store.ts";

/** Sessions in this process only; a restart ends them all. */
export function createMemorySessionStore(): SessionStore {
  const records = new Map<string, SessionRecord>();

  function removeWhere(isRemoved: (record: SessionRecord) => boolean): string[] {
    const removed = [...records.values()].filter(isRemoved).map(({ idHash }) => idHash);
    for (const idHash of removed) records.delete(idHash);
    return removed;
  }

  return {
    async find(idHash, now) {
      const record = records.get(idHash);
      return record && record.expiresAt > now ? record : undefined;
    },
    async create(record) {
      records.set(record.idHash, structuredClone(record));
    },
    async update(idHash, change) {
      const record = records.get(idHash);
      if (!record) return false;
      records.set(idHash, { ...record, ...structuredClone(change) });
      return true;
    },
    async rename(idHash, newIdHash, change) {
      const record = records.get(idHash);
      if (!record) return false;
      records.delete(idHash);
      records.set(newIdHash, { ...record, ...structuredClone(change), idHash: newIdHash });
      return true;
    },
    async updateOfUser(userId, change) {
      for (const [idHash, record] of records)
        if (record.userId === userId) records.set(idHash, { ...record, ...structuredClone(change) });
    },
    async listOfUser(userId, now) {
      return [...records.values()]
        .filter((record) => record.userId === userId && record.expiresAt > now)
        .sort((a, b) => b.lastSeenAt - a.lastSeenAt || (a.idHash < b.idHash ? -1 : 1));
    },
    async remove(idHash) {
      records.delete(idHash);
    },
    async removeOfUser(userId, exceptIdHash) {
      return removeWhere((record) => record.userId === userId && record.idHash !== exceptIdHash);
    },
    async removeExpired(now) {
      return removeWhere((record) => record.expiresAt <= now).length;
    },
  };
}
