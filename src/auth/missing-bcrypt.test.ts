import { expect, test, vi } from "vitest";
import { openDatabase } from "../database/open-database.ts";
import { createSigner } from "../http/signing.ts";
import { createMemoryPubSub } from "../pubsub/memory.ts";
import { openSession } from "../session/browser-session.ts";
import { accounts } from "./accounts.ts";
import type { AccountTables } from "./store/schema.ts";

vi.mock("@node-rs/bcrypt", () => {
  throw new Error("Cannot find package");
});

test("a hash that cannot be checked is nobody's password, and only the log tells why", async () => {
  const database = openDatabase("sqlite::memory:");
  const auth = accounts({ database, hashCost: { memory: 1024, passes: 1 } });
  const report = vi.fn(() => "");
  await auth.start({ pubsub: createMemoryPubSub(), report });
  await auth.users.create({ username: "ada" });
  const stored = "bcrypt$$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i";
  await database.withTables<AccountTables>().updateTable("users").set({ password_hash: stored }).execute();
  const signer = createSigner("a-secret-for-tests-only-0123456789");
  const session = await openSession({ store: auth.sessions, signer, cookie: undefined, now: Date.now() });

  expect(await auth.logInWithPassword(session, "ada", "abc")).toBe(false);
  expect(await auth.logInWithPassword(session, "nobody", "abc")).toBe(false);
  expect(report.mock.calls).toEqual([[expect.objectContaining({ code: "LV-PACKAGE-MISSING" }), "passwords"]]);
  await auth.close();
  await database.destroy();
});
