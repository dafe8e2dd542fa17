import { definePolicy } from "liveloom/auth";
import type { Order, OrderQuery } from "./order-store.ts";

/** Whose orders they are: said here, and nowhere else. */
export const orderPolicy = definePolicy<Order, OrderQuery>("shop.order", {
  rules: {
    view: (user, order) => order.ownerId === user.id || user.can("shop.view_all_orders"),
    ship: (user) => user.can("shop.ship_order"),
    cancel: (user, order) => order.ownerId === user.id || user.can("shop.cancel_order"),
  },
  scope: (user, query) =>
    user.can("shop.view_all_orders") ? query : query.where("orders.owner_id", "=", user.id),
});
