import type { Kysely, Transaction } from "kysely";
import type { RoleDeclarations } from "../roles.ts";
import { lockGroup } from "./group-store.ts";
import type { AccountTables } from "./schema.ts";

/** A permission that a group has. */
export interface GroupGrant {
  readonly group: string;
  readonly permission: string;
}

/** What bringing the roles into the database did, and what it found there beyond the code. */
export interface RoleSync {
  readonly added: readonly GroupGrant[];
  /** What the code gave once and gives no more; with `prune` also what people gave by hand. */
  readonly removed: readonly GroupGrant[];
  /** What people gave to roles by hand. It is kept. */
  readonly extra: readonly GroupGrant[];
  /** Groups that are no roles. They are kept. */
  readonly otherGroups: readonly string[];
}

interface Link {
  readonly id: number;
  readonly name: string;
  readonly isDeclared: boolean;
}

/** Brings the roles that the code declares into the tables of groups. */
export class RoleStore {
  readonly #db: Kysely<AccountTables>;

  constructor(db: Kysely<AccountTables>) {
    this.#db = db;
  }

  /** Gives every role its permissions; done twice, it changes nothing more. @param prune Takes away `extra`, too. */
  async sync(roles: RoleDeclarations, { prune = false } = {}): Promise<RoleSync> {
    return await this.#db.transaction().execute(async (transaction) => {
      const done: RoleSync[] = [];
      // In one order everywhere, so that two processes never wait for each other.
      for (const group of Object.keys(roles).sort())
        done.push(await syncRole(transaction, { group, wanted: new Set(roles[group]), prune }));
      const names = await transaction.selectFrom("groups").select("name").orderBy("name").execute();
      return {
        added: done.flatMap(({ added }) => added),
        removed: done.flatMap(({ removed }) => removed),
        extra: done.flatMap(({ extra }) => extra),
        otherGroups: names.map(({ name }) => name).filter((name) => !Object.hasOwn(roles, name)),
      };
    });
  }
}

interface Role {
  readonly group: string;
  readonly wanted: ReadonlySet<string>;
  readonly prune: boolean;
}

async function syncRole(transaction: Transaction<AccountTables>, role: Role): Promise<RoleSync> {
  const { group, wanted, prune } = role;
  const groupId = await lockGroup(transaction, group);
  const links = await linksOf(transaction, groupId);
  const had = new Set(links.map(({ name }) => name));
  const added = [...wanted].filter((name) => !had.has(name));
  const beyond = links.filter(({ name }) => !wanted.has(name));
  const removed = beyond.filter(({ isDeclared }) => prune || isDeclared);
  const extra = beyond.filter((link) => !removed.includes(link));
  await addLinks(transaction, groupId, added);
  await removeLinks(transaction, groupId, removed);
  const grant = (permission: string): GroupGrant => ({ group, permission });
  return {
    added: added.map(grant),
    removed: removed.map(({ name }) => grant(name)),
    extra: extra.map(({ name }) => grant(name)),
    otherGroups: [],
  };
}

async function linksOf(transaction: Transaction<AccountTables>, groupId: number): Promise<Link[]> {
  const rows = await transaction
    .selectFrom("group_permissions")
    .innerJoin("permissions", "permissions.id", "permission_id")
    .where("group_id", "=", groupId)
    .select(["permissions.id", "name", "is_declared"])
    .orderBy("name")
    .execute();
  return rows.map(({ id, name, is_declared }) => ({ id, name, isDeclared: is_declared === 1 }));
}

async function addLinks(
  transaction: Transaction<AccountTables>,
  groupId: number,
  names: readonly string[],
): Promise<void> {
  if (names.length === 0) return;
  await transaction
    .insertInto("group_permissions")
    .columns(["group_id", "permission_id", "is_declared"])
    .expression(
      transaction
        .selectFrom("permissions")
        .where("name", "in", names)
        .select(({ val }) => [val(groupId).as("group_id"), "id", val(1).as("is_declared")]),
    )
    .execute();
}

async function removeLinks(
  transaction: Transaction<AccountTables>,
  groupId: number,
  links: readonly Link[],
): Promise<void> {
  if (links.length === 0) return;
  await transaction
    .deleteFrom("group_permissions")
    .where("group_id", "=", groupId)
    .where(
      "permission_id",
      "in",
      links.map(({ id }) => id),
    )
    .execute();
}
