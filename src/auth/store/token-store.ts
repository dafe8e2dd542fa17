import { createHash, randomBytes } from "node:crypto";
import type { Kysely, Selectable } from "kysely";
import type { AccountTables } from "./schema.ts";

const tokenBytes = 32;

/** How every token looks: 32 bytes, base64url. What looks otherwise is not looked up. */
const tokenPattern = /^[\w-]{43}$/;

export interface NewToken {
  /** What it is for: a token for one purpose is worth nothing for another. */
  readonly purpose: string;
  /** Whose it is; null when there is no account yet. */
  readonly userId: number | null;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly expiresAt: number;
  /** Small JSON values that belong to it. Default: none. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** A token as it is stored. The token itself was sent to somebody, and nobody else has it. */
export type AccountToken = Required<NewToken>;

/** Tokens that work once, in SQL, hashed: for password resets, e-mail verification, invitations. */
export class TokenStore {
  readonly #db: Kysely<AccountTables>;

  constructor(db: Kysely<AccountTables>) {
    this.#db = db;
  }

  /** Makes a token and returns it. */
  async create(given: NewToken): Promise<string> {
    const token = randomBytes(tokenBytes).toString("base64url");
    await this.put(token, given);
    return token;
  }

  /** Keeps something under a token that is there already, in place of what was kept under it. */
  async put(token: string, { purpose, userId, createdAt, expiresAt, data = {} }: NewToken): Promise<void> {
    const values = {
      purpose,
      user_id: userId,
      data: JSON.stringify(data),
      created_at: createdAt,
      expires_at: expiresAt,
    };
    await this.#db
      .insertInto("account_tokens")
      .values({ token_hash: hashOf(token), ...values })
      .onConflict((conflict) => conflict.column("token_hash").doUpdateSet(values))
      .execute();
  }

  /** What the token stands for, without using it up: to show a form. */
  async find(purpose: string, token: string, now: number): Promise<AccountToken | undefined> {
    if (!tokenPattern.test(token)) return undefined;
    const row = await this.#db
      .selectFrom("account_tokens")
      .selectAll()
      .where("token_hash", "=", hashOf(token))
      .where("purpose", "=", purpose)
      .where("expires_at", ">", now)
      .executeTakeFirst();
    return row && toToken(row);
  }

  /** Uses the token up. Of several who try at the same time one gets it. */
  async take(purpose: string, token: string, now: number): Promise<AccountToken | undefined> {
    if (!tokenPattern.test(token)) return undefined;
    const row = await this.#db
      .deleteFrom("account_tokens")
      .where("token_hash", "=", hashOf(token))
      .where("purpose", "=", purpose)
      .where("expires_at", ">", now)
      .returningAll()
      .executeTakeFirst();
    return row && toToken(row);
  }

  /** Makes a user's tokens worthless; those for one purpose only, when it is given. */
  async removeOfUser(userId: number, purpose?: string): Promise<void> {
    const all = this.#db.deleteFrom("account_tokens").where("user_id", "=", userId);
    await (purpose === undefined ? all : all.where("purpose", "=", purpose)).execute();
  }

  /** Deletes what is expired at `now` and returns how many there were. */
  async removeExpired(now: number): Promise<number> {
    const query = this.#db.deleteFrom("account_tokens").where("expires_at", "<=", now);
    return Number((await query.executeTakeFirst()).numDeletedRows);
  }
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

function toToken(row: Selectable<AccountTables["account_tokens"]>): AccountToken {
  return {
    purpose: row.purpose,
    userId: row.user_id,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    data: JSON.parse(row.data),
  };
}
