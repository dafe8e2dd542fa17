import { accounts } from "liveloom/auth";
import { openDatabase } from "liveloom/database";
import { permissions } from "./permissions.ts";
import { TeamStore } from "./team-store.ts";

export const database = openDatabase(process.env.DATABASE_URL ?? "sqlite:data/demo.db");

export const auth = accounts({ database, permissions, loginRedirect: "/teams/", siteName: "Weft" });

export const teams = new TeamStore(database);
