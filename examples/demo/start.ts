import { migrate } from "liveloom/database";
import { app } from "./app.ts";
import { demoLogins, demoPassword, seed } from "./seed.ts";
import { database } from "./stores.ts";
import { teamMigrations } from "./team-store.ts";

/** Prepares the database, listens (on `HOST`, if that is set), and says where. */
export async function start(): Promise<void> {
  await app.start();
  await migrate(database, teamMigrations);
  await seed();
  greet(await app.serve({ host: process.env.HOST || "localhost" }));
}

function greet(address: string): void {
  const width = Math.max(...demoLogins.map(({ username }) => username.length));
  console.log(`\n  Weft, a demo of Liveloom, is running at ${address}/teams/1/\n`);
  console.log(`  Log in as one of these, with the password ${demoPassword}\n`);
  for (const { username, about } of demoLogins) console.log(`    ${username.padEnd(width)}  ${about}`);
  console.log("\n  Stop it with Ctrl+C.\n");
}
