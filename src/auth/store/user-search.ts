import { type ExpressionBuilder, type Kysely, type Selectable, sql } from "kysely";
import { rowId } from "../row-id.ts";
import type { AccountTables } from "./schema.ts";
import { searchWords } from "./user-keys.ts";
import { type Account, toAccount } from "./user-store.ts";

/** Which users, and where in their list. What is left out restricts nothing. */
export interface UserQuery {
  /** The beginnings of usernames, addresses, first or last names; of several words all are needed. */
  readonly text?: string;
  /** The id of a group they are in. */
  readonly group?: number;
  readonly isActive?: boolean;
  readonly isStaff?: boolean;
  readonly isSuperuser?: boolean;
  /** The `next` of the page before. */
  readonly after?: string;
  /** Default: 50; at most 500. */
  readonly limit?: number;
}

/** Some of the accounts that fit, and where the next ones begin; undefined when there are no more. */
interface FoundAccounts {
  readonly accounts: readonly Account[];
  readonly next: string | undefined;
}

/** Most users at once, and most words that are looked for. */
const [pageLimit, wordLimit] = [500, 5];

/** A group with fewer members is where a search begins; a larger one is what its results are compared with. */
const smallGroup = 1_000;

/** So many of a word are counted to find the rarest one; of those with more, the longest counts as that. */
const countLimit = 2_000;

/** What no character comes after. */
const end = "\u{10ffff}";

type Row = Selectable<AccountTables["users"]>;
type Where = ExpressionBuilder<AccountTables, "users">;

/** The last row of a page: what it was sorted by, and whose it is. */
interface Cursor {
  readonly key: string;
  readonly id: number;
}

/**
 * Finds users among many. Every way leads along an index, in the order of that index, and stops when a page is full:
 * few users (staff, a small group) are walked through by name, others by the word that they are searched by.
 */
export class UserSearch {
  readonly #db: Kysely<AccountTables>;

  constructor(db: Kysely<AccountTables>) {
    this.#db = db;
  }

  async find(query: UserQuery): Promise<FoundAccounts> {
    const limit = Math.min(Math.max(query.limit ?? 50, 1), pageLimit);
    const words = searchWords((query.text ?? "").slice(0, 500)).slice(0, wordLimit);
    const isSmall = query.group !== undefined && (await this.#isSmall(query.group));
    const isFew = isSmall || query.isStaff || query.isSuperuser || query.isActive === false;
    const page = { words, isSmall, cursor: cursorIn(query.after), limit };
    const rows =
      words.length > 0 && !isFew ? await this.#byWord(query, page) : await this.#byName(query, page);
    const last = rows[limit - 1];
    return {
      accounts: rows.slice(0, limit).map(toAccount),
      next: rows.length > limit && last ? `${last.id}-${last.key}` : undefined,
    };
  }

  async #byName(query: UserQuery, { words, isSmall, cursor, limit }: Page): Promise<(Row & Cursor)[]> {
    return await this.#db
      .selectFrom("users")
      .selectAll()
      .select("username_key as key")
      .where((where) => where.and([...flags(where, query), ...inGroup(where, query.group, isSmall)]))
      .where((where) => where.and(words.map((word) => hasWord(where, word))))
      .$if(cursor !== undefined, (all) => all.where("username_key", ">", cursor?.key ?? ""))
      .orderBy("username_key")
      .limit(limit + 1)
      .execute();
  }

  /** By the word that the fewest have. Who has it twice, as a username and in the address, comes once. */
  async #byWord(query: UserQuery, { words, cursor, limit }: Page): Promise<(Row & Cursor)[]> {
    const [word = "", ...others] = await this.#rarestFirst(words, cursor);
    return await this.#db
      .selectFrom("user_keys")
      .innerJoin("users", "users.id", "user_keys.user_id")
      .selectAll("users")
      .select("user_keys.key")
      .where("user_keys.key", ">=", cursor?.key ?? word)
      .where("user_keys.key", "<", word + end)
      .$if(cursor !== undefined, (all) =>
        all.where((where) =>
          where.or([
            where("user_keys.key", ">", cursor?.key ?? ""),
            where("user_keys.user_id", ">", cursor?.id ?? 0),
          ]),
        ),
      )
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("user_keys as earlier")
              .select("earlier.key")
              .whereRef("earlier.user_id", "=", "user_keys.user_id")
              .where("earlier.key", ">=", word)
              .whereRef("earlier.key", "<", "user_keys.key"),
          ),
        ),
      )
      .where((where) => where.and([...flags(where, query), ...inGroup(where, query.group, false)]))
      .where((where) => where.and(others.map((other) => hasWord(where, other))))
      .orderBy("user_keys.key")
      .orderBy("user_keys.user_id")
      .limit(limit + 1)
      .execute();
  }

  /** The next pages go on with the word that the first began with, whatever is rare by then. */
  async #rarestFirst(words: readonly string[], cursor: Cursor | undefined): Promise<string[]> {
    const longestFirst = words.toSorted((one, other) => other.length - one.length);
    const begun = cursor && longestFirst.find((word) => cursor.key.startsWith(word));
    if (begun !== undefined) return [begun, ...longestFirst.filter((word) => word !== begun)];
    if (words.length < 2) return longestFirst;
    const counted = await Promise.all(
      longestFirst.map(async (word) => ({ word, count: await this.#count(word) })),
    );
    return counted.toSorted((one, other) => one.count - other.count).map(({ word }) => word);
  }

  async #count(word: string): Promise<number> {
    const keys = this.#db
      .selectFrom("user_keys")
      .select("key")
      .where("key", ">=", word)
      .where("key", "<", word + end)
      .orderBy("key")
      .limit(countLimit);
    const counting = this.#db.selectFrom(keys.as("keys")).select((all) => all.fn.countAll().as("count"));
    return Number((await counting.executeTakeFirstOrThrow()).count);
  }

  async #isSmall(group: number): Promise<boolean> {
    const members = this.#db.selectFrom("user_groups").select("user_id").where("group_id", "=", group);
    return (await members.limit(smallGroup).execute()).length < smallGroup;
  }
}

interface Page {
  readonly words: readonly string[];
  readonly isSmall: boolean;
  readonly cursor: Cursor | undefined;
  readonly limit: number;
}

/** "12-ada" */
function cursorIn(after = ""): Cursor | undefined {
  const [, digits = "", key] = /^(\d+)-(.+)$/s.exec(after.replaceAll("\0", "")) ?? [];
  const id = rowId(digits);
  return id === undefined || key === undefined ? undefined : { id, key };
}

/** As literals: an index of some rows is used only where the query itself says that it is about these. */
function flags(where: Where, { isActive, isStaff, isSuperuser }: UserQuery) {
  const wanted = [
    ["is_active", isActive],
    ["is_staff", isStaff],
    ["is_superuser", isSuperuser],
  ] as const;
  return wanted
    .filter(([, is]) => is !== undefined)
    .map(([column, is]) => where(`users.${column}`, "=", sql.lit(Number(is))));
}

function inGroup(where: Where, group: number | undefined, isSmall: boolean) {
  if (group === undefined) return [];
  const members = where.selectFrom("user_groups").select("user_groups.user_id").where("group_id", "=", group);
  if (isSmall) return [where("users.id", "in", members)];
  return [where.exists(members.whereRef("user_groups.user_id", "=", "users.id"))];
}

function hasWord(where: Where, word: string) {
  return where.exists(
    where
      .selectFrom("user_keys as other")
      .select("other.key")
      .whereRef("other.user_id", "=", "users.id")
      .where("other.key", ">=", word)
      .where("other.key", "<", word + end),
  );
}
