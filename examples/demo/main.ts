import { LiveloomError } from "liveloom";
import { migrate } from "liveloom/database";
import { app } from "./app.ts";
import { demoLogins, demoPassword, seed } from "./seed.ts";
import { database } from "./stores.ts";
import { teamMigrations } from "./team-store.ts";

const port = Number(process.env.PORT ?? 3000);
const host = process.env.HOST ?? "localhost";

try {
  await app.start();
  await migrate(database, teamMigrations);
  await seed();
  greet(await app.listen({ port, host }));
} catch (error) {
  console.error(error instanceof LiveloomError ? error.message : error);
  process.exit(1);
}

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, async () => {
    await app.close();
    process.exit(0);
  });
}

function greet(address: string): void {
  const width = Math.max(...demoLogins.map(({ username }) => username.length));
  console.log(`\n  Weft, a demo of Liveloom, is running at ${address}/teams/1/\n`);
  console.log(`  Log in as one of these, with the password ${demoPassword}\n`);
  for (const { username, about } of demoLogins) console.log(`    ${username.padEnd(width)}  ${about}`);
  console.log("\n  Stop it with Ctrl+C.\n");
}
