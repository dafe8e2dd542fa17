/** "liveloom/auth": accounts, permissions, and the guards that use them. */
export {
  anyPermissionRequired,
  loginRequired,
  permissionRequired,
  publicPage,
  recentAuth,
  staffRequired,
  superuserRequired,
  userTest,
} from "../live/guards.ts";
export type { PermissionAnswers, PermissionBackend } from "./account-principal.ts";
export { type Accounts, type AccountsSync, accounts } from "./accounts.ts";
export type { AccountsOptions } from "./accounts-options.ts";
export type { Groups } from "./groups.ts";
export type {
  AuthenticationBackend,
  Credentials,
  LifetimeOptions,
  LoginOptions,
  Recognized,
} from "./logins.ts";
export { defaultHashCost, type HashCost, passwordLimit } from "./passwords.ts";
export {
  definePermissions,
  type ModelPermissions,
  modelPermissions,
  type PermissionDeclarations,
  type PermissionName,
} from "./permissions.ts";
export {
  definePolicy,
  Policy,
  type PolicyRule,
  type PolicyRules,
  type PolicyUser,
} from "./policy.ts";
export { defineRoles, type RoleDeclarations } from "./roles.ts";
export type { GroupGrant, RoleSync } from "./store/role-store.ts";
export type { NewUser, UserDetails, UserSession, Users } from "./users.ts";
