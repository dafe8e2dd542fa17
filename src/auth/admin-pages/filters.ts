import type { RateLimit } from "../../live/event.ts";

/** More than anybody types, and no way to keep the database busy. */
export const filterRate: RateLimit = { calls: 60, perSeconds: 60 };

/** What the address says of a form of filters: what is empty is left out. */
export function filterQuery(fields: Readonly<Record<string, string>>): Record<string, string | null> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value || null]));
}
