import type { Database } from "../../database/open-database.ts";
import { createSqlSessionStore } from "../../session/sql.ts";
import { ExternalIdentityStore } from "./external-identity-store.ts";
import { FactorStore } from "./factor-store.ts";
import { GroupStore } from "./group-store.ts";
import { PasskeyStore } from "./passkey-store.ts";
import { PermissionStore } from "./permission-store.ts";
import type { AccountTables } from "./schema.ts";
import { TokenStore } from "./token-store.ts";
import { UserSearch } from "./user-search.ts";
import { UserStore } from "./user-store.ts";

/** What accounts keep of users and of what is theirs. */
export type AccountStores = Readonly<ReturnType<typeof accountStores>>;

/** @param declared the permissions, by name */
export function accountStores(database: Database, declared: ReadonlyMap<string, string>) {
  const db = database.withTables<AccountTables>();
  return {
    users: new UserStore(db),
    search: new UserSearch(db),
    groups: new GroupStore(db),
    permissions: new PermissionStore(db, declared),
    sessions: createSqlSessionStore(database),
    tokens: new TokenStore(db),
    factors: new FactorStore(db),
    passkeys: new PasskeyStore(db),
    identities: new ExternalIdentityStore(db),
  };
}
