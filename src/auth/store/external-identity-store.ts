import type { Kysely, Selectable } from "kysely";
import { lockUser } from "./lock-user.ts";
import type { AccountTables } from "./schema.ts";

/** Who a user is at another site. */
export interface ExternalIdentity {
  readonly id: number;
  /** The site's address, and its name for them. */
  readonly issuer: string;
  readonly subject: string;
  readonly userId: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Null before the first login. */
  readonly lastLoginAt: number | null;
}

type NewIdentity = Omit<ExternalIdentity, "id" | "lastLoginAt">;

/** Who users are at other sites, in SQL. */
export class ExternalIdentityStore {
  readonly #db: Kysely<AccountTables>;

  constructor(db: Kysely<AccountTables>) {
    this.#db = db;
  }

  async find({ issuer, subject }: Pick<NewIdentity, "issuer" | "subject">) {
    const row = await this.#db
      .selectFrom("external_identities")
      .selectAll()
      .where("issuer", "=", issuer)
      .where("subject", "=", subject)
      .executeTakeFirst();
    return row && toIdentity(row);
  }

  /** False when somebody has it already. */
  async add({ issuer, subject, userId: user_id, createdAt: created_at }: NewIdentity): Promise<boolean> {
    const row = await this.#db
      .insertInto("external_identities")
      .values({ issuer, subject, user_id, created_at, last_login_at: null })
      .onConflict((conflict) => conflict.columns(["issuer", "subject"]).doNothing())
      .returning("id")
      .executeTakeFirst();
    return row !== undefined;
  }

  /** Those of a user, oldest first. */
  async listOf(userId: number): Promise<ExternalIdentity[]> {
    const query = this.#db.selectFrom("external_identities").selectAll().where("user_id", "=", userId);
    return (await query.orderBy("id").execute()).map(toIdentity);
  }

  async noteLogin(id: number, at: number): Promise<void> {
    const query = this.#db.updateTable("external_identities").set({ last_login_at: at });
    await query.where("id", "=", id).execute();
  }

  /**
   * Takes an identity from its user, who has these others then: they say whether it may go.
   * @returns the one that was removed; undefined when there is none of theirs with this id, or it stays
   */
  async remove(
    { id, userId }: Pick<ExternalIdentity, "id" | "userId">,
    mayGo: (others: readonly ExternalIdentity[]) => boolean,
  ): Promise<ExternalIdentity | undefined> {
    return await this.#db.transaction().execute(async (transaction) => {
      // Two requests at once must not take the last two.
      await lockUser(transaction, userId);
      const theirs = await new ExternalIdentityStore(transaction).listOf(userId);
      const identity = theirs.find((one) => one.id === id);
      if (!identity || !mayGo(theirs.filter((one) => one !== identity))) return undefined;
      await transaction.deleteFrom("external_identities").where("id", "=", id).execute();
      return identity;
    });
  }
}

function toIdentity(row: Selectable<AccountTables["external_identities"]>): ExternalIdentity {
  return {
    id: row.id,
    issuer: row.issuer,
    subject: row.subject,
    userId: row.user_id,
    createdAt: row.created_at,
    lastLoginAt: row.last_login_at,
  };
}
