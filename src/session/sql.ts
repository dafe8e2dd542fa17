import type { Kysely, Updateable } from "kysely";
import type { Migration } from "../database/migrate.ts";
import type { Database } from "../database/open-database.ts";
import type { SessionChange, SessionRecord, SessionStore } from "./session-store.ts";

/** Times are milliseconds since 1970; flags are 0 or 1. */
export type SessionRow = {
  id_hash: string;
  user_id: number | null;
  data: string;
  created_at: number;
  last_seen_at: number;
  authenticated_at: number;
  expires_at: number;
  idle_limit: number;
  is_remembered: number;
  address: string;
  user_agent: string;
  auth_epoch: number;
  former_ids: string;
  is_renewal_due: number;
  has_second_factor: number;
};

type Tables = {
  sessions: SessionRow;
};

export const sessionMigrations: readonly Migration[] = [
  {
    name: "liveloom-1-sessions",
    async up(db) {
      await db.schema
        .createTable("sessions")
        .addColumn("id_hash", "text", (column) => column.primaryKey())
        .addColumn("user_id", "integer")
        .addColumn("data", "text", (column) => column.notNull())
        .addColumn("created_at", "bigint", (column) => column.notNull())
        .addColumn("last_seen_at", "bigint", (column) => column.notNull())
        .addColumn("authenticated_at", "bigint", (column) => column.notNull())
        .addColumn("expires_at", "bigint", (column) => column.notNull())
        .addColumn("idle_limit", "bigint", (column) => column.notNull())
        .addColumn("is_remembered", "integer", (column) => column.notNull())
        .addColumn("address", "text", (column) => column.notNull())
        .addColumn("user_agent", "text", (column) => column.notNull())
        .addColumn("auth_epoch", "integer", (column) => column.notNull())
        .addColumn("former_ids", "text", (column) => column.notNull())
        .addColumn("is_renewal_due", "integer", (column) => column.notNull())
        .execute();
      await db.schema.createIndex("sessions_by_user").on("sessions").column("user_id").execute();
      await db.schema.createIndex("sessions_by_expiry").on("sessions").column("expires_at").execute();
    },
  },
  {
    name: "liveloom-4-session-factors",
    async up(db) {
      await db.schema
        .alterTable("sessions")
        .addColumn("has_second_factor", "integer", (column) => column.notNull().defaultTo(0))
        .execute();
    },
  },
];

/** Sessions in the table made by {@link sessionMigrations}. */
export function createSqlSessionStore(database: Database): SessionStore {
  return new SqlSessionStore(database.withTables<Tables>());
}

class SqlSessionStore implements SessionStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async find(idHash: string, now: number): Promise<SessionRecord | undefined> {
    const row = await this.#db
      .selectFrom("sessions")
      .selectAll()
      .where("id_hash", "=", idHash)
      .where("expires_at", ">", now)
      .executeTakeFirst();
    return row && toRecord(row);
  }

  async create(record: SessionRecord): Promise<void> {
    await this.#db.insertInto("sessions").values(toRow(record)).execute();
  }

  async update(idHash: string, change: SessionChange): Promise<boolean> {
    return await this.rename(idHash, idHash, change);
  }

  async rename(idHash: string, newIdHash: string, change: SessionChange): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable("sessions")
      .set({ ...toColumns(change), id_hash: newIdHash })
      .where("id_hash", "=", idHash)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  async updateOfUser(userId: number, change: SessionChange): Promise<void> {
    const columns = toColumns(change);
    if (Object.values(columns).every((value) => value === undefined)) return;
    await this.#db.updateTable("sessions").set(columns).where("user_id", "=", userId).execute();
  }

  async remove(idHash: string): Promise<void> {
    await this.#db.deleteFrom("sessions").where("id_hash", "=", idHash).execute();
  }

  async listOfUser(userId: number, now: number): Promise<SessionRecord[]> {
    const rows = await this.#db
      .selectFrom("sessions")
      .selectAll()
      .where("user_id", "=", userId)
      .where("expires_at", ">", now)
      .orderBy("last_seen_at", "desc")
      .orderBy("id_hash")
      .execute();
    return rows.map(toRecord);
  }

  async removeOfUser(userId: number, exceptIdHash = ""): Promise<string[]> {
    const rows = await this.#db
      .deleteFrom("sessions")
      .where("user_id", "=", userId)
      .where("id_hash", "!=", exceptIdHash)
      .returning("id_hash")
      .execute();
    return rows.map((row) => row.id_hash);
  }

  async removeExpired(now: number): Promise<number> {
    const { numDeletedRows } = await this.#db
      .deleteFrom("sessions")
      .where("expires_at", "<=", now)
      .executeTakeFirst();
    return Number(numDeletedRows);
  }
}

function toRow(record: SessionRecord): SessionRow {
  return {
    id_hash: record.idHash,
    user_id: record.userId,
    data: JSON.stringify(record.data),
    created_at: record.createdAt,
    last_seen_at: record.lastSeenAt,
    authenticated_at: record.authenticatedAt,
    expires_at: record.expiresAt,
    idle_limit: record.idleLimit,
    is_remembered: Number(record.isRemembered),
    address: record.address,
    user_agent: record.userAgent,
    auth_epoch: record.authEpoch,
    former_ids: JSON.stringify(record.formerIds),
    is_renewal_due: Number(record.isRenewalDue),
    has_second_factor: Number(record.hasSecondFactor),
  };
}

/** Columns that are undefined are left as they are. */
function toColumns({
  data,
  isRemembered,
  formerIds,
  isRenewalDue,
  hasSecondFactor,
  ...change
}: SessionChange): Updateable<SessionRow> {
  return {
    user_id: change.userId,
    data: data && JSON.stringify(data),
    last_seen_at: change.lastSeenAt,
    authenticated_at: change.authenticatedAt,
    expires_at: change.expiresAt,
    idle_limit: change.idleLimit,
    is_remembered: isRemembered === undefined ? undefined : Number(isRemembered),
    address: change.address,
    user_agent: change.userAgent,
    auth_epoch: change.authEpoch,
    former_ids: formerIds && JSON.stringify(formerIds),
    is_renewal_due: isRenewalDue === undefined ? undefined : Number(isRenewalDue),
    has_second_factor: hasSecondFactor === undefined ? undefined : Number(hasSecondFactor),
  };
}

function toRecord(row: SessionRow): SessionRecord {
  return {
    idHash: row.id_hash,
    userId: row.user_id,
    data: JSON.parse(row.data),
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    authenticatedAt: row.authenticated_at,
    expiresAt: row.expires_at,
    idleLimit: row.idle_limit,
    isRemembered: row.is_remembered === 1,
    address: row.address,
    userAgent: row.user_agent,
    authEpoch: row.auth_epoch,
    formerIds: JSON.parse(row.former_ids),
    isRenewalDue: row.is_renewal_due === 1,
    hasSecondFactor: row.has_second_factor === 1,
  };
}
