import type { Kysely, Selectable } from "kysely";
import type { AuditOutcome } from "../../live/audit.ts";
import type { AccountTables } from "../store/schema.ts";

/** What happened: who did what to which object, when, from where, and what came of it. */
export interface AuditEntry {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Who did it; null for nobody who is logged in. */
  readonly actorId: number | null;
  /** Their name at that time, or the name that was tried. */
  readonly actorName: string;
  /** "auth.login", "shop.approve_payout". */
  readonly action: string;
  /** Which kind of object, which one, and what people call it. Empty for none. */
  readonly objectType: string;
  readonly objectId: string;
  readonly objectText: string;
  readonly outcome: AuditOutcome;
  readonly sessionHash: string;
  readonly address: string;
  /** Small JSON values; no secrets. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** An entry to be. What is left out is empty. */
export type NewAuditEntry = Pick<AuditEntry, "at" | "action" | "outcome"> & Partial<Omit<AuditEntry, "id">>;

export interface AuditFilter {
  readonly actorId?: number;
  readonly action?: string;
  readonly outcome?: AuditOutcome;
  readonly objectType?: string;
  readonly objectId?: string;
  /** Milliseconds since 1970: from the first one on, and before the second one. */
  readonly since?: number;
  readonly until?: number;
  /** Only entries before this one: the last id of the page before. */
  readonly beforeId?: number;
  /** Default: 100. */
  readonly limit?: number;
}

/** A text is cut to this many characters; details are left out when they are longer than ten times that. */
const textLimit = 500;

/** The audit log in SQL: entries are added, read, and deleted when they are old. Nothing changes them. */
export class AuditStore {
  readonly #db: Kysely<AccountTables>;

  constructor(db: Kysely<AccountTables>) {
    this.#db = db;
  }

  /** Adds an entry; in a transaction of the caller's when the store was made with that. */
  async append(entry: NewAuditEntry): Promise<void> {
    await this.#db.insertInto("audit_log").values(toRow(entry)).execute();
  }

  /** The newest first. */
  async list(filter: AuditFilter = {}): Promise<AuditEntry[]> {
    const { actorId, action, outcome, objectType, objectId, since, until, beforeId, limit = 100 } = filter;
    const rows = await this.#db
      .selectFrom("audit_log")
      .selectAll()
      .$if(actorId !== undefined, (query) => query.where("actor_id", "=", actorId ?? null))
      .$if(action !== undefined, (query) => query.where("action", "=", action ?? ""))
      .$if(outcome !== undefined, (query) => query.where("outcome", "=", outcome ?? "failed"))
      .$if(objectType !== undefined, (query) => query.where("object_type", "=", objectType ?? ""))
      .$if(objectId !== undefined, (query) => query.where("object_id", "=", objectId ?? ""))
      .$if(since !== undefined, (query) => query.where("at", ">=", since ?? 0))
      .$if(until !== undefined, (query) => query.where("at", "<", until ?? 0))
      .$if(beforeId !== undefined, (query) => query.where("id", "<", beforeId ?? 0))
      .orderBy("id", "desc")
      .limit(limit)
      .execute();
    return rows.map(toEntry);
  }

  /** Deletes what happened before `at` and returns how much that was. */
  async removeBefore(at: number): Promise<number> {
    const query = this.#db.deleteFrom("audit_log").where("at", "<", at);
    return Number((await query.executeTakeFirst()).numDeletedRows);
  }
}

function toRow(entry: NewAuditEntry) {
  return {
    at: entry.at,
    actor_id: entry.actorId ?? null,
    actor_name: clean(entry.actorName),
    action: clean(entry.action),
    object_type: clean(entry.objectType),
    object_id: clean(entry.objectId),
    object_text: clean(entry.objectText),
    outcome: entry.outcome,
    session_hash: clean(entry.sessionHash),
    address: clean(entry.address),
    details: detailsText(entry.details),
  };
}

/** Control characters could forge lines of an exported log, and PostgreSQL refuses NUL. */
function clean(text = ""): string {
  return text.slice(0, textLimit).replace(/\p{Cc}|\p{Cs}/gu, "\ufffd");
}

function detailsText(details: AuditEntry["details"] = {}): string {
  const text = JSON.stringify(details);
  return text.length > 10 * textLimit ? JSON.stringify({ leftOut: `${text.length} characters` }) : text;
}

function toEntry(row: Selectable<AccountTables["audit_log"]>): AuditEntry {
  return {
    id: row.id,
    at: row.at,
    actorId: row.actor_id,
    actorName: row.actor_name,
    action: row.action,
    objectType: row.object_type,
    objectId: row.object_id,
    objectText: row.object_text,
    outcome: row.outcome,
    sessionHash: row.session_hash,
    address: row.address,
    details: JSON.parse(row.details),
  };
}
