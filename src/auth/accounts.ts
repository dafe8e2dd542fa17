import { type Database, openDatabase } from "../database/open-database.ts";
import type { Identity } from "../live/principal.ts";
import type { PubSub } from "../pubsub/pubsub.ts";
import type { AuthProvider, AuthServices } from "../server/auth-provider.ts";
import type { Route } from "../server/router.ts";
import type { Session } from "../session/session.ts";
import type { SessionStore } from "../session/session-store.ts";
import { AccountMailing } from "./account-mailing.ts";
import { accountRoutes } from "./account-pages/account-routes.ts";
import { secondFactorPath } from "./account-pages/paths.ts";
import { AccountTopics } from "./account-topics.ts";
import type { AccountsOptions } from "./accounts-options.ts";
import { AccountsSchema, type AccountsSync } from "./accounts-schema.ts";
import { adminRoutes } from "./admin-pages/admin-routes.ts";
import { adminPermissions } from "./admin-permissions.ts";
import { AuditLog, defaultAuditRetention } from "./audit/audit-log.ts";
import { AuditStore } from "./audit/audit-store.ts";
import { ProofRecords } from "./audit/proof-records.ts";
import { authenticate } from "./authenticate.ts";
import { Groups } from "./groups.ts";
import { GuardedLogins } from "./guarded-logins.ts";
import { Identities } from "./identities.ts";
import { type DjangoImport, ImportFromDjango, type ImportOptions } from "./import-django/import-django.ts";
import { openDjango } from "./import-django/open-django.ts";
import { type LoginOptions, Logins, type PasswordLoginOptions } from "./logins.ts";
import { Mailbox } from "./mail/mailbox.ts";
import { OpenId } from "./open-id/open-id.ts";
import { providerLabel } from "./open-id/provider-label.ts";
import { type OwnPasswordChange, OwnPasswords } from "./own-passwords.ts";
import { defaultPasswordRules, passwordProblems } from "./password-rules/password-policy.ts";
import type { PasswordOwner, PasswordRule } from "./password-rules/password-rule.ts";
import { Passwords } from "./passwords.ts";
import { permissionNames } from "./permissions.ts";
import { RightsNews } from "./rights-news.ts";
import type { FactorLogins } from "./second-factors/factor-logins.ts";
import { SecondFactors } from "./second-factors/second-factors.ts";
import { type AccountStores, accountStores } from "./store/account-stores.ts";
import type { AccountTables } from "./store/schema.ts";
import { storedPermissions } from "./stored-permissions.ts";
import { Languages } from "./texts/languages.ts";
import { KnownBrowsers } from "./throttling/known-browsers.ts";
import { type Origin, Throttle } from "./throttling/throttle.ts";
import { Users } from "./users.ts";

/** How often sessions are looked for whose time is over while their pages are open, in milliseconds. */
const sweepInterval = 5_000;

/** How often what is over is deleted from the database, in milliseconds. */
const clearPause = 60 * 60 * 1000;

/** Users, groups, permissions and sessions in SQL, and the pages to log in and out. */
export class Accounts implements AuthProvider {
  readonly users: Users;
  readonly groups: Groups;
  readonly sessions: SessionStore;
  /** Who has done what, when, from where, and what came of it. */
  readonly audit: AuditLog;
  readonly routes: readonly Route[];
  readonly loginPath = "/accounts/login/";
  readonly confirmPath = "/accounts/confirm/";
  readonly secondFactorPath: string | undefined;
  readonly #database: Database;
  readonly #ownsDatabase: boolean;
  readonly #declared: ReadonlyMap<string, string>;
  readonly #stores: AccountStores;
  readonly #schema: AccountsSchema;
  readonly #logins: GuardedLogins;
  readonly #ownPasswords: OwnPasswords;
  /** Undefined where accounts take none: without `totp` and `passkeys`. */
  readonly secondFactors: SecondFactors | undefined;
  /** Logins that take more than a password. */
  readonly factorLogins: FactorLogins | undefined;
  readonly #identities: Identities;
  /** What accounts do by mail; undefined in production without `mail`. */
  readonly mailing: AccountMailing | undefined;
  /** The texts of the account pages and mails. */
  readonly languages: Languages;
  /** Whether people may make accounts themselves. */
  readonly takesSignUps: boolean;
  /** Whether there are pages that take passwords. */
  readonly takesPasswords: boolean;
  /** Logging in at other sites; undefined without `openId`. */
  readonly openId: OpenId | undefined;
  /** Whether this user can log in with a password of ours. */
  readonly hasPassword: (userId: number) => Promise<boolean>;
  readonly #passwordRules: readonly PasswordRule[];
  readonly #topics = new AccountTopics();
  readonly #throttle: Throttle;
  /** Browsers with which people have logged in: nobody can lock them out there. */
  readonly knownBrowsers = new KnownBrowsers();
  #services: Partial<AuthServices> = {};
  readonly #now: () => number;
  #clearedAt = 0;
  #sweeper: NodeJS.Timeout | undefined;

  constructor(options: AccountsOptions) {
    const { database, permissions = {}, roles, hashCost, now = Date.now } = options;
    const { siteName, passwordRules = (own) => own } = options;
    this.#passwordRules = passwordRules(defaultPasswordRules(siteName));
    this.#throttle = new Throttle(options.throttle);
    this.#ownsDatabase = typeof database === "string";
    this.#database = typeof database === "string" ? openDatabase(database) : database;
    const adminNames = options.admin ? permissionNames(adminPermissions) : [];
    this.#declared = new Map([...adminNames, ...permissionNames(permissions)]);
    this.#now = now;
    this.#stores = accountStores(this.#database, this.#declared);
    const { users, sessions } = this.#stores;
    this.sessions = sessions;
    const passwords = new Passwords(hashCost, (error) => this.#services.report?.(error, "passwords"));
    this.languages = new Languages(options.languages);
    const { auditRetention: retention = defaultAuditRetention } = options;
    const store = new AuditStore(this.#database.withTables<AccountTables>());
    this.audit = new AuditLog({ store, retention, now });
    const topics = this.#topics;
    const shared = { ...this.#stores, news: new RightsNews(sessions, topics), audit: this.audit };
    this.groups = new Groups({ ...shared, roles: new Set(Object.keys(roles ?? {})) });
    this.#schema = new AccountsSchema({ ...shared, groups: this.groups, database: this.#database, roles });
    const labelOf = (issuer: string) => providerLabel(options.openId ?? [], issuer);
    this.users = new Users({ ...shared, passwords, topics, providerLabel: labelOf, now });
    this.secondFactors = this.#createSecondFactors(options);
    this.mailing = this.#createMailing(options, passwords);
    const logins = this.#createLogins(options, passwords);
    const report = (error: unknown) => void this.#services.report?.(error, "accounts");
    const records = new ProofRecords({ trail: this.audit, users, report });
    const guarded = { logins, records, throttle: this.#throttle };
    this.#logins = new GuardedLogins({ ...guarded, now });
    const own = { users: this.users, logins: this.#logins, mailing: this.mailing };
    this.#ownPasswords = new OwnPasswords({ ...own, sessions, topics, now });
    this.factorLogins = this.secondFactors?.logins({ ...guarded, report });
    this.#identities = this.#createIdentities(options);
    this.hasPassword = async (id) =>
      this.takesPasswords && passwords.isUsable((await users.get(id))?.passwordHash ?? "");
    this.takesPasswords = options.passwords ?? true;
    this.secondFactorPath = this.secondFactors && secondFactorPath;
    this.takesSignUps = options.signUp === true && this.mailing !== undefined && this.takesPasswords;
    this.openId = this.#createOpenId(options);
    this.routes = [...accountRoutes(this, options), ...this.#adminRoutes(options.admin)];
  }

  #adminRoutes(admin: AccountsOptions["admin"] = false): Route[] {
    if (admin === false) return [];
    const { users, groups, audit, languages, mailing, takesPasswords } = this;
    const services = { users, groups, audit, languages, mailing, takesPasswords };
    return adminRoutes({ ...services, permissions: this.#declared }, admin === true ? {} : admin);
  }

  #createOpenId({
    openId: providers = [],
    production = isProduction(),
  }: AccountsOptions): OpenId | undefined {
    if (providers.length === 0) return undefined;
    return new OpenId({
      providers,
      production,
      accounts: this,
      ...this.#stores,
      logins: this.#logins,
      throttle: this.#throttle,
      audit: this.audit,
      mailing: this.mailing,
      hasOtherWay: (userId) => this.hasPassword(userId),
      now: this.#now,
    });
  }

  #createSecondFactors({
    totp = false,
    passkeys = false,
    siteName,
  }: AccountsOptions): SecondFactors | undefined {
    if (!totp && !passkeys) return undefined;
    return new SecondFactors({
      stores: this.#stores,
      kinds: { totp, passkeys },
      users: this.users,
      topics: this.#topics,
      audit: this.audit,
      siteName,
      now: this.#now,
    });
  }

  #createLogins(
    { authenticationBackends = (own) => [own], sessionLifetimes: lifetimes = {} }: AccountsOptions,
    passwords: Passwords,
  ): Logins {
    const { users, tokens } = this.#stores;
    const backends = authenticationBackends(({ username, password }) =>
      authenticate({ users, passwords }, username, password),
    );
    const { secondFactors } = this;
    const parts = { users, tokens, secondFactors, topics: this.#topics, now: this.#now };
    return new Logins({ ...parts, backends, lifetimes });
  }

  #createMailing(
    { production = isProduction(), mail, siteName }: AccountsOptions,
    passwords: Passwords,
  ): AccountMailing | undefined {
    if (production && !mail) return undefined;
    return new AccountMailing({
      hasMailPage: !production,
      mail: mail ?? { transport: new Mailbox() },
      tokens: this.#stores.tokens,
      accounts: this.#stores.users,
      users: this.users,
      passwords,
      siteName,
      allows: (purpose, email) => this.#throttle.allowsMail(purpose, email),
      now: this.#now,
    });
  }

  #createIdentities(options: AccountsOptions): Identities {
    const { policies = [], permissionBackends = (own) => [own] } = options;
    const { users, sessions, permissions } = this.#stores;
    const heldBy = (userId: number) => permissions.heldBy(userId);
    const backends = permissionBackends(storedPermissions({ declared: this.#declared, policies, heldBy }));
    const declared = [...this.#declared.keys()];
    return new Identities({ backends, declared, users, sessions, topics: this.#topics, now: this.#now });
  }

  async start(services: Pick<AuthServices, "pubsub"> & Partial<AuthServices>): Promise<void> {
    this.#services = services;
    this.#topics.start(services.pubsub);
    if (services.limiters) this.#throttle.start(services.limiters);
    if (services.signer) this.knownBrowsers.start(services.signer);
    this.mailing?.start(services);
    await this.openId?.start(services);
    await this.secondFactors?.start(services);
    await this.migrate();
    await this.clearExpired();
    const report = (error: unknown) => void this.#services.report?.(error, "accounts");
    this.#sweeper ??= setInterval(() => void this.sweep().catch(report), sweepInterval).unref();
  }

  /** Ends the open pages of sessions whose time is over, and forgets what is old. Happens by itself every 5 seconds. */
  async sweep(): Promise<void> {
    await this.#identities.sweep();
    await this.audit.prune();
    if (this.#now() - this.#clearedAt >= clearPause) await this.clearExpired();
  }

  /**
   * Brings the database in line with the code: tables, permissions, roles. Starting the app does it, too. What the
   * database has beyond the code is reported and kept; with `prune`, roles lose what people gave them by hand.
   */
  async migrate(options: { readonly prune?: boolean } = {}): Promise<AccountsSync> {
    return await this.#schema.migrate(options);
  }

  /** The names of the migrations that {@link migrate} would run. */
  async pendingMigrations(): Promise<string[]> {
    return await this.#schema.pending();
  }

  /** For programs beside the app: its open pages hear of what is changed here. */
  announceOver(pubsub: PubSub): void {
    this.#topics.start(pubsub);
  }

  /**
   * Brings the users of a Django project along: passwords, groups, and the permissions that the code declares. Who is
   * here already is left alone.
   * @param address of Django's database, "sqlite:db.sqlite3" or "postgres://..."; it is only read
   * @throws LV-CONFIG-DATABASE, LV-DATABASE-OPEN
   */
  async importDjango(address: string, options: ImportOptions = {}): Promise<DjangoImport> {
    const [db, permissions] = [this.#database.withTables<AccountTables>(), this.#stores.permissions];
    const from = openDjango(address);
    try {
      const result = await new ImportFromDjango({ db, permissions, now: this.#now }, from, options).run();
      const details = { imported: result.imported, groups: result.groups };
      const note = { action: "auth.import_users", outcome: "allowed", details } as const;
      if (!options.isTrial) await this.audit.record(note);
      return result;
    } finally {
      await from.destroy();
    }
  }

  /** Deletes sessions and links in mails whose time is over, and says how many. Happens every hour. */
  async clearExpired(): Promise<{ sessions: number; links: number }> {
    const now = this.#now();
    this.#clearedAt = now;
    return {
      sessions: await this.sessions.removeExpired(now),
      links: await this.#stores.tokens.removeExpired(now),
    };
  }

  requireDeclared(permissions: Iterable<string>): void {
    this.#stores.permissions.requireDeclared(permissions);
  }

  async close(): Promise<void> {
    clearInterval(this.#sweeper);
    await this.mailing?.close();
    if (this.#ownsDatabase) await this.#database.destroy();
  }

  /**
   * Gives the session to the user with this name and password; false whatever was wrong, and equally long either way.
   * @throws SecondFactorRequired when both are right and a second factor has to follow, which a page answers with a
   * redirect to where it can be given; RateLimited after too many wrong ones; LV-BUSY under too much load.
   */
  async logInWithPassword(
    session: Session,
    username: string,
    password: string,
    options: PasswordLoginOptions = {},
  ): Promise<boolean> {
    return await this.#logins.withCredentials(session, { username, password }, options);
  }

  /**
   * Gives the session to a user whose identity was proven in another way, under a new id. A second factor is not asked
   * for; `hasSecondFactor` says that the other way has done so.
   * @throws LV-USER-UNKNOWN when there is no such active user.
   */
  async logIn(session: Session, userId: number, options: LoginOptions = {}): Promise<void> {
    await this.#logins.withId(session, userId, options);
  }

  /**
   * Whether this is the password of the session's user. Then `recentAuth()` lets them through again, and the session
   * has a new id.
   * @throws RateLimited after too many wrong ones; LV-BUSY under too much load.
   */
  async confirm(session: Session, password: string, from: Origin = {}): Promise<boolean> {
    return await this.#logins.confirm(session, password, from);
  }

  /** Gives the session a new id; its open pages go on. For after a change of what the user may do. */
  async renew(session: Session): Promise<void> {
    await this.#logins.renew(session);
  }

  /**
   * Gives the session's user a new password: all other sessions end, this one goes on under a new id.
   * @throws LV-LOGIN-REQUIRED when nobody is logged in, LV-USER-INVALID for a password that is too long.
   */
  async changePassword(session: Session, password: string): Promise<void> {
    await this.#ownPasswords.set(session, password);
  }

  /**
   * Gives a user who knows their present password a new one: all other sessions end, and this one gets a new id with
   * its next page. False when the present one is wrong. The user is told by mail.
   * @throws RateLimited after too many wrong ones; LV-BUSY; LV-USER-INVALID for a password that is too long.
   */
  async changeOwnPassword(change: OwnPasswordChange): Promise<boolean> {
    return await this.#ownPasswords.change(change);
  }

  /**
   * What is wrong with a new password, as sentences for its owner; empty when nothing is. The account pages ask it by
   * themselves; `users.create`, `users.setPassword` and `changePassword` do not.
   * @param locale the owner's language, "de-CH"
   */
  async passwordProblems(password: string, owner: PasswordOwner = {}, locale = "en"): Promise<string[]> {
    const texts = this.languages.of(locale);
    const problems = await passwordProblems(this.#passwordRules, password, owner);
    return problems.map((problem) => problem(texts));
  }

  /** Counts a link by mail that somebody asks for. @throws RateLimited after too many; LV-BUSY */
  async countLinkRequest(origin: Origin): Promise<void> {
    await this.#throttle.linkRequest(origin);
  }

  /** Ends the session and closes its open pages. */
  async logOut(session: Session, from: Origin = {}): Promise<void> {
    await this.#logins.logOut(session, from);
  }

  async identify(session: Session): Promise<Identity> {
    return this.#identities.of(session);
  }
}

function isProduction(): boolean {
  return process.env.NODE_ENV === "production";
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
