import { type Accounts, accounts } from "../../src/auth/accounts.ts";
import { adminPermissions } from "../../src/auth/admin-permissions.ts";
import { Mailbox } from "../../src/auth/mail/mailbox.ts";
import { definePermissions } from "../../src/auth/permissions.ts";
import { defineRoles } from "../../src/auth/roles.ts";
import { ExternalIdentityStore } from "../../src/auth/store/external-identity-store.ts";
import { PasskeyStore } from "../../src/auth/store/passkey-store.ts";
import type { Database } from "../../src/database/open-database.ts";
import type { Permission } from "../../src/live/principal.ts";
import { type TestApp, testApp } from "../../src/testing/test-app.ts";
import type { TestPage } from "../../src/testing/test-page.ts";

const permissions = definePermissions({
  ...adminPermissions,
  shop: { view_order: "See orders", pay_order: "Pay orders" },
});

const roles = defineRoles(permissions, {
  Support: ["auth.view_user", "auth.add_user", "auth.change_user", "auth.view_group", "shop.view_order"],
});

const people: readonly (readonly [username: string, isStaff: boolean, isSuperuser: boolean])[] = [
  ["root", true, true],
  ["boss", true, true],
  ["helper", true, false],
  ["clerk", true, false],
  ["ada", false, false],
];

/** An app with admin pages, and people: two superusers, helper with the role Support (1), clerk who is staff, and ada. */
export class AdminApp {
  readonly auth: Accounts;
  readonly app: TestApp;
  readonly mailbox: Mailbox;
  readonly #ids = new Map<string, number>();

  readonly #database: Database;

  private constructor(auth: Accounts, mailbox: Mailbox, database: Database) {
    this.#database = database;
    this.auth = auth;
    this.mailbox = mailbox;
    this.app = testApp({ auth, routes: [], publicOrigin: "http://localhost" });
  }

  static async start(database: Database): Promise<AdminApp> {
    const mailbox = new Mailbox();
    const options = { mail: { transport: mailbox }, hashCost: { memory: 1024, passes: 1 } };
    const started = new AdminApp(
      accounts({ ...options, database, permissions, roles, admin: true }),
      mailbox,
      database,
    );
    await started.#fill();
    return started;
  }

  async #fill(): Promise<void> {
    const { users, groups } = this.auth;
    await this.app.start();
    for (const [username, isStaff, isSuperuser] of people) {
      const email = `${username}@example.com`;
      this.#ids.set(
        username,
        await users.create({ username, email, password: "secret", isStaff, isSuperuser }),
      );
    }
    await users.addToGroup(this.idOf("helper"), "Support");
    await groups.create("Cashiers");
    await groups.create("Readers");
    await groups.change(2, { add: ["shop.pay_order" as Permission] });
    await groups.change(3, { add: ["shop.view_order" as Permission] });
  }

  idOf(username: string): number {
    return this.#ids.get(username) ?? 0;
  }

  userPath(username: string, rest = ""): string {
    return `/admin/users/${this.idOf(username)}/${rest}`;
  }

  async visit(path: string, as?: string): Promise<TestPage> {
    return await this.app.visit(path, { as });
  }

  async account(username: string) {
    return await this.auth.users.get(this.idOf(username));
  }

  async grant(username: string, permission: string): Promise<void> {
    await this.auth.users.grant(this.idOf(username), permission as Permission);
  }

  async grantsOf(username: string): Promise<string[]> {
    return await this.auth.users.grantsOf(this.idOf(username));
  }

  async groupsOf(username: string): Promise<string[]> {
    return await this.auth.users.groupsOf(this.idOf(username));
  }

  /** As if they had made one on their security page. */
  async addPasskey(username: string): Promise<void> {
    const userId = this.idOf(username);
    const unused = { publicKey: "", signCount: 0, transports: [], createdAt: 0, lastUsedAt: null };
    const passkey = { ...unused, id: `key-of-${username}`, userId, userHandle: username, name: "Phone" };
    await new PasskeyStore(this.#database.withTables()).add(passkey);
  }

  /** As if they had connected an account that they have elsewhere. */
  async connect(username: string): Promise<void> {
    const identity = { issuer: "https://id.example.com/", subject: username, userId: this.idOf(username) };
    await new ExternalIdentityStore(this.#database.withTables()).add({ ...identity, createdAt: 0 });
  }

  /** What was written down last. */
  async lastEntry() {
    return (await this.auth.audit.list({ limit: 1 }))[0];
  }
}

/** What the page says about what was done. */
export function said(page: TestPage): string | undefined {
  return page.document.querySelector(".admin-messages")?.textContent.trim();
}

/** The box with this text in its label. */
export function box(page: TestPage, text: string) {
  return page.getByLabel(new RegExp(text));
}
