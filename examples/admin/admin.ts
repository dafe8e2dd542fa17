import { accounts, adminPermissions, definePermissions, defineRoles, modelPermissions } from "liveloom/auth";

export const permissions = definePermissions({
  ...adminPermissions,
  shop: { ...modelPermissions("order"), refund_order: "Pay money back" },
});

export const roles = defineRoles(permissions, {
  Support: ["auth.view_user", "auth.change_user", "shop.view_order"],
  "Support lead": [
    "auth.view_user",
    "auth.change_user",
    "auth.view_audit_log",
    "shop.view_order",
    "shop.refund_order",
  ],
});

export const auth = accounts({
  database: process.env.DATABASE_URL ?? "sqlite:data/admin.db",
  permissions,
  roles,
  admin: true, // or { path: "/office/" }
});
