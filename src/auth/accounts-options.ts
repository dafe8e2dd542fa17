import type { Database } from "../database/open-database.ts";
import type { PermissionBackend } from "./account-principal.ts";
import type { AuthenticationBackend, LifetimeOptions } from "./logins.ts";
import type { HashCost } from "./passwords.ts";
import type { PermissionDeclarations } from "./permissions.ts";
import type { AnyPolicy } from "./policy.ts";
import type { RoleDeclarations } from "./roles.ts";

export interface AccountsOptions {
  /** A database, or the address of one: "sqlite:data/app.db". It is migrated when the app starts. */
  readonly database: Database | string;
  /** From `definePermissions()`. Default: none. */
  readonly permissions?: PermissionDeclarations;
  /** Groups that the code declares, from `defineRoles()`. They are synced when the app starts. Default: none. */
  readonly roles?: RoleDeclarations;
  /** Rules about objects, from `definePolicy()`; `can(permission, object)` asks them. Default: none. */
  readonly policies?: readonly AnyPolicy[];
  /**
   * Who recognizes credentials, in the order in which they are asked. Default: `(own) => [own]`, the passwords in the
   * database.
   */
  readonly authenticationBackends?: (own: AuthenticationBackend) => readonly AuthenticationBackend[];
  /**
   * Where permissions come from, in the order in which it is asked. Default: `(own) => [own]`, what the database and
   * the policies say.
   */
  readonly permissionBackends?: (own: PermissionBackend) => readonly PermissionBackend[];
  /**
   * How long sessions live, in milliseconds. Default: `unremembered` ones 2 hours without use and 24 hours at most,
   * `remembered` ones 7 and 14 days.
   */
  readonly sessionLifetimes?: LifetimeOptions;
  /** Where people go after login when they came from nowhere. Default: "/". */
  readonly loginRedirect?: string;
  /** The name on the account pages. Default: none. */
  readonly siteName?: string;
  /** What a password hash costs. Default: 64 MiB and 3 passes, about 0.1 s. Lower it for tests only. */
  readonly hashCost?: HashCost;
  /** The clock, in milliseconds since 1970. Default: `Date.now`. */
  readonly now?: () => number;
}
