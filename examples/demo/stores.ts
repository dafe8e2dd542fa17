import { accounts } from "liveloom/auth";
import { openDatabase } from "liveloom/database";
import { permissions as guestList } from "../guest-list/guest-list.ts";
import { permissions as noticeBoard } from "../notice-board/notice-board.ts";
import { permissions as teamsApp } from "./teams/permissions.ts";
import { TeamStore } from "./teams/team-store.ts";

export const database = openDatabase(process.env.DATABASE_URL ?? "sqlite:data/demo.db");

export const auth = accounts({
  database,
  permissions: { ...teamsApp, ...noticeBoard, ...guestList },
  admin: true,
  loginRedirect: "/teams/",
  siteName: "Liveloom examples",
});

export const teams = new TeamStore(database);
