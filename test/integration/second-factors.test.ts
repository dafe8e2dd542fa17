import { TOTP } from "otpauth";
import { beforeEach, describe, expect, test } from "vitest";
import { type Accounts, accounts } from "../../src/auth/accounts.ts";
import { Mailbox } from "../../src/auth/mail/mailbox.ts";
import type { AccountTables } from "../../src/auth/store/schema.ts";
import { english } from "../../src/auth/texts/english.ts";
import type { Database } from "../../src/database/open-database.ts";
import { csrfFieldName } from "../../src/http/csrf.ts";
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
let database: Database;

async function startApp(opened: Database): Promise<void> {
  database = opened;
  now = start;
  mailbox = new Mailbox();
  auth = accounts({
    database,
    hashCost: { memory: 1024, passes: 1 },
    mail: { transport: mailbox },
    siteName: "Spindle",
    totp: true,
    passkeys: true,
    throttle: {
      secondFactor: { free: 3, most: 3, within: 60_000 },
      secondFactorsOfAccount: { free: 6, most: 6, within: 60_000 },
    },
    now: () => now,
  });
  const secret = get("/secret/", { access: secondFactorRequired() }, () => new Response("secret"));
  const desk = get("/", { access: loginRequired() }, () => new Response("desk"));
  const vouch = get("/vouch/", async ({ session, redirect }) => {
    await auth.logIn(session, ada);
    return redirect("/");
  });
  app = await LiveApp.start({ auth, routes: [secret, desk, vouch], trustedProxies: ["127.0.0.1", "::1"] });
  await app.open("/accounts/login/");
  ada = await auth.users.create({ username: "ada", password, email: "ada@example.com" });
}

/** A session in which somebody is logged in, and may change their factors. */
async function owner() {
  const [session] = await auth.users.sessionsOf(ada);
  return { user: { id: ada, username: "ada" }, sessionHash: session?.idHash ?? "" };
}

const later = (milliseconds: number) => {
  now += milliseconds;
};
const step = 30_000;

/** Sets an app up for ada, in the session in which she was seen last. */
async function setUpApp() {
  const changes = auth.secondFactors?.changes;
  const who = await owner();
  const { secret = "" } = (await changes?.beginTotp(who)) ?? {};
  const totp = new TOTP({ secret });
  const codes = await changes?.finishTotp(who, totp.generate({ timestamp: now }));
  if (!codes) throw new Error("the code was refused");
  later(step);
  return { code: (at = now) => totp.generate({ timestamp: at }), codes };
}

async function loggedIn(from?: string): Promise<FormBrowser> {
  const browser = new FormBrowser(app, from);
  expect(await browser.logIn("ada", password)).toMatchObject({ status: 303, location: "/" });
  return browser;
}

const secondFactorPath = "/accounts/second-factor/";
const tokenIn = (text: string) => new RegExp(`name="${csrfFieldName}" value="([^"]+)"`).exec(text)?.[1] ?? "";
const sendCode = async (browser: FormBrowser, code: string) => await browser.post(secondFactorPath, { code });
const desk = async (browser: FormBrowser) => (await browser.get("/")).text;
const actions = async () =>
  (await auth.audit.list()).map(({ action, outcome, details }) => [action, outcome, details]).reverse();

/** Logs in with the password, in a browser of its own that waits for a second factor then. */
async function halfLoggedIn(from?: string): Promise<FormBrowser> {
  const browser = new FormBrowser(app, from);
  const { location } = await browser.logIn("ada", password);
  expect(location).toBe(secondFactorPath);
  return browser;
}

describe.each(testDatabases)("an authenticator app on $name", ({ open }) => {
  let first: FormBrowser;
  let code: (at?: number) => string;
  let codes: readonly string[];

  beforeEach(async () => {
    await startApp(await open());
    first = await loggedIn();
    ({ code, codes } = await setUpApp());
    return () => app.close();
  });

  const isIn = async (browser: FormBrowser) => (await desk(browser)) === "desk";

  describe("a password", () => {
    test("is not enough", async () => {
      const browser = new FormBrowser(app);
      const answer = await browser.logIn("ada", password, "/secret/");
      expect(answer).toMatchObject({ status: 303, location: `${secondFactorPath}?next=/secret/` });
      expect(await isIn(browser)).toBe(false);
      expect(await auth.users.sessionsOf(ada)).toHaveLength(1);
    });

    test("and a code of the app are, and lead on", async () => {
      const browser = new FormBrowser(app);
      const { location } = await browser.logIn("ada", password, "/secret/");
      const page = await browser.get(location ?? "");
      expect(page.text).toContain(english.totpCode);
      const answer = await browser.post(secondFactorPath, { code: code(), next: "/secret/" }, location ?? "");
      expect(answer).toMatchObject({ status: 303, location: "/secret/" });
      expect((await browser.get("/secret/")).text).toBe("secret");
    });

    test("that is wrong tells nothing of the app", async () => {
      const browser = new FormBrowser(app);
      expect(await browser.logIn("ada", "wrong")).toMatchObject({ status: 422, alert: english.logInFailed });
      expect(await browser.get(secondFactorPath)).toMatchObject({
        status: 302,
        location: "/accounts/login/",
      });
    });

    test("that was reset does not get past it", async () => {
      auth.mailing?.resets.request("ada@example.com", english);
      await auth.mailing?.settled();
      const token = /\/([\w-]{43})\/$/m.exec(mailbox.mails.at(-1)?.text ?? "")?.[1] ?? "";
      expect(await auth.mailing?.resets.complete(token, "another one of mine", english)).toBe(true);
      expect(await isIn(first)).toBe(false);
      const browser = new FormBrowser(app);
      expect((await browser.logIn("ada", "another one of mine")).location).toBe(secondFactorPath);
      expect(await isIn(browser)).toBe(false);
    });

    test("gives the session a new id, and so does the code", async () => {
      const browser = new FormBrowser(app);
      await browser.get("/accounts/login/");
      const ids = [browser.cookie];
      await browser.logIn("ada", password);
      ids.push(browser.cookie);
      await sendCode(browser, code());
      ids.push(browser.cookie.split("; ")[0] ?? "");
      expect(new Set(ids).size).toBe(3);
    });
  });

  describe("a login that waits for a code", () => {
    test("is worth nothing in another session", async () => {
      await halfLoggedIn();
      const other = new FormBrowser(app);
      await other.get("/accounts/login/");
      expect(await sendCode(other, code())).toMatchObject({ status: 403 });
      expect(await isIn(other)).toBe(false);
    });

    test("is over after ten minutes", async () => {
      const browser = await halfLoggedIn();
      const { text } = await browser.get(secondFactorPath);
      later(10 * 60_000);
      const answer = await browser.postWith(tokenIn(text), secondFactorPath, { code: code() });
      expect(answer).toMatchObject({ status: 303, location: "/accounts/login/" });
      expect((await browser.get("/accounts/login/")).text).toContain(english.startAgain);
    });

    test.each([
      ["a new password", () => auth.users.setPassword(ada, "another one of mine")],
      ["a deactivation", () => auth.users.setActive(ada, false)],
      ["the end of all sessions", () => auth.users.endSessions(ada)],
      ["the removal of the app", () => auth.users.removeSecondFactors(ada)],
      ["the user's end", () => auth.users.delete(ada)],
    ])("is void after %s", async (_, change) => {
      const browser = await halfLoggedIn();
      const { text } = await browser.get(secondFactorPath);
      await change();
      expect((await browser.postWith(tokenIn(text), secondFactorPath, { code: code() })).location).toBe(
        "/accounts/login/",
      );
      expect(await isIn(browser)).toBe(false);
    });

    test("remembers whether somebody wanted to stay logged in", async () => {
      const browser = new FormBrowser(app);
      await browser.post("/accounts/login/", { username: "ada", password, remember: "1" });
      await sendCode(browser, code());
      const remembered = (await auth.users.sessionsOf(ada)).map(({ isRemembered }) => isRemembered);
      expect(remembered.sort()).toEqual([false, true]);
    });
  });

  describe("a code of the app", () => {
    test.each([
      ["of now", 0],
      ["of the step before", -step],
      ["of the step after", step],
    ])("%s counts", async (_, offset) => {
      later(10 * step);
      expect(await sendCode(await halfLoggedIn(), code(now + offset))).toMatchObject({ status: 303 });
    });

    test.each([
      ["of two steps before", -2 * step],
      ["of two steps after", 2 * step],
    ])("%s does not count", async (_, offset) => {
      later(10 * step);
      const answer = await sendCode(await halfLoggedIn(), code(now + offset));
      expect(answer).toMatchObject({ status: 422, alert: english.codeWrong });
    });

    test("may have blanks", async () => {
      const spaced = code().replace(/^.../, " $& ");
      expect(await sendCode(await halfLoggedIn(), spaced)).toMatchObject({ status: 303 });
    });

    test("counts once, and none before it counts any more", async () => {
      later(10 * step);
      const [used, before] = [code(), code(now - step)];
      expect((await sendCode(await halfLoggedIn(), used)).status).toBe(303);
      expect((await sendCode(await halfLoggedIn(), used)).status).toBe(422);
      expect((await sendCode(await halfLoggedIn(), before)).status).toBe(422);
    });

    test("that set the app up does not log in", async () => {
      now -= step;
      expect((await sendCode(await halfLoggedIn(), code())).status).toBe(422);
    });

    test("that two send at once lets one in", async () => {
      const browsers = [await halfLoggedIn("198.51.100.1"), await halfLoggedIn("198.51.100.2")];
      const answers = await Promise.all(browsers.map((browser) => sendCode(browser, code())));
      expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
    });

    test.each(["", "0", "000000000000", "１２３４５６", "12345\0", "x".repeat(5_000), "{}", "'; --"])(
      "%j is none",
      async (text) => {
        expect(await sendCode(await halfLoggedIn(), text)).toMatchObject({ status: 422 });
      },
    );
  });

  describe("a recovery code", () => {
    test("lets in once", async () => {
      const [one = "", two = ""] = codes;
      expect((await sendCode(await halfLoggedIn(), one)).status).toBe(303);
      expect((await sendCode(await halfLoggedIn(), one)).status).toBe(422);
      expect((await sendCode(await halfLoggedIn(), two.toUpperCase().replaceAll("-", " "))).status).toBe(303);
      expect((await auth.secondFactors?.of(ada))?.recoveryCodes).toBe(8);
    });

    test("lets one in of two who send it at once", async () => {
      const [one = ""] = codes;
      const browsers = [await halfLoggedIn("198.51.100.1"), await halfLoggedIn("198.51.100.2")];
      const answers = await Promise.all(browsers.map((browser) => sendCode(browser, one)));
      expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
    });

    test("of before works no more when there are new ones", async () => {
      const who = await owner();
      await auth.secondFactors?.changes.renewRecoveryCodes(who);
      expect((await sendCode(await halfLoggedIn(), codes[0] ?? "")).status).toBe(422);
    });

    test("is kept as a hash only", async () => {
      const rows = JSON.stringify(
        await database.withTables<AccountTables>().selectFrom("recovery_codes").selectAll().execute(),
      );
      for (const each of codes) expect(rows).not.toContain(each.replaceAll("-", ""));
    });
  });

  describe("who guesses codes", () => {
    test("has to wait", async () => {
      const guesser = await halfLoggedIn("203.0.113.1");
      const statuses: number[] = [];
      for (let count = 0; count < 4; count++) statuses.push((await sendCode(guesser, "000000")).status);
      expect(statuses).toEqual([422, 422, 422, 429]);
    });

    test("has to wait in another session, too", async () => {
      for (let count = 0; count < 3; count++) await sendCode(await halfLoggedIn("203.0.113.1"), "000000");
      expect((await sendCode(await halfLoggedIn("203.0.113.1"), code())).status).toBe(429);
    });

    test("from many places has to wait, and keeps nobody out of a browser that they have used", async () => {
      for (let count = 0; count < 6; count++)
        await sendCode(await halfLoggedIn(`203.0.113.${count}`), "000000");
      const stranger = await halfLoggedIn("203.0.113.100");
      expect((await sendCode(stranger, code())).status).toBe(429);
      expect((await sendCode(stranger, codes[0] ?? "")).status).toBe(303);
      first.forgetSession();
      await first.logIn("ada", password);
      expect((await sendCode(first, code())).status).toBe(303);
    });
  });

  test("ends all other sessions when it is set up, and stays with a second factor in its own", async () => {
    expect((await first.get("/secret/")).text).toBe("secret");
    const other = await halfLoggedIn();
    await sendCode(other, code());
    const who = await owner();
    await auth.secondFactors?.changes.removeTotp(who);
    expect(await auth.users.sessionsOf(ada)).toHaveLength(1);
    expect((await auth.secondFactors?.of(ada))?.recoveryCodes).toBe(0);
    later(step);
    expect((await new FormBrowser(app).logIn("ada", password)).location).toBe("/");
  });

  test("is written down, without secrets", async () => {
    const browser = await halfLoggedIn();
    await sendCode(browser, "000000");
    await sendCode(browser, code());
    expect((await actions()).slice(-5)).toEqual([
      ["auth.add_totp", "allowed", {}],
      ["auth.first_factor", "allowed", {}],
      ["auth.second_factor", "denied", { by: "totp", reason: "wrong" }],
      ["auth.second_factor", "allowed", { by: "totp" }],
      ["auth.login", "allowed", { by: "totp" }],
    ]);
  });

  describe("who is logged in without it", () => {
    let browser: FormBrowser;

    beforeEach(async () => {
      // As after a login through another system, which the app vouches for.
      browser = new FormBrowser(app);
      await browser.get("/vouch/");
    });

    test("is led to where they prove it, and back", async () => {
      const refused = await browser.get("/secret/");
      expect(refused).toMatchObject({ status: 302, location: `${secondFactorPath}?next=/secret/` });
      const { location } = await browser.post(
        secondFactorPath,
        { code: code(), next: "/secret/" },
        refused.location ?? "",
      );
      expect((await browser.get(location ?? "")).text).toBe("secret");
    });

    test("changes no second factor", async () => {
      const who = await owner();
      for (const change of [
        () => auth.secondFactors?.changes.beginTotp(who),
        () => auth.secondFactors?.changes.removeTotp(who),
        () => auth.secondFactors?.changes.renewRecoveryCodes(who),
      ])
        await expect(change()).rejects.toThrow("LV-SECOND-FACTOR-REQUIRED");
    });
  });
});
