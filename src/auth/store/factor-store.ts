import type { Kysely } from "kysely";
import { lockUser } from "./lock-user.ts";
import type { AccountTables } from "./schema.ts";

/** An authenticator app as it is stored. */
export interface StoredTotp {
  /** Sealed. */
  readonly secret: string;
  /** The last step of 30 seconds of which a code was taken. */
  readonly lastStep: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** Authenticator apps and recovery codes in SQL. Nothing here checks or announces anything. */
export class FactorStore {
  readonly #db: Kysely<AccountTables>;

  constructor(db: Kysely<AccountTables>) {
    this.#db = db;
  }

  async totpOf(userId: number): Promise<StoredTotp | undefined> {
    const row = await this.#db
      .selectFrom("totp_apps")
      .selectAll()
      .where("user_id", "=", userId)
      .executeTakeFirst();
    return row && { secret: row.secret, lastStep: row.last_step, createdAt: row.created_at };
  }

  /** Takes the place of the app the user had. */
  async setTotp(userId: number, { secret, lastStep, createdAt }: StoredTotp): Promise<void> {
    const values = { secret, last_step: lastStep, created_at: createdAt };
    await this.#db
      .insertInto("totp_apps")
      .values({ user_id: userId, ...values })
      .onConflict((conflict) => conflict.column("user_id").doUpdateSet(values))
      .execute();
  }

  /** Uses a step up: of several who try at the same time one gets it, and no earlier step counts any more. */
  async takeStep(userId: number, secret: string, step: number): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable("totp_apps")
      .set({ last_step: step })
      .where("user_id", "=", userId)
      .where("secret", "=", secret)
      .where("last_step", "<", step)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** False when there was none. */
  async removeTotp(userId: number): Promise<boolean> {
    const query = this.#db.deleteFrom("totp_apps").where("user_id", "=", userId);
    return (await query.executeTakeFirst()).numDeletedRows > 0n;
  }

  /** In place of all codes of before. */
  async setRecoveryCodes(userId: number, hashes: readonly string[]): Promise<void> {
    await this.#db.transaction().execute(async (transaction) => {
      // So that nobody has two sets of codes.
      await lockUser(transaction, userId);
      await transaction.deleteFrom("recovery_codes").where("user_id", "=", userId).execute();
      const rows = hashes.map((code_hash) => ({ user_id: userId, code_hash }));
      if (rows.length > 0) await transaction.insertInto("recovery_codes").values(rows).execute();
    });
  }

  /** Uses a code up. Of several who try at the same time one gets it. */
  async takeRecoveryCode(userId: number, hash: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom("recovery_codes")
      .where("user_id", "=", userId)
      .where("code_hash", "=", hash)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  async countRecoveryCodes(userId: number): Promise<number> {
    const { count } = await this.#db
      .selectFrom("recovery_codes")
      .select(({ fn }) => fn.countAll<number | string>().as("count"))
      .where("user_id", "=", userId)
      .executeTakeFirstOrThrow();
    return Number(count);
  }
}
