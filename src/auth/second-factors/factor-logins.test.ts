import { TOTP } from "otpauth";
import { expect, test } from "vitest";
import { openDatabase } from "../../database/open-database.ts";
import { createSealer } from "../../http/sealing.ts";
import { createSigner } from "../../http/signing.ts";
import { createMemoryPubSub } from "../../pubsub/memory.ts";
import { openSession } from "../../session/browser-session.ts";
import { type Accounts, accounts } from "../accounts.ts";

const signer = createSigner("a-secret-for-tests-only-0123456789");
const database = openDatabase("sqlite::memory:");
const reported: string[] = [];

async function start(secret: string): Promise<Accounts> {
  const auth = accounts({ database, totp: true, hashCost: { memory: 1024, passes: 1 } });
  const report = (error: unknown) => String(reported.push(String(error)));
  await auth.start({ pubsub: createMemoryPubSub(), sealer: createSealer(secret), report });
  return auth;
}

test("after the app's secret has changed, an authenticator app lets nobody in, and a recovery code does", async () => {
  const before = await start("a-secret-for-tests-only-0123456789");
  const ada = await before.users.create({ username: "ada", password: "secret" });
  const open = () => openSession({ store: before.sessions, signer, cookie: undefined, now: Date.now() });
  const session = await open();
  await before.logIn(session, ada);
  const who = { user: { id: ada, username: "ada" }, sessionHash: session.idHash };
  const { secret = "" } = (await before.secondFactors?.changes.beginTotp(who)) ?? {};
  const totp = new TOTP({ secret });
  const code = totp.generate({ timestamp: Date.now() - 30_000 });
  const [recoveryCode = ""] = (await before.secondFactors?.changes.finishTotp(who, code)) ?? [];

  const after = await start("another-secret-for-tests-only-012345");
  const login = await open();
  await expect(after.logInWithPassword(login, "ada", "secret")).rejects.toThrow("LV-SECOND-FACTOR-REQUIRED");
  expect(await after.factorLogins?.withCode(login, totp.generate(), {})).toBeUndefined();
  expect(reported).toEqual([expect.stringContaining("LV-FACTOR-SECRET")]);
  expect(await after.factorLogins?.withCode(login, recoveryCode, {})).toMatchObject({ id: ada });
  expect((await after.sessions.find(login.idHash, Date.now()))?.hasSecondFactor).toBe(true);
  await Promise.all([before.close(), after.close()]);
  await database.destroy();
});
