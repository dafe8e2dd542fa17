import { migrate, pendingMigrations } from "../database/migrate.ts";
import type { Database } from "../database/open-database.ts";
import type { AuditTrail } from "../live/audit.ts";
import type { Groups } from "./groups.ts";
import type { RoleDeclarations } from "./roles.ts";
import { accountMigrations } from "./store/migrations.ts";
import type { PermissionStore } from "./store/permission-store.ts";
import { RoleStore, type RoleSync } from "./store/role-store.ts";
import type { AccountTables } from "./store/schema.ts";

/** What {@link AccountsSchema.migrate} did and found. */
export interface AccountsSync {
  /** The migrations that ran. */
  readonly migrations: readonly string[];
  readonly roles: RoleSync;
  /** Permissions in the database that the code does not declare. They mean nothing. */
  readonly otherPermissions: readonly string[];
}

const noRoles: RoleSync = { added: [], removed: [], extra: [], otherGroups: [] };

interface AccountsSchemaOptions {
  readonly database: Database;
  readonly permissions: PermissionStore;
  readonly roles: RoleDeclarations | undefined;
  readonly groups: Groups;
  readonly audit: AuditTrail;
}

/** What the code says that the database has to have. */
export class AccountsSchema {
  readonly #parts: AccountsSchemaOptions;

  constructor(parts: AccountsSchemaOptions) {
    this.#parts = parts;
  }

  /** Brings the database in line with the code. @param prune takes away what people gave to roles by hand */
  async migrate({ prune = false }: { readonly prune?: boolean }): Promise<AccountsSync> {
    const { database, permissions } = this.#parts;
    const migrations = await migrate(database, accountMigrations);
    await permissions.declare();
    const roles = await this.#syncRoles(prune);
    return { migrations, roles, otherPermissions: await permissions.beyond() };
  }

  /** The names of the migrations that have not run yet. */
  async pending(): Promise<string[]> {
    return await pendingMigrations(this.#parts.database, accountMigrations);
  }

  async #syncRoles(prune: boolean): Promise<RoleSync> {
    const { database, roles: declared, groups, audit } = this.#parts;
    if (!declared) return noRoles;
    const roles = await new RoleStore(database.withTables<AccountTables>()).sync(declared, { prune });
    const { added, removed } = roles;
    const changed = new Set([...added, ...removed].map(({ group }) => group));
    for (const group of changed) await groups.announce(group);
    const note = { action: "auth.sync_roles", outcome: "allowed", details: { added, removed } } as const;
    if (changed.size > 0) await audit.record(note);
    return roles;
  }
}
