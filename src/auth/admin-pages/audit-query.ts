import { textFields } from "../account-pages/text-fields.ts";
import type { AuditFilter } from "../audit/audit-store.ts";
import { rowId } from "../row-id.ts";
import type { Users } from "../users.ts";

const names = ["actor", "action", "object", "outcome"] as const;

/** What the log can be searched for, in the address and in its form. */
export const auditFields = textFields(names);
export const auditQuery = textFields([...names, "before"]);

type AuditTexts = Readonly<Record<(typeof names)[number] | "before", string>>;

/** Nobody has this id. */
const nobody = 0;

/** What the texts mean: a username or an id, an action, "user" or "user:12", an outcome, and the last id of a page. */
export async function auditFilter(users: Users, texts: AuditTexts): Promise<AuditFilter> {
  const { actor, action, object, outcome, before } = texts;
  const beforeId = rowId(before);
  const [, objectType, objectId] = /^([^:]*)(?::(.*))?$/s.exec(cleaned(object)) ?? [];
  return {
    ...(cleaned(actor) && { actorId: await idOf(users, cleaned(actor)) }),
    ...(cleaned(action) && { action: cleaned(action) }),
    ...(objectType && { objectType }),
    ...(objectId && { objectId }),
    ...((outcome === "allowed" || outcome === "denied" || outcome === "failed") && { outcome }),
    ...(beforeId !== undefined && { beforeId }),
  };
}

/** The log outlives users: those who are gone are found by their number. */
async function idOf(users: Users, actor: string): Promise<number> {
  return (await users.find(actor))?.id ?? rowId(actor) ?? nobody;
}

/** PostgreSQL refuses to look for what no text there can hold. */
function cleaned(text: string): string {
  return text.slice(0, 300).replace(/\p{C}/gu, "").trim();
}
