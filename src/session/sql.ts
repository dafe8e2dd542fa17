import type { Kysely } from "kysely";
import type { Migration } from "../database/migrate.ts";
import type { Database } from "../database/open-database.ts";
import type { SessionRecord, SessionStore } from "./session-store.ts";

type SessionRow = {
  id_hash: string;
  user_id: number | null;
  data: string;
  created_at: number;
  last_seen_at: number;
  expires_at: number;
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
        .addColumn("expires_at", "bigint", (column) => column.notNull())
        .execute();
      await db.schema.createIndex("sessions_by_user").on("sessions").column("user_id").execute();
      await db.schema.createIndex("sessions_by_expiry").on("sessions").column("expires_at").execute();
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

  async update(
    idHash: string,
    change: Partial<Omit<SessionRecord, "idHash" | "createdAt">>,
  ): Promise<boolean> {
    const { userId, data, lastSeenAt, expiresAt } = change;
    const { numUpdatedRows } = await this.#db
      .updateTable("sessions")
      .set({
        id_hash: idHash,
        user_id: userId,
        data: data && JSON.stringify(data),
        last_seen_at: lastSeenAt,
        expires_at: expiresAt,
      })
      .where("id_hash", "=", idHash)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  async remove(idHash: string): Promise<void> {
    await this.#db.deleteFrom("sessions").where("id_hash", "=", idHash).execute();
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
    expires_at: record.expiresAt,
  };
}

function toRecord(row: SessionRow): SessionRecord {
  return {
    idHash: row.id_hash,
    userId: row.user_id,
    data: JSON.parse(row.data),
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
  };
}
