/** "liveloom/auth": accounts, permissions, and the guards that use them. */
export { type Accounts, type AccountsOptions, type AccountsSync, accounts } from "./accounts.ts";
export type { Groups } from "./groups.ts";
export { loginRequired, permissionRequired, publicPage, superuserRequired } from "./guards.ts";
export { defaultHashCost, type HashCost, passwordLimit } from "./passwords.ts";
export {
  definePermissions,
  type ModelPermissions,
  modelPermissions,
  type PermissionDeclarations,
  type PermissionName,
} from "./permissions.ts";
export {
  type Asker,
  definePolicy,
  Policy,
  type PolicyRule,
  type PolicyRules,
  type PolicyUser,
} from "./policy.ts";
export { defineRoles, type RoleDeclarations } from "./roles.ts";
export type { GroupGrant, RoleSync } from "./store/role-store.ts";
export type { NewUser, UserDetails, Users } from "./users.ts";
