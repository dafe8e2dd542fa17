import { TOTP } from "otpauth";
import { beforeEach, describe, expect, test } from "vitest";
import { type Accounts, accounts } from "../../src/auth/accounts.ts";
import { Mailbox } from "../../src/auth/mail/mailbox.ts";
import { english } from "../../src/auth/texts/english.ts";
import type { Database } from "../../src/database/open-database.ts";
import { loginRequired, secondFactorRequired } from "../../src/live/guards.ts";
import { get } from "../../src/server/http-route.ts";
import { testDatabases } from "../servers/test-databases.ts";
import { FormBrowser } from "./form-browser.ts";
import { LiveApp } from "./live-app.ts";

const start = Date.parse("2026-03-01T10:00:00Z");
const password = "weaving-is-fun";

let now: number;
let auth: Accounts;
let app: LiveApp;
let mailbox: Mailbox;
let ada: number;

async function startApp(database: Database): Promise<void> {
  now = start;
  mailbox = new Mailbox();
  auth = accounts({
    database,
    hashCost: { memory: 1024, passes: 1 },
    mail: { transport: mailbox },
    siteName: "Spindle",
    totp: true,
    passkeys: true,
    now: () => now,
  });
  const secret = get("/secret/", { access: secondFactorRequired() }, () => new Response("secret"));
  const desk = get("/", { access: loginRequired() }, () => new Response("desk"));
  app = await LiveApp.start({ auth, routes: [secret, desk], trustedProxies: ["127.0.0.1", "::1"] });
  await app.open("/accounts/login/");
  ada = await auth.users.create({ username: "ada", password, email: "ada@example.com" });
}

/** A session in which somebody is logged in, and may change their factors. */
async function owner(browser: FormBrowser) {
  const [session] = await auth.users.sessionsOf(ada);
  expect(browser.isLoggedIn).toBe(true);
  return { user: { id: ada, username: "ada" }, sessionHash: session?.idHash ?? "" };
}
