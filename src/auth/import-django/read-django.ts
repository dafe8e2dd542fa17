import { sql } from "kysely";
import type { Database } from "../../database/open-database.ts";

/** A row of whatever table of users a project has. */
type Row = Readonly<Record<string, unknown>>;

/** A user as Django has it. */
export interface DjangoUser {
  readonly id: number;
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  /** The hash, with its algorithm. */
  readonly password: string;
  readonly isActive: boolean;
  readonly isStaff: boolean;
  readonly isSuperuser: boolean;
  readonly joinedAt: number | undefined;
  readonly lastLoginAt: number | undefined;
}

export interface DjangoGroup {
  readonly id: number;
  readonly name: string;
}

/** So many users are read at once. */
const pageSize = 500;

/** Reads what django.contrib.auth keeps. Changes nothing. */
export class DjangoAuth {
  readonly #db: Database;
  readonly #table: string;

  /** @param table of the users: "auth_user", or that of a model of one's own */
  constructor(db: Database, table: string) {
    this.#db = db;
    this.#table = table;
  }

  /** All users, by their ids. */
  async *users(): AsyncGenerator<DjangoUser> {
    let page: DjangoUser[];
    let after = -1;
    do {
      const { rows } = await sql<Row>`select * from ${sql.table(this.#table)}
        where id > ${after} order by id limit ${pageSize}`.execute(this.#db);
      page = rows.map(toUser);
      yield* page;
      after = page.at(-1)?.id ?? after;
    } while (page.length === pageSize);
  }

  async groups(): Promise<readonly DjangoGroup[]> {
    const { rows } = await sql<DjangoGroup>`select id, name from auth_group order by id`.execute(this.#db);
    return rows;
  }

  /** The names of permissions, "shop.add_order", by the id of each group that has them. */
  async permissionsOfGroups(): Promise<ReadonlyMap<number, readonly string[]>> {
    return await this.#permissions("auth_group_permissions", "group_id");
  }

  /** The same by the id of each user who holds them directly. */
  async permissionsOfUsers(): Promise<ReadonlyMap<number, readonly string[]>> {
    return await this.#permissions(`${this.#table}_user_permissions`, this.#userColumn);
  }

  /** The ids of their groups, by the ids of users. */
  async groupsOfUsers(): Promise<ReadonlyMap<number, readonly number[]>> {
    const { rows } = await sql<{ owner: number; value: number }>`
      select ${sql.ref(this.#userColumn)} as owner, group_id as value from ${sql.table(`${this.#table}_groups`)}
      order by id`.execute(this.#db);
    return grouped(rows);
  }

  /** Django names the column after the model: "user_id" for "auth_user", "member_id" for "club_member". */
  get #userColumn(): string {
    return `${this.#table.split("_").at(-1)}_id`;
  }

  async #permissions(table: string, owner: string): Promise<ReadonlyMap<number, readonly string[]>> {
    const { rows } = await sql<{ owner: number; value: string }>`
      select link.${sql.ref(owner)} as owner, type.app_label || '.' || permission.codename as value
      from ${sql.table(table)} as link
      join auth_permission as permission on permission.id = link.permission_id
      join django_content_type as type on type.id = permission.content_type_id
      order by link.id`.execute(this.#db);
    return grouped(rows);
  }
}

function grouped<Value>(rows: readonly { owner: number; value: Value }[]): Map<number, Value[]> {
  const all = new Map<number, Value[]>();
  for (const { owner, value } of rows) all.set(owner, [...(all.get(owner) ?? []), value]);
  return all;
}

/** A model of one's own may lack names, or call somebody by their address. */
function toUser(row: Row): DjangoUser {
  const email = textOf(row.email);
  return {
    id: Number(row.id),
    username: textOf(row.username) || email,
    firstName: textOf(row.first_name),
    lastName: textOf(row.last_name),
    email,
    password: textOf(row.password),
    isActive: isSet(row.is_active ?? true),
    isStaff: isSet(row.is_staff),
    isSuperuser: isSet(row.is_superuser),
    joinedAt: timeOf(row.date_joined),
    lastLoginAt: timeOf(row.last_login),
  };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** SQLite has numbers for flags. */
function isSet(value: unknown): boolean {
  return value === true || value === 1;
}

/** Milliseconds since 1970. PostgreSQL gives dates, SQLite texts in UTC. */
function timeOf(value: unknown): number | undefined {
  if (value instanceof Date) return value.getTime();
  const time = Date.parse(`${textOf(value).replace(" ", "T")}Z`);
  return Number.isNaN(time) ? undefined : time;
}
