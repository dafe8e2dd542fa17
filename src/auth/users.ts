import { LiveloomError } from "../errors.ts";
import type { Permission } from "../live/principal.ts";
import type { SessionStore } from "../session/session-store.ts";
import type { AccountTopics } from "./account-topics.ts";
import { normalizeEmail } from "./email.ts";
import { type Passwords, unusablePassword } from "./passwords.ts";
import type { GroupStore } from "./store/group-store.ts";
import type { PermissionStore } from "./store/permission-store.ts";
import type { Account, AccountChange, UserStore } from "./store/user-store.ts";
import { normalizeName, normalizeUsername } from "./username.ts";

export interface NewUser {
  /** Unique whatever its case; letters, digits and `@ . + - _`, at most 150 characters. */
  readonly username: string;
  /** Default: none, the user cannot log in with a password. */
  readonly password?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  /** Several users may share one. */
  readonly email?: string;
  readonly isStaff?: boolean;
  /** A superuser holds every permission. */
  readonly isSuperuser?: boolean;
}

/** A user as an app may see it: everything but the password's hash. */
export type UserDetails = Omit<Account, "passwordHash">;

export interface UsersOptions {
  readonly users: UserStore;
  readonly groups: GroupStore;
  readonly permissions: PermissionStore;
  readonly sessions: SessionStore;
  readonly passwords: Passwords;
  readonly topics: AccountTopics;
  now(): number;
}

/**
 * The app's users. What changes here is felt at once on every open page.
 *
 * All that changes a user throws LV-USER-UNKNOWN when there is none with that id.
 */
export class Users {
  readonly #stores: UsersOptions;

  constructor(options: UsersOptions) {
    this.#stores = options;
  }

  /** @returns The new user's id. @throws LV-USER-INVALID for a name that is taken or not allowed. */
  async create({ username, password, ...details }: NewUser): Promise<number> {
    const { users, passwords, now } = this.#stores;
    const { firstName = "", lastName = "", email = "", isStaff = false, isSuperuser = false } = details;
    return await users.create({
      username: normalizeUsername(username),
      firstName: normalizeName(firstName),
      lastName: normalizeName(lastName),
      email: normalizeEmail(email),
      passwordHash: password === undefined ? unusablePassword : await passwords.hash(password),
      isActive: true,
      isStaff,
      isSuperuser,
      createdAt: now(),
    });
  }

  async get(id: number): Promise<UserDetails | undefined> {
    return detailsOf(await this.#stores.users.get(id));
  }

  async find(username: string): Promise<UserDetails | undefined> {
    return detailsOf(await this.#stores.users.find(username));
  }

  /** All users, oldest first. */
  async list(): Promise<UserDetails[]> {
    return (await this.#stores.users.list()).flatMap((account) => detailsOf(account) ?? []);
  }

  /** A deactivated user can do nothing: all their sessions end, and they cannot log in. */
  async setActive(id: number, isActive: boolean): Promise<void> {
    await this.#mustExist(id);
    if (isActive) await this.#stores.users.update(id, { is_active: 1 });
    else await this.#startEpoch(id, { is_active: 0 });
    this.#stores.topics.userChanged(id);
  }

  async setSuperuser(id: number, isSuperuser: boolean): Promise<void> {
    await this.#mustExist(id);
    await this.#stores.users.update(id, { is_superuser: Number(isSuperuser) });
    this.#stores.topics.userChanged(id);
  }

  /** Ends all sessions of the user but `exceptIdHash`. @throws LV-USER-INVALID for a password that is too long. */
  async setPassword(id: number, password: string, exceptIdHash?: string): Promise<void> {
    await this.#mustExist(id);
    const passwordHash = await this.#stores.passwords.hash(password);
    await this.#startEpoch(id, { password_hash: passwordHash }, exceptIdHash);
  }

  /** "Log out everywhere": ends the user's sessions but `exceptIdHash`, and closes their open pages. */
  async endSessions(id: number, exceptIdHash?: string): Promise<void> {
    await this.#startEpoch(id, {}, exceptIdHash);
  }

  /**
   * The epoch makes void even a session that is being opened at this moment. The spared one is taken into the new
   * epoch, if it is the user's.
   */
  async #startEpoch(id: number, change: AccountChange, exceptIdHash?: string): Promise<void> {
    const { users, sessions, topics, now } = this.#stores;
    const authEpoch = await users.startEpoch(id, change);
    const spared = exceptIdHash === undefined ? undefined : await sessions.find(exceptIdHash, now());
    if (authEpoch !== undefined && spared?.userId === id) await sessions.update(spared.idHash, { authEpoch });
    for (const idHash of await sessions.removeOfUser(id, exceptIdHash)) topics.sessionEnded(idHash);
  }

  /** Gives a permission directly. @throws LV-PERMISSION-UNKNOWN */
  async grant(id: number, permission: Permission): Promise<void> {
    await this.#mustExist(id);
    const { users, permissions, topics } = this.#stores;
    for (const permissionId of await permissions.idsOf([permission]))
      await users.addPermission(id, permissionId);
    topics.userChanged(id);
  }

  /** Takes a permission away that was given directly. @throws LV-PERMISSION-UNKNOWN */
  async revoke(id: number, permission: Permission): Promise<void> {
    await this.#mustExist(id);
    const { users, permissions, topics } = this.#stores;
    await permissions.idsOf([permission]);
    await users.removePermission(id, permission);
    topics.userChanged(id);
  }

  /** @throws LV-GROUP-UNKNOWN */
  async addToGroup(id: number, group: string): Promise<void> {
    await this.#mustExist(id);
    const { groups, topics } = this.#stores;
    await groups.add(await groups.idOf(group), id);
    topics.userChanged(id);
  }

  /** @throws LV-GROUP-UNKNOWN */
  async removeFromGroup(id: number, group: string): Promise<void> {
    await this.#mustExist(id);
    const { groups, topics } = this.#stores;
    await groups.remove(await groups.idOf(group), id);
    topics.userChanged(id);
  }

  /** The names of the groups the user is in. */
  async groupsOf(id: number): Promise<string[]> {
    return await this.#stores.groups.namesOf(id);
  }

  /** What the user holds directly and through groups; for a superuser that is not all they may do. */
  async permissionsOf(id: number): Promise<ReadonlySet<string>> {
    return await this.#stores.permissions.heldBy(id);
  }

  async #mustExist(id: number): Promise<void> {
    if (!(await this.#stores.users.get(id))) throw new LiveloomError("LV-USER-UNKNOWN", { id });
  }
}

function detailsOf(account: Account | undefined): UserDetails | undefined {
  if (!account) return undefined;
  const { passwordHash: _, ...details } = account;
  return details;
}
