import { live } from "liveloom";
import { LogPage } from "./log-page.ts";
import { OfficeHome } from "./office-home.ts";
import { OrderList } from "./order-list.ts";
import { OrderPage } from "./order-page.ts";
import { PayoutList } from "./payout-list.ts";
import { RolePage } from "./role-page.ts";

export const routes = [
  live("/office/", OfficeHome),
  live("/office/orders/", OrderList),
  live("/office/orders/:orderId/", OrderPage),
  live("/office/payouts/", PayoutList),
  live("/office/log/", LogPage),
  live("/office/roles/", RolePage),
];
