import { migrate } from "liveloom/database";
import { arrived } from "../handlers/handlers/mail.ts";
import { startMailServer } from "../handlers/mail-server.ts";
import { app } from "./app.ts";
import { demoLogins, demoPassword } from "./logins.ts";
import { seed } from "./seed.ts";
import { database } from "./stores.ts";
import { teamMigrations } from "./teams/team-store.ts";

/** Prepares the database, listens (on `HOST`, if that is set), and says where. */
export async function start(): Promise<void> {
  await app.handlers(new URL("../handlers/handlers/", import.meta.url));
  await startMailServer((subject) => app.send("everyone", arrived(subject)));
  await app.start();
  await migrate(database, teamMigrations);
  await seed();
  greet(await app.serve({ host: process.env.HOST || "localhost" }));
}

function greet(address: string): void {
  const width = Math.max(...demoLogins.map(({ username }) => username.length));
  console.log(`\n  The examples of Liveloom are running at ${address}/\n`);
  console.log(
    `  For the team app, ${address}/teams/1/, log in as one of these, with the password ${demoPassword}\n`,
  );
  for (const { username, about } of demoLogins) console.log(`    ${username.padEnd(width)}  ${about}`);
  console.log("\n  Stop it with Ctrl+C.\n");
}
