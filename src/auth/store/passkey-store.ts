import type { Kysely, Selectable } from "kysely";
import type { AccountTables } from "./schema.ts";

/** A passkey as it is stored. Times are milliseconds since 1970. */
export interface StoredPasskey {
  /** The id of the credential, base64url. */
  readonly id: string;
  readonly userId: number;
  /** Names the user to authenticators: random bytes in base64url, the same for all passkeys of one user. */
  readonly userHandle: string;
  /** COSE, base64url. */
  readonly publicKey: string;
  /** How often the authenticator says it has signed; 0 for those that do not count. */
  readonly signCount: number;
  readonly transports: readonly string[];
  readonly name: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
}

/** Passkeys in SQL. Nothing here checks or announces anything. */
export class PasskeyStore {
  readonly #db: Kysely<AccountTables>;

  constructor(db: Kysely<AccountTables>) {
    this.#db = db;
  }

  /** The oldest first. */
  async listOf(userId: number): Promise<StoredPasskey[]> {
    const query = this.#db.selectFrom("passkeys").selectAll().where("user_id", "=", userId);
    return (await query.orderBy("created_at").orderBy("id").execute()).map(toPasskey);
  }

  async find(id: string): Promise<StoredPasskey | undefined> {
    const query = this.#db.selectFrom("passkeys").selectAll().where("id", "=", id);
    const row = await query.executeTakeFirst();
    return row && toPasskey(row);
  }

  /** False when there is one with this id already, whoever has it. */
  async add(passkey: StoredPasskey): Promise<boolean> {
    const { numInsertedOrUpdatedRows = 0n } = await this.#db
      .insertInto("passkeys")
      .values({
        id: passkey.id,
        user_id: passkey.userId,
        user_handle: passkey.userHandle,
        public_key: passkey.publicKey,
        sign_count: passkey.signCount,
        transports: JSON.stringify(passkey.transports),
        name: passkey.name,
        created_at: passkey.createdAt,
        last_used_at: passkey.lastUsedAt,
      })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows > 0n;
  }

  /** Notes that it was used. False when it is gone, or its counter does not go on: then there is a copy of it. */
  async use(id: string, signCount: number, now: number): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable("passkeys")
      .set({ sign_count: signCount, last_used_at: now })
      .where("id", "=", id)
      .where((where) => (signCount === 0 ? where("sign_count", "=", 0) : where("sign_count", "<", signCount)))
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** Of this user only. False when there was none. */
  async remove(userId: number, id: string): Promise<boolean> {
    const query = this.#db.deleteFrom("passkeys").where("user_id", "=", userId).where("id", "=", id);
    return (await query.executeTakeFirst()).numDeletedRows > 0n;
  }

  async removeAll(userId: number): Promise<number> {
    const query = this.#db.deleteFrom("passkeys").where("user_id", "=", userId);
    return Number((await query.executeTakeFirst()).numDeletedRows);
  }
}

function toPasskey(row: Selectable<AccountTables["passkeys"]>): StoredPasskey {
  return {
    id: row.id,
    userId: row.user_id,
    userHandle: row.user_handle,
    publicKey: row.public_key,
    signCount: row.sign_count,
    transports: JSON.parse(row.transports),
    name: row.name,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  };
}
