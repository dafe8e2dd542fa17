/** Starts the demo. What is wrong with its configuration is told in one sentence. */
import { LiveloomError } from "liveloom";

try {
  const { start } = await import("./start.ts");
  await start();
} catch (error) {
  console.error(error instanceof LiveloomError ? error.message : error);
  process.exit(1);
}
