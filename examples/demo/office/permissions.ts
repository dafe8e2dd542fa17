import { definePermissions, defineRoles, type PermissionName } from "liveloom/auth";

/** Everything that somebody may or may not do in the office. */
export const permissions = definePermissions({
  shop: {
    view_order: "See their own orders",
    view_all_orders: "See everybody's orders",
    ship_order: "Mark orders as shipped",
    cancel_order: "Cancel other people's orders",
  },
  billing: {
    view_payout: "See payouts",
    approve_payout: "Approve payouts",
  },
  office: { read_log: "Read what was done with orders and payouts" },
});

declare module "liveloom" {
  interface Permissions extends Record<PermissionName<typeof permissions>, true> {}
}

/** Who works in the office, and what that takes. */
export const roles = defineRoles(permissions, {
  Customer: ["shop.view_order"],
  Support: ["shop.view_all_orders", "shop.cancel_order"],
  Warehouse: ["shop.view_all_orders", "shop.ship_order"],
  Accountant: ["billing.view_payout", "office.read_log"],
  Payer: ["billing.view_payout", "billing.approve_payout"],
});

export type Role = keyof typeof roles;

export const roleNames = Object.keys(roles) as readonly Role[];
