import { migrate } from "../database/migrate.ts";
import { type Database, openDatabase } from "../database/open-database.ts";
import { LiveloomError } from "../errors.ts";
import {
  anonymousIdentity,
  anonymousUser,
  type Identity,
  type Principal,
  type User,
} from "../live/principal.ts";
import type { PubSub } from "../pubsub/pubsub.ts";
import type { AuthProvider } from "../server/auth-provider.ts";
import type { HttpRoute } from "../server/http-route.ts";
import type { Session } from "../session/session.ts";
import type { SessionRecord, SessionStore } from "../session/session-store.ts";
import { createSqlSessionStore } from "../session/sql.ts";
import { AccountIdentity } from "./account-identity.ts";
import { loginRoutes } from "./account-pages/login.ts";
import { logoutRoutes } from "./account-pages/logout.ts";
import { accountPrincipal, policiesByPermission } from "./account-principal.ts";
import { AccountTopics } from "./account-topics.ts";
import { authenticate } from "./authenticate.ts";
import { Groups } from "./groups.ts";
import { type HashCost, Passwords } from "./passwords.ts";
import { type PermissionDeclarations, permissionNames, unknownPermission } from "./permissions.ts";
import type { AnyPolicy } from "./policy.ts";
import type { RoleDeclarations } from "./roles.ts";
import { GroupStore } from "./store/group-store.ts";
import { accountMigrations } from "./store/migrations.ts";
import { PermissionStore } from "./store/permission-store.ts";
import { RoleStore, type RoleSync } from "./store/role-store.ts";
import type { AccountTables } from "./store/schema.ts";
import { type Account, UserStore } from "./store/user-store.ts";
import { Users } from "./users.ts";

export interface AccountsOptions {
  /** A database, or the address of one: "sqlite:data/app.db". It is migrated when the app starts. */
  readonly database: Database | string;
  /** From `definePermissions()`. Default: none. */
  readonly permissions?: PermissionDeclarations;
  /** Groups that the code declares, from `defineRoles()`. They are synced when the app starts. Default: none. */
  readonly roles?: RoleDeclarations;
  /** Rules about objects, from `definePolicy()`; `can(permission, object)` asks them. Default: none. */
  readonly policies?: readonly AnyPolicy[];
  /** Where people go after login when they came from nowhere. Default: "/". */
  readonly loginRedirect?: string;
  /** The name on the account pages. Default: none. */
  readonly siteName?: string;
  /** What a password hash costs. Default: 64 MiB and 3 passes, about 0.1 s. Lower it for tests only. */
  readonly hashCost?: HashCost;
  /** The clock, in milliseconds since 1970. Default: `Date.now`. */
  readonly now?: () => number;
}

/** What {@link Accounts.migrate} did and found. */
export interface AccountsSync {
  /** The migrations that ran. */
  readonly migrations: readonly string[];
  readonly roles: RoleSync;
  /** Permissions in the database that the code does not declare. They mean nothing. */
  readonly otherPermissions: readonly string[];
}

const noRoles: RoleSync = { added: [], removed: [], extra: [], otherGroups: [] };

/** Users, groups, permissions and sessions in SQL, and the pages to log in and out. */
export class Accounts implements AuthProvider {
  readonly users: Users;
  readonly groups: Groups;
  readonly sessions: SessionStore;
  readonly routes: readonly HttpRoute[];
  readonly loginPath = "/accounts/login/";
  readonly #database: Database;
  readonly #ownsDatabase: boolean;
  readonly #declared: ReadonlyMap<string, string>;
  readonly #userStore: UserStore;
  readonly #permissionStore: PermissionStore;
  readonly #roleStore: RoleStore;
  readonly #roles: RoleDeclarations | undefined;
  readonly #passwords: Passwords;
  readonly #policies: ReadonlyMap<string, AnyPolicy>;
  readonly #anonymous: Identity;
  readonly #topics = new AccountTopics();
  readonly #now: () => number;

  constructor(options: AccountsOptions) {
    const { database, permissions = {}, roles, policies = [], hashCost, now = Date.now } = options;
    this.#ownsDatabase = typeof database === "string";
    this.#database = typeof database === "string" ? openDatabase(database) : database;
    const db = this.#database.withTables<AccountTables>();
    this.#declared = permissionNames(permissions);
    this.#policies = policiesByPermission(policies);
    for (const name of this.#policies.keys()) {
      if (!this.#declared.has(name)) throw unknownPermission(name, this.#declared.keys());
    }
    const anonymous = this.#principal(anonymousUser, new Set());
    this.#anonymous = { ...anonymousIdentity, current: () => anonymous };
    this.#userStore = new UserStore(db);
    this.#permissionStore = new PermissionStore(db);
    this.#roleStore = new RoleStore(db);
    this.#roles = roles;
    this.#passwords = new Passwords(hashCost);
    this.#now = now;
    this.sessions = createSqlSessionStore(this.#database);
    const groups = new GroupStore(db);
    const shared = { groups, permissions: this.#permissionStore, topics: this.#topics };
    this.groups = new Groups(shared);
    this.users = new Users({
      ...shared,
      users: this.#userStore,
      sessions: this.sessions,
      passwords: this.#passwords,
      now,
    });
    this.routes = [...loginRoutes(this, options), ...logoutRoutes(this)];
  }

  async start({ pubsub }: { readonly pubsub: PubSub }): Promise<void> {
    this.#topics.start(pubsub);
    await this.migrate();
    await this.sessions.removeExpired(this.#now());
  }

  /**
   * Brings the database in line with the code: tables, permissions, roles. Starting the app does it, too. What the
   * database has beyond the code is reported and kept; with `prune`, roles lose what people gave them by hand.
   */
  async migrate({ prune = false } = {}): Promise<AccountsSync> {
    const migrations = await migrate(this.#database, accountMigrations);
    await this.#permissionStore.declare(this.#declared);
    const roles = this.#roles && (await this.#roleStore.sync(this.#roles, { prune }));
    const changed = [...(roles?.added ?? []), ...(roles?.removed ?? [])].map(({ group }) => group);
    for (const group of new Set(changed)) await this.groups.announce(group);
    const otherPermissions = await this.#permissionStore.beyond(this.#declared);
    return { migrations, roles: roles ?? noRoles, otherPermissions };
  }

  async close(): Promise<void> {
    if (this.#ownsDatabase) await this.#database.destroy();
  }

  /**
   * Gives the session to the user with this name and password; false whatever was wrong, and equally long either way.
   * @throws LV-BUSY under too much load.
   */
  async logInWithPassword(session: Session, username: string, password: string): Promise<boolean> {
    const stores = { users: this.#userStore, passwords: this.#passwords };
    const verified = await authenticate(stores, username, password);
    if (!verified) return false;
    await this.#open(session, verified);
    // A new password or a deactivation may have come in between: then the session is void already.
    const account = await this.#userStore.get(verified.id);
    if (account?.isActive && account.authEpoch === verified.authEpoch) return true;
    await this.logOut(session);
    return false;
  }

  /**
   * Gives the session to a user whose identity was proven in another way, under a new id.
   * @throws LV-USER-UNKNOWN
   */
  async logIn(session: Session, userId: number): Promise<void> {
    const account = await this.#userStore.get(userId);
    if (!account) throw new LiveloomError("LV-USER-UNKNOWN", { id: userId });
    await this.#open(session, account);
  }

  async #open(session: Session, { id, authEpoch }: Account): Promise<void> {
    this.#endStored(session);
    await session.logIn(id, { authEpoch });
    await this.#userStore.update(id, { last_login_at: this.#now() });
  }

  /** Ends the session and closes its open pages. */
  async logOut(session: Session): Promise<void> {
    this.#endStored(session);
    await session.end();
  }

  async identify({ record }: Session): Promise<Identity> {
    if (!record || record.userId === null) return this.#anonymous;
    const { userId, idHash } = record;
    return new AccountIdentity({
      read: () => this.#read(idHash, userId),
      watch: (listener) => this.#topics.watch(userId, idHash, listener),
      now: this.#now,
    });
  }

  #endStored({ record }: Session): void {
    if (record?.userId != null) this.#topics.sessionEnded(record.idHash);
  }

  async #read(idHash: string, userId: number): Promise<Principal | undefined> {
    const session: SessionRecord | undefined = await this.sessions.find(idHash, this.#now());
    const account = session?.userId === userId ? await this.#userStore.get(userId) : undefined;
    if (!session || !account?.isActive || session.authEpoch < account.authEpoch) return undefined;
    return this.#principal(userOf(account), await this.#permissionStore.heldBy(userId));
  }

  #principal(user: User, held: ReadonlySet<string>): Principal {
    return accountPrincipal(user, { held, declared: this.#declared, policies: this.#policies });
  }
}

function userOf({ id, username, isStaff, isSuperuser }: Account): User {
  return { id, username, isStaff, isSuperuser, isAuthenticated: true };
}

/**
 * Accounts for an app: pass them to `createApp({ auth })`.
 * @throws LV-CONFIG-DATABASE, LV-PERMISSION-UNKNOWN for a policy about permissions that are not declared
 * @example
 * const auth = accounts({ database: "sqlite:data/app.db", permissions });
 * const app = createApp({ auth, routes });
 */
export function accounts(options: AccountsOptions): Accounts {
  return new Accounts(options);
}
