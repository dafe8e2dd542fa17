import type { Kysely } from "kysely";
import type { Database } from "../../database/open-database.ts";
import { LiveloomError } from "../../errors.ts";
import { GroupStore } from "../store/group-store.ts";
import type { PermissionStore } from "../store/permission-store.ts";
import type { AccountTables } from "../store/schema.ts";
import { type NewAccount, UserStore } from "../store/user-store.ts";
import { usernameKey } from "../username.ts";
import { accountFor } from "./account-for.ts";
import { DjangoAuth, type DjangoGroup, type DjangoUser } from "./read-django.ts";

/** Where imported users go. */
export interface ImportTarget {
  readonly db: Kysely<AccountTables>;
  readonly permissions: PermissionStore;
  now(): number;
}

export interface ImportOptions {
  /** The table of the users. Default: "auth_user". */
  readonly table?: string;
  /** Whether it is only found out what would be done. Default: false. */
  readonly isTrial?: boolean;
}

/** What was brought along, and what was not. */
export interface DjangoImport {
  /** How many users are new here. */
  readonly imported: number;
  /** Usernames that somebody has here already: they are left as they are. */
  readonly present: readonly string[];
  /** Users who cannot be taken, and why. */
  readonly refused: readonly { readonly username: string; readonly reason: string }[];
  /** Imported users whose password cannot be checked here: they need a new one. */
  readonly withoutPassword: readonly string[];
  /** Groups that are new here. */
  readonly groups: readonly string[];
  /** Permissions that somebody had and that the code does not declare: nobody was given them. */
  readonly undeclared: readonly string[];
}

/** What belongs to a user besides the account. */
interface Belongings {
  readonly groupIds: readonly number[];
  readonly permissionIds: readonly number[];
}

/**
 * Brings the users of a Django project along: names, addresses, flags, password hashes, groups, and the permissions
 * that the code declares. Done twice, it leaves alone who is there already.
 */
export class ImportFromDjango {
  readonly #target: ImportTarget;
  readonly #from: DjangoAuth;
  readonly #isTrial: boolean;
  #imported = 0;
  readonly #present: string[] = [];
  readonly #refused: { username: string; reason: string }[] = [];
  readonly #withoutPassword: string[] = [];
  readonly #groups: string[] = [];
  readonly #undeclared = new Set<string>();
  /** The names that were met, by what no two may share. */
  readonly #taken = new Map<string, string>();

  constructor(target: ImportTarget, from: Database, { table = "auth_user", isTrial = false }: ImportOptions) {
    this.#target = target;
    this.#from = new DjangoAuth(from, table);
    this.#isTrial = isTrial;
  }

  async run(): Promise<DjangoImport> {
    const groupIds = await this.#importGroups();
    const [memberships, held] = [await this.#from.groupsOfUsers(), await this.#from.permissionsOfUsers()];
    for await (const user of this.#from.users()) {
      const groups = (memberships.get(user.id) ?? []).flatMap((id) => groupIds.get(id) ?? []);
      await this.#importUser(user, {
        groupIds: groups,
        permissionIds: await this.#permissionIds(held.get(user.id)),
      });
    }
    return {
      imported: this.#imported,
      present: this.#present,
      refused: this.#refused,
      withoutPassword: this.#withoutPassword,
      groups: this.#groups,
      undeclared: [...this.#undeclared].sort(),
    };
  }

  /** A group that is here keeps the permissions it has. @returns the ids here by the ids there */
  async #importGroups(): Promise<ReadonlyMap<number, number>> {
    const held = await this.#from.permissionsOfGroups();
    const ids = new Map<number, number>();
    for (const group of await this.#from.groups()) {
      const permissionIds = await this.#permissionIds(held.get(group.id));
      const id = await this.#groupId(group, permissionIds);
      if (id !== undefined) ids.set(group.id, id);
    }
    return ids;
  }

  async #groupId({ name }: DjangoGroup, permissionIds: readonly number[]): Promise<number | undefined> {
    const groups = new GroupStore(this.#target.db);
    const present = await groups.find(name);
    if (present !== undefined) return present;
    this.#groups.push(name);
    return this.#isTrial ? undefined : await groups.set(name, permissionIds);
  }

  async #permissionIds(names: readonly string[] = []): Promise<number[]> {
    const { permissions } = this.#target;
    const [declared, others] = [new Set<string>(), this.#undeclared];
    for (const name of names) (permissions.isDeclared(name) ? declared : others).add(name);
    return await permissions.idsOf([...declared]);
  }

  async #importUser(user: DjangoUser, belongings: Belongings): Promise<void> {
    const { username } = user;
    try {
      const { account, hasPassword } = accountFor(user, this.#target.now());
      if (await this.#isPresent(account.username)) return void this.#present.push(username);
      if (!this.#isTrial) await this.#create(account, user.lastLoginAt, belongings);
      if (!hasPassword) this.#withoutPassword.push(username);
      this.#imported++;
    } catch (error) {
      if (!(error instanceof LiveloomError)) throw error;
      this.#refused.push({ username, reason: error.sentence });
    }
  }

  /** @throws LV-USER-INVALID for one of two whose names differ by case only: Django tells them apart. */
  async #isPresent(username: string): Promise<boolean> {
    const key = usernameKey(username);
    const holder = (await new UserStore(this.#target.db).find(username))?.username ?? this.#taken.get(key);
    this.#taken.set(key, holder ?? username);
    if (holder === undefined || holder === username) return holder !== undefined;
    throw new LiveloomError("LV-USER-INVALID", { reason: `${holder} has this name already` });
  }

  /** All of a user, or nothing. */
  async #create(account: NewAccount, lastLoginAt: number | undefined, belongings: Belongings): Promise<void> {
    await this.#target.db.transaction().execute(async (transaction) => {
      const [users, groups] = [new UserStore(transaction), new GroupStore(transaction)];
      const id = await users.create(account);
      if (lastLoginAt !== undefined) await users.update(id, { last_login_at: lastLoginAt });
      for (const groupId of belongings.groupIds) await groups.add(groupId, id);
      for (const permissionId of belongings.permissionIds) await users.addPermission(id, permissionId);
    });
  }
}
