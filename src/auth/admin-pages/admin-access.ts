import type { Access } from "../../live/access.ts";
import { recentAuth, staffRequired } from "../../live/guards.ts";
import type { Permission } from "../../live/principal.ts";
import type { AdminPermission } from "../admin-permissions.ts";

/** For how long people may do what matters after they gave their password, in minutes. */
const recentMinutes = 10;

/** Lets staff in who hold the permission. */
export function adminAccess(permission: AdminPermission): Access {
  return staffRequired(asPermission(permission));
}

/** The same, for what matters: with a password given in the last minutes. */
export function carefulAccess(permission: AdminPermission): Access[] {
  return [adminAccess(permission), recentAuth(recentMinutes)];
}

/** An app's own list of permissions, for the compiler, need not have those of the admin pages. */
export function asPermission(name: AdminPermission): Permission {
  return name as Permission;
}
