import { accounts } from "liveloom/auth";
import { openDatabase } from "liveloom/database";
import { permissions as guestList } from "../guest-list/guest-list.ts";
import { permissions as noticeBoard } from "../notice-board/notice-board.ts";
import { orderPolicy } from "./office/order-policy.ts";
import { OrderStore } from "./office/order-store.ts";
import { payoutPolicy } from "./office/payout-policy.ts";
import { PayoutStore } from "./office/payout-store.ts";
import { permissions as office, roles } from "./office/permissions.ts";
import { permissions as teamsApp } from "./teams/permissions.ts";
import { TeamStore } from "./teams/team-store.ts";

export const database = openDatabase(process.env.DATABASE_URL ?? "sqlite:data/demo.db");

export const auth = accounts({
  database,
  permissions: { ...teamsApp, ...office, ...noticeBoard, ...guestList },
  roles,
  policies: [orderPolicy, payoutPolicy],
  admin: true,
  loginRedirect: "/teams/",
  siteName: "Liveloom examples",
});

export const teams = new TeamStore(database);

export const orders = new OrderStore(database);

export const payouts = new PayoutStore(database);
