import { LiveloomError } from "../errors.ts";
import type { AuditActor, AuditTrail } from "../live/audit.ts";
import type { Permission } from "../live/principal.ts";
import { isFresh } from "../session/browser-session.ts";
import type { AccountTopics } from "./account-topics.ts";
import { type Actor, actorOf } from "./audit/actor-of.ts";
import { emailKey, normalizeEmail } from "./email.ts";
import { type Passwords, unusablePassword } from "./passwords.ts";
import type { RightsNews } from "./rights-news.ts";
import type { AccountStores } from "./store/account-stores.ts";
import type { UserQuery } from "./store/user-search.ts";
import type { Account, AccountChange } from "./store/user-store.ts";
import { type FactorCounts, type UserConnection, UserProofs, type UserProofsOptions } from "./user-proofs.ts";
import { type UserSession, userSession } from "./user-session.ts";
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

/** Some of the users that fit, and for `after` where the next ones begin; undefined when there are no more. */
export interface UserPage {
  readonly users: readonly UserDetails[];
  readonly next: string | undefined;
}

/** For changes after which nobody might be left who may do everything. */
export interface KeepSuperuser {
  /** Whether the last active superuser stays one: LV-USER-LAST otherwise. Default: false. */
  readonly keepSuperuser?: boolean;
}

export interface UsersOptions extends AccountStores, UserProofsOptions {
  readonly passwords: Passwords;
  readonly topics: AccountTopics;
  readonly news: RightsNews;
  readonly audit: AuditTrail;
  now(): number;
}

/**
 * The app's users. What changes here is felt at once on every open page.
 *
 * All that changes a user throws LV-USER-UNKNOWN when there is none with that id, and is written into the audit log; who
 * has done it, when they were named by {@link as}.
 */
export class Users {
  readonly #stores: UsersOptions;
  readonly #proofs: UserProofs;
  readonly #actor: AuditActor | undefined;

  constructor(options: UsersOptions, actor?: AuditActor) {
    this.#stores = options;
    this.#proofs = new UserProofs(options);
    this.#actor = actor;
  }

  /**
   * The same users; what is changed through them is done by somebody, for the audit log. It is not asked whether they
   * may.
   * @param actor A view, the context of a request, or what you put together.
   * @example await auth.users.as(this).grant(id, "shop.view_order");
   */
  as(actor: Actor): Users {
    return new Users(this.#stores, actorOf(actor));
  }

  /** @returns The new user's id. @throws LV-USER-INVALID for a name that is taken or not allowed. */
  async create({ username, password, ...details }: NewUser): Promise<number> {
    const { users, passwords, now } = this.#stores;
    const { firstName = "", lastName = "", email = "", isStaff = false, isSuperuser = false } = details;
    const account = {
      username: normalizeUsername(username),
      firstName: normalizeName(firstName),
      lastName: normalizeName(lastName),
      email: normalizeEmail(email),
      passwordHash: password === undefined ? unusablePassword : await passwords.hash(password),
      isActive: true,
      isStaff,
      isSuperuser,
      createdAt: now(),
    };
    const id = await users.create(account);
    await this.#note("auth.create_user", { id, ...account }, { isStaff, isSuperuser });
    return id;
  }

  async get(id: number): Promise<UserDetails | undefined> {
    return detailsOf(await this.#stores.users.get(id));
  }

  async find(username: string): Promise<UserDetails | undefined> {
    return detailsOf(await this.#stores.users.find(username));
  }

  /**
   * Users page by page, quick among hundreds of thousands: in the order of their names or, with `text`, of what they are
   * found by.
   * @example
   * const { users, next } = await auth.users.search({ text: "ada", isActive: true, limit: 20 });
   * if (next !== undefined) await auth.users.search({ text: "ada", isActive: true, limit: 20, after: next });
   */
  async search(query: UserQuery = {}): Promise<UserPage> {
    const { accounts, next } = await this.#stores.search.find(query);
    return { users: accounts.flatMap((account) => detailsOf(account) ?? []), next };
  }

  /** All users, oldest first. For many, {@link search}. */
  async list(): Promise<UserDetails[]> {
    return (await this.#stores.users.list()).flatMap((account) => detailsOf(account) ?? []);
  }

  /**
   * The active users who hold the permission: directly, through a group, or as superusers; oldest first. Backends of
   * permissions other than the accounts' own, and policies, are not asked.
   * @param withInactive Also those who would hold it if they were active. Default: false.
   * @throws LV-PERMISSION-UNKNOWN
   */
  async usersWith(permission: Permission, { withInactive = false } = {}): Promise<UserDetails[]> {
    const { users, permissions } = this.#stores;
    permissions.requireDeclared([permission]);
    const holders = await users.holdersOf(permission);
    return holders.filter(({ isActive }) => isActive || withInactive).flatMap((one) => detailsOf(one) ?? []);
  }

  /** A deactivated user can do nothing: all their sessions end, and they cannot log in. */
  async setActive(
    id: number,
    isActive: boolean,
    { keepSuperuser = false }: KeepSuperuser = {},
  ): Promise<void> {
    const account = await this.#mustExist(id);
    if (keepSuperuser && !isActive) await this.#retire(account, { is_active: 0 });
    await this.#setActive(id, isActive);
    await this.#note("auth.set_active", account, { isActive });
  }

  async #setActive(id: number, isActive: boolean): Promise<void> {
    if (isActive) await this.#stores.users.update(id, { is_active: 1 });
    else await this.#startEpoch(id, { is_active: 0 });
    this.#stores.topics.userChanged(id);
  }

  /** Staff are those who may see what is only for people who run the app: see `staffRequired()`. */
  async setStaff(id: number, isStaff: boolean): Promise<void> {
    const account = await this.#mustExist(id);
    await this.#stores.users.update(id, { is_staff: Number(isStaff) });
    await this.#stores.news.tell(id);
    await this.#note("auth.set_staff", account, { isStaff });
  }

  async setSuperuser(
    id: number,
    isSuperuser: boolean,
    { keepSuperuser = false }: KeepSuperuser = {},
  ): Promise<void> {
    const account = await this.#mustExist(id);
    if (keepSuperuser && !isSuperuser) await this.#retire(account, { is_superuser: 0 });
    await this.#stores.users.update(id, { is_superuser: Number(isSuperuser) });
    await this.#stores.news.tell(id);
    await this.#note("auth.set_superuser", account, { isSuperuser });
  }

  /** Deletes the user with all that is theirs in the accounts' tables; their sessions end. The audit log stays. */
  async delete(id: number, { keepSuperuser = false }: KeepSuperuser = {}): Promise<void> {
    const account = await this.#mustExist(id);
    if (keepSuperuser) await this.#retire(account, { is_active: 0 });
    await this.#setActive(id, false);
    await this.#stores.users.remove(id);
    await this.#note("auth.delete_user", account);
  }

  /** @throws LV-USER-LAST */
  async #retire(
    { id, username }: Account,
    change: Pick<AccountChange, "is_active" | "is_superuser">,
  ): Promise<void> {
    if (await this.#stores.users.retire(id, change)) return;
    throw new LiveloomError("LV-USER-LAST", { username });
  }

  /** Ends all sessions of the user but `exceptIdHash`. @throws LV-USER-INVALID for a password that is too long. */
  async setPassword(id: number, password: string, exceptIdHash?: string): Promise<void> {
    const account = await this.#mustExist(id);
    const passwordHash = await this.#stores.passwords.hash(password);
    await this.#startEpoch(id, { password_hash: passwordHash }, exceptIdHash);
    await this.#note("auth.set_password", account);
  }

  /** @throws LV-USER-INVALID for a name that is too long or has control characters. */
  async setNames(
    id: number,
    { firstName, lastName }: Pick<UserDetails, "firstName" | "lastName">,
  ): Promise<void> {
    const account = await this.#mustExist(id);
    const names = { first_name: normalizeName(firstName), last_name: normalizeName(lastName) };
    await this.#stores.users.update(id, names);
    this.#stores.topics.userChanged(id);
    await this.#note("auth.set_names", account);
  }

  /**
   * Changes the address; links that were sent to the one of before work no more.
   * @param isVerified whether it is proven that the user reads what is sent there. Default: false.
   * @throws LV-USER-INVALID for what can be no address.
   */
  async setEmail(id: number, address: string, { isVerified = false } = {}): Promise<void> {
    const account = await this.#mustExist(id);
    const { users, tokens, topics, now } = this.#stores;
    const email = normalizeEmail(address);
    const verifiedAt = isVerified ? now() : null;
    await users.update(id, { email, email_key: emailKey(email), email_verified_at: verifiedAt });
    await tokens.removeOfUser(id);
    topics.userChanged(id);
    await this.#note("auth.set_email", account, { from: account.email, to: email });
  }

  /** The sessions in which the user is logged in, last used first. */
  async sessionsOf(id: number): Promise<UserSession[]> {
    const { sessions, now } = this.#stores;
    const records = await sessions.listOfUser(id, now());
    return records.filter((record) => isFresh(record, now())).map(userSession);
  }

  /** Ends one session of the user, and closes its open pages. False when it is not theirs, or has ended already. */
  async endSession(id: number, idHash: string): Promise<boolean> {
    const { sessions, topics, now } = this.#stores;
    const record = await sessions.find(idHash, now());
    if (record?.userId !== id) return false;
    await sessions.remove(idHash);
    topics.sessionEnded(idHash);
    await this.#noteAbout("auth.end_session", id);
    return true;
  }

  /** "Log out everywhere": ends the user's sessions but `exceptIdHash`, and closes their open pages. */
  async endSessions(id: number, exceptIdHash?: string): Promise<void> {
    await this.#startEpoch(id, {}, exceptIdHash);
    await this.#noteAbout("auth.end_sessions", id, { butThis: exceptIdHash !== undefined });
  }

  /** How many second factors of each kind the user has. */
  async secondFactorsOf(id: number): Promise<FactorCounts> {
    return await this.#proofs.factorsOf(id);
  }

  /**
   * Takes the user's authenticator app, passkeys and recovery codes away, for somebody who has lost them: the password
   * is enough then. All their sessions end. Make sure that it is them who ask.
   * @returns how many of each there were
   */
  async removeSecondFactors(id: number): Promise<FactorCounts> {
    const account = await this.#mustExist(id);
    const removed = await this.#proofs.removeFactors(id);
    await this.#startEpoch(id, {});
    await this.#note("auth.remove_factors", account, { ...removed });
    return removed;
  }

  /** The accounts at OpenID providers with which the user logs in, oldest first. */
  async connectionsOf(id: number): Promise<UserConnection[]> {
    return await this.#proofs.connectionsOf(id);
  }

  /**
   * Takes an account at an OpenID provider from the user, also the only one: whoever has no password needs a link for
   * one then. All their sessions end, because somebody may have come by it whom it was not for.
   * @returns what was taken; undefined when there is none of theirs with this id
   */
  async disconnect(id: number, connectionId: number): Promise<UserConnection | undefined> {
    const account = await this.#mustExist(id);
    const connection = await this.#proofs.disconnect(id, connectionId);
    if (!connection) return undefined;
    await this.#startEpoch(id, {});
    await this.#note("auth.disconnect", account, { issuer: connection.issuer });
    return connection;
  }

  /**
   * The epoch makes void even a session that is being opened at this moment. The spared one is taken into the new
   * epoch, if it is the user's. Links that were sent to the user die with the old one.
   */
  async #startEpoch(id: number, change: AccountChange, exceptIdHash?: string): Promise<void> {
    const { users, sessions, tokens, topics, now } = this.#stores;
    const authEpoch = await users.startEpoch(id, change);
    const spared = exceptIdHash === undefined ? undefined : await sessions.find(exceptIdHash, now());
    if (authEpoch !== undefined && spared?.userId === id) await sessions.update(spared.idHash, { authEpoch });
    await tokens.removeOfUser(id);
    for (const idHash of await sessions.removeOfUser(id, exceptIdHash)) topics.sessionEnded(idHash);
  }

  /** Gives a permission directly. @throws LV-PERMISSION-UNKNOWN */
  async grant(id: number, permission: Permission): Promise<void> {
    const account = await this.#mustExist(id);
    const { users, permissions, news } = this.#stores;
    for (const permissionId of await permissions.idsOf([permission]))
      await users.addPermission(id, permissionId);
    await news.tell(id);
    await this.#note("auth.grant", account, { permission });
  }

  /** Takes a permission away that was given directly. @throws LV-PERMISSION-UNKNOWN */
  async revoke(id: number, permission: Permission): Promise<void> {
    const account = await this.#mustExist(id);
    const { users, permissions, news } = this.#stores;
    await permissions.idsOf([permission]);
    await users.removePermission(id, permission);
    await news.tell(id);
    await this.#note("auth.revoke", account, { permission });
  }

  /** @throws LV-GROUP-UNKNOWN */
  async addToGroup(id: number, group: string): Promise<void> {
    const account = await this.#mustExist(id);
    const { groups, news } = this.#stores;
    await groups.add(await groups.idOf(group), id);
    await news.tell(id);
    await this.#note("auth.add_to_group", account, { group });
  }

  /** @throws LV-GROUP-UNKNOWN */
  async removeFromGroup(id: number, group: string): Promise<void> {
    const account = await this.#mustExist(id);
    const { groups, news } = this.#stores;
    await groups.remove(await groups.idOf(group), id);
    await news.tell(id);
    await this.#note("auth.remove_from_group", account, { group });
  }

  /** The names of the groups the user is in. */
  async groupsOf(id: number): Promise<string[]> {
    return await this.#stores.groups.namesOf(id);
  }

  /** What the user holds directly and through groups; for a superuser that is not all they may do. */
  async permissionsOf(id: number): Promise<ReadonlySet<string>> {
    return await this.#stores.permissions.heldBy(id);
  }

  /** What was given to the user directly, by name. */
  async grantsOf(id: number): Promise<string[]> {
    return await this.#stores.permissions.directOf(id);
  }

  async #mustExist(id: number): Promise<Account> {
    const account = await this.#stores.users.get(id);
    if (account) return account;
    throw new LiveloomError("LV-USER-UNKNOWN", { id });
  }

  async #note(
    action: string,
    { id, username: text }: Pick<Account, "id" | "username">,
    details: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    const object = { type: "user", id, text };
    await this.#stores.audit.record({ action, outcome: "allowed", actor: this.#actor, object, details });
  }

  async #noteAbout(action: string, id: number, details?: Readonly<Record<string, unknown>>): Promise<void> {
    const { username = "" } = (await this.#stores.users.get(id)) ?? {};
    await this.#note(action, { id, username }, details);
  }
}

function detailsOf(account: Account | undefined): UserDetails | undefined {
  if (!account) return undefined;
  const { passwordHash: _, ...details } = account;
  return details;
}
