import { definePermissions, type PermissionName } from "./permissions.ts";

/**
 * What people may do on the admin pages. `accounts({ admin: true })` declares it by itself; spread it into your own
 * declaration to name it in roles, rules and types.
 * @example
 * const permissions = definePermissions({ ...adminPermissions, shop: modelPermissions("order") });
 * const roles = defineRoles(permissions, { Support: ["auth.view_user", "auth.change_user"] });
 */
export const adminPermissions = definePermissions({
  auth: {
    view_user: "See all users, their groups and permissions",
    add_user: "Create users",
    change_user: "Change users: names, address, groups, permissions, sessions; deactivate them",
    delete_user: "Delete users",
    view_group: "See all groups and their permissions",
    add_group: "Create groups",
    change_group: "Rename groups and change their permissions",
    delete_group: "Delete groups",
    view_audit_log: "Read and export the audit log",
  },
});

export type AdminPermission = PermissionName<typeof adminPermissions>;
