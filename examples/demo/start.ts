import { migrate } from "liveloom/database";
import { arrived } from "../handlers/handlers/mail.ts";
import { startMailServer } from "../handlers/mail-server.ts";
import { app } from "./app.ts";
import { demoLogins, demoPassword, officeLogins } from "./logins.ts";
import { seedOffice } from "./office/office-seed.ts";
import { orderMigrations } from "./office/order-store.ts";
import { payoutMigrations } from "./office/payout-store.ts";
import { seed } from "./seed.ts";
import { database } from "./stores.ts";
import { teamMigrations } from "./teams/team-store.ts";

/** Prepares the database, listens (on `HOST`, if that is set), and says where. */
export async function start(): Promise<void> {
  await app.handlers(new URL("../handlers/handlers/", import.meta.url));
  await startMailServer((subject) => app.send("everyone", arrived(subject)));
  await app.start();
  await migrate(database, [...teamMigrations, ...orderMigrations, ...payoutMigrations]);
  await seed();
  await seedOffice();
  greet(await app.serve({ host: process.env.HOST || "localhost" }));
}

function greet(address: string): void {
  console.log(`\n  The examples of Liveloom are running at ${address}/\n`);
  console.log(`  Two of them have logins, all with the password ${demoPassword}\n`);
  introduce(`The team app, ${address}/teams/1/`, demoLogins);
  introduce(`The back office, ${address}/office/`, officeLogins);
  console.log("  Stop it with Ctrl+C.\n");
}

function introduce(what: string, logins: readonly { username: string; about: string }[]): void {
  const width = Math.max(...logins.map(({ username }) => username.length));
  console.log(`  ${what}`);
  for (const { username, about } of logins) console.log(`    ${username.padEnd(width)}  ${about}`);
  console.log("");
}
