import { LiveloomError } from "../errors.ts";
import {
  type PermissionDeclarations,
  type PermissionName,
  permissionNames,
  unknownPermission,
} from "./permissions.ts";

/** Roles by name, each with its permissions. A role is a group that the code declares. */
export type RoleDeclarations = Readonly<Record<string, readonly string[]>>;

/** Longest name of a group, in characters. */
export const groupNameLimit = 150;

/**
 * Declares groups and their permissions in code. They are brought into the database when the app starts and by
 * `liveloom migrate`.
 * @param declared The app's permissions, from `definePermissions()`.
 * @throws LV-PERMISSION-UNKNOWN for a permission that is not declared, LV-PERMISSION-EMPTY for a role without any,
 * LV-GROUP-NAME for a name that is empty or too long.
 * @example
 * const roles = defineRoles(permissions, {
 *   Clerk: ["shop.view_order", "shop.change_order"],
 * });
 */
export function defineRoles<
  const Declared extends PermissionDeclarations,
  const Roles extends Readonly<Record<string, readonly PermissionName<Declared>[]>>,
>(declared: Declared, roles: Roles): Roles {
  const known = permissionNames(declared);
  for (const [name, permissions] of Object.entries<readonly string[]>(roles)) {
    if (name.trim() === "" || name.length > groupNameLimit) {
      throw new LiveloomError("LV-GROUP-NAME", { limit: groupNameLimit, got: name });
    }
    if (permissions.length === 0) throw new LiveloomError("LV-PERMISSION-EMPTY");
    for (const permission of permissions) {
      if (!known.has(permission)) throw unknownPermission(permission, known.keys());
    }
  }
  return roles;
}
