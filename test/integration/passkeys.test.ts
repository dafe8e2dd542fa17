import { generateKeyPairSync } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { type Accounts, accounts } from "../../src/auth/accounts.ts";
import { PasskeyStore } from "../../src/auth/store/passkey-store.ts";
import type { AccountTables } from "../../src/auth/store/schema.ts";
import { english } from "../../src/auth/texts/english.ts";
import type { Database } from "../../src/database/open-database.ts";
import { csrfFieldName } from "../../src/http/csrf.ts";
import { loginRequired, recentAuth, secondFactorRequired } from "../../src/live/guards.ts";
import { get } from "../../src/server/http-route.ts";
import { testDatabases } from "../servers/test-databases.ts";
import { FormBrowser } from "./form-browser.ts";
import { LiveApp } from "./live-app.ts";
import { type PasskeyOptions, SoftPasskey } from "./soft-passkey.ts";

const password = "weaving-is-fun";
const newPasskeyPath = "/accounts/security/passkey/";
const passkeyPath = "/accounts/passkey/";
const loginPath = "/accounts/login/";
const secondFactorPath = "/accounts/second-factor/";

let now: number;
let auth: Accounts;
let app: LiveApp;
let ada: number;
let database: Database;

const tokenIn = (text: string) => new RegExp(`name="${csrfFieldName}" value="([^"]+)"`).exec(text)?.[1] ?? "";
const desk = async (browser: FormBrowser) => (await browser.get("/")).text;

async function loggedIn(username = "ada"): Promise<FormBrowser> {
  const browser = new FormBrowser(app);
  expect((await browser.logIn(username, password)).location).toBe("/");
  return browser;
}

/** What a page's button gets for the browser. */
async function optionsFor(browser: FormBrowser, path: string, page = path): Promise<PasskeyOptions> {
  return JSON.parse((await browser.ask(path, page)).text);
}

async function send(
  browser: FormBrowser,
  credential: unknown,
  { path = passkeyPath, page = loginPath, ...fields }: Record<string, string> = {},
) {
  const text = typeof credential === "string" ? credential : JSON.stringify(credential);
  return await browser.post(path, { credential: text, ...fields }, page);
}

async function addPasskey(browser: FormBrowser, passkey = new SoftPasskey(app.origin)): Promise<SoftPasskey> {
  const credential = passkey.create(await optionsFor(browser, newPasskeyPath));
  const answer = await send(browser, credential, { path: newPasskeyPath, page: newPasskeyPath, name: "Key" });
  expect(answer.location).toBe("/accounts/security/");
  return passkey;
}

const lastEntry = async () => {
  const [entry] = await auth.audit.list({ limit: 1 });
  return [entry?.action, entry?.outcome, entry?.details];
};

let first: FormBrowser;
let passkey: SoftPasskey;

async function startApp(opened: Database): Promise<void> {
  database = opened;
  now = Date.now();
  auth = accounts({
    database: database,
    hashCost: { memory: 1024, passes: 1 },
    totp: true,
    passkeys: true,
    now: () => now,
  });
  const secret = get("/secret/", { access: secondFactorRequired() }, () => new Response("secret"));
  const recent = get("/recent/", { access: recentAuth(5) }, () => new Response("recent"));
  const home = get("/", { access: loginRequired() }, () => new Response("desk"));
  app = await LiveApp.start({ auth, routes: [secret, recent, home], trustedProxies: ["127.0.0.1", "::1"] });
  await app.open(loginPath);
  ada = await auth.users.create({ username: "ada", password });
  await auth.users.create({ username: "eve", password });
  first = await loggedIn();
  passkey = await addPasskey(first);
}

describe.each(testDatabases)("passkeys on $name", ({ open }) => {
  beforeEach(async () => {
    await startApp(await open());
    return () => app.close();
  });

  describe("a passkey", () => {
    test("logs in by itself, as two factors, and leads on", async () => {
      const browser = new FormBrowser(app);
      const credential = passkey.get(await optionsFor(browser, passkeyPath, loginPath));
      expect(await send(browser, credential, { next: "/secret/" })).toMatchObject({
        status: 303,
        location: "/secret/",
      });
      expect((await browser.get("/secret/")).text).toBe("secret");
      expect(await lastEntry()).toEqual(["auth.login", "allowed", { by: "passkey" }]);
    });

    test("keeps who wants it logged in", async () => {
      const browser = new FormBrowser(app);
      const credential = passkey.get(await optionsFor(browser, passkeyPath, loginPath));
      await send(browser, credential, { remember: "1" });
      const remembered = (await auth.users.sessionsOf(ada)).map(({ isRemembered }) => isRemembered);
      expect(remembered.sort()).toEqual([false, true]);
    });

    test("is a second factor after the password, and only that user's", async () => {
      const browser = new FormBrowser(app);
      expect((await browser.logIn("ada", password)).location).toBe(secondFactorPath);
      const options = await optionsFor(browser, passkeyPath, secondFactorPath);
      expect(options.allowCredentials?.map(({ id }) => id)).toEqual([passkey.id]);
      expect((await send(browser, passkey.get(options), { page: secondFactorPath })).location).toBe("/");
      expect(await desk(browser)).toBe("desk");
    });

    test("confirms that it is still the same person", async () => {
      now += 6 * 60_000;
      const { location } = await first.get("/recent/");
      expect(location).toBe("/accounts/confirm/?next=/recent/");
      const page = "/accounts/confirm/";
      const credential = passkey.get(await optionsFor(first, passkeyPath, page));
      const answer = await send(first, credential, { page, next: "/recent/" });
      expect(answer.location).toBe("/recent/");
      expect((await first.get("/recent/")).text).toBe("recent");
      expect(await lastEntry()).toEqual(["auth.confirm", "allowed", { by: "passkey" }]);
    });

    test("is asked for with a handle that names nobody", async () => {
      const browser = await loggedIn("eve");
      const { user } = await optionsFor(browser, newPasskeyPath);
      expect(Buffer.from(user?.id ?? "", "base64url")).toHaveLength(32);
      expect(user?.id).not.toBe((await optionsFor(first, newPasskeyPath)).user?.id);
      expect((await optionsFor(first, newPasskeyPath)).user?.id).toBe(passkey.userHandle);
    });

    test("is shown with its name, and when it was used", async () => {
      const browser = new FormBrowser(app);
      now += 1_000;
      await send(browser, passkey.get(await optionsFor(browser, passkeyPath, loginPath)));
      expect((await auth.secondFactors?.of(ada))?.passkeys).toEqual([
        { id: passkey.id, name: "Key", createdAt: now - 1_000, lastUsedAt: now },
      ]);
    });

    test("whose counter goes backwards is refused, and written down", async () => {
      const browser = new FormBrowser(app);
      await send(browser, passkey.get(await optionsFor(browser, passkeyPath, loginPath), { signCount: 7 }));
      for (const signCount of [7, 6, 0]) {
        const copy = new FormBrowser(app);
        const options = await optionsFor(copy, passkeyPath, loginPath);
        expect((await send(copy, passkey.get(options, { signCount }))).location).toBe(loginPath);
        expect(await lastEntry()).toEqual(["auth.passkey", "denied", { reason: "counter" }]);
      }
      const owner = new FormBrowser(app);
      const credential = passkey.get(await optionsFor(owner, passkeyPath, loginPath), { signCount: 8 });
      expect((await send(owner, credential)).location).toBe("/");
    });

    test("that is removed logs nobody in, and ends what it has opened elsewhere", async () => {
      const browser = new FormBrowser(app);
      await send(browser, passkey.get(await optionsFor(browser, passkeyPath, loginPath)));
      const [session] = await auth.users.sessionsOf(ada);
      const who = { user: { id: ada, username: "ada" }, sessionHash: session?.idHash ?? "" };
      expect(await auth.secondFactors?.changes.removePasskey(who, passkey.id)).toBe(true);
      expect(await auth.users.sessionsOf(ada)).toHaveLength(1);
      const other = new FormBrowser(app);
      await send(other, passkey.get(await optionsFor(other, passkeyPath, loginPath)));
      expect(await desk(other)).not.toBe("desk");
    });
  });
});

// What is refused before the database is asked is the same on all.
describe.each(testDatabases.slice(0, 1))("on $name", ({ open }) => {
  beforeEach(async () => {
    await startApp(await open());
    return () => app.close();
  });

  describe("a proof", () => {
    const stranger = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;

    test.each<[string, Parameters<SoftPasskey["get"]>[1]]>([
      ["for another origin", { origin: "http://localhost:1" }],
      ["for another site", { rpId: "evil.example" }],
      ["of another kind", { type: "webauthn.create" }],
      ["of another challenge", { challenge: "A".repeat(43) }],
      ["signed by another key", { key: stranger }],
      ["of somebody who was not there", { flags: 0 }],
      ["of somebody who was not verified", { flags: 1 }],
      ["for another user", { userHandle: "B".repeat(43) }],
    ])("%s is refused", async (_, quirks) => {
      const browser = new FormBrowser(app);
      const credential = passkey.get(await optionsFor(browser, passkeyPath, loginPath), quirks);
      expect((await send(browser, credential)).location).toBe(loginPath);
      expect(await desk(browser)).not.toBe("desk");
      expect(await lastEntry()).toEqual(["auth.passkey", "denied", { reason: "wrong" }]);
    });

    test("counts once", async () => {
      const [one, two] = [new FormBrowser(app), new FormBrowser(app)];
      const credential = passkey.get(await optionsFor(one, passkeyPath, loginPath));
      await optionsFor(two, passkeyPath, loginPath);
      expect((await send(two, credential)).location).toBe(loginPath);
      expect((await send(one, credential)).location).toBe("/");
      one.forgetSession();
      await one.get(loginPath);
      expect((await send(one, credential)).location).toBe(loginPath);
    });

    test("counts once even when the first one was wrong", async () => {
      const browser = new FormBrowser(app);
      const options = await optionsFor(browser, passkeyPath, loginPath);
      await send(browser, passkey.get(options, { flags: 1 }));
      expect((await send(browser, passkey.get(options))).location).toBe(loginPath);
    });

    test("does not count after five minutes", async () => {
      const browser = new FormBrowser(app);
      const credential = passkey.get(await optionsFor(browser, passkeyPath, loginPath));
      now += 5 * 60_000;
      expect((await send(browser, credential)).location).toBe(loginPath);
    });

    test("of somebody else confirms nothing, and is no second factor", async () => {
      const eve = await loggedIn("eve");
      const eves = await addPasskey(eve);
      const options = await optionsFor(first, passkeyPath, "/accounts/confirm/");
      expect((await send(first, eves.get(options), { page: "/accounts/confirm/" })).location).toBe(
        "/accounts/confirm/",
      );
      const browser = new FormBrowser(app);
      await browser.logIn("ada", password);
      const asked = await optionsFor(browser, passkeyPath, secondFactorPath);
      expect((await send(browser, eves.get(asked), { page: secondFactorPath })).location).toBe(
        secondFactorPath,
      );
      expect(await desk(browser)).not.toBe("desk");
    });

    test("of somebody who is deactivated is refused", async () => {
      const browser = new FormBrowser(app);
      const credential = passkey.get(await optionsFor(browser, passkeyPath, loginPath));
      await auth.users.setActive(ada, false);
      expect((await send(browser, credential)).location).toBe(loginPath);
    });

    test("that is none, from a browser without script, leads back", async () => {
      const browser = new FormBrowser(app);
      expect(await browser.post(passkeyPath, {}, loginPath)).toMatchObject({
        status: 303,
        location: loginPath,
      });
      expect((await first.post(newPasskeyPath, {})).location).toBe(newPasskeyPath);
    });

    test("that is posted without a token is refused before it is looked at", async () => {
      const browser = new FormBrowser(app);
      const credential = JSON.stringify(passkey.get(await optionsFor(browser, passkeyPath, loginPath)));
      expect((await browser.postWith("", passkeyPath, { credential })).status).toBe(403);
    });

    test.each([
      "",
      "null",
      "[]",
      "{}",
      "not JSON",
      '"text"',
      '{"id":{"$gt":0},"rawId":{"$gt":0},"type":"public-key","response":{}}',
      '{"id":"a","rawId":"a","type":"public-key","response":{"clientDataJSON":{"a":1}}}',
      '{"id":"a","rawId":"a","type":"public-key","response":{}}',
      '{"id":"\\u0000","rawId":"\\u0000","type":"public-key","response":{}}',
      '{"__proto__":{"id":"a"},"response":{}}',
      `{"id":"${"a".repeat(20_000)}"}`,
    ])("that is %j is refused", async (text) => {
      const browser = new FormBrowser(app);
      await optionsFor(browser, passkeyPath, loginPath);
      expect(await send(browser, text)).toMatchObject({ status: 303, location: loginPath });
      const page = await first.get(newPasskeyPath);
      const answer = await first.postWith(tokenIn(page.text), newPasskeyPath, { credential: text });
      expect(answer).toMatchObject({ status: 303, location: newPasskeyPath });
    });

    test("with any field changed is refused", async () => {
      for (const field of ["clientDataJSON", "authenticatorData", "signature"]) {
        const browser = new FormBrowser(app);
        const credential = JSON.parse(
          JSON.stringify(passkey.get(await optionsFor(browser, passkeyPath, loginPath))),
        );
        for (const value of ["", "AAAA", "\0", 1, null, ["a"]]) {
          const changed = { ...credential, response: { ...credential.response, [field]: value } };
          expect((await send(browser, changed)).location).toBe(loginPath);
          await optionsFor(browser, passkeyPath, loginPath);
        }
      }
    });
  });

  describe("a new passkey", () => {
    const page = { path: newPasskeyPath, page: newPasskeyPath };

    test.each<[string, Parameters<SoftPasskey["create"]>[1]]>([
      ["for another origin", { origin: "http://localhost:1" }],
      ["for another site", { rpId: "evil.example" }],
      ["of another kind", { type: "webauthn.get" }],
      ["of another challenge", { challenge: "A".repeat(43) }],
      ["of somebody who was not verified", { flags: 1 }],
    ])("%s is refused", async (_, quirks) => {
      const other = new SoftPasskey(app.origin);
      const credential = other.create(await optionsFor(first, newPasskeyPath), quirks);
      expect((await send(first, credential, page)).location).toBe(newPasskeyPath);
      expect((await first.get(newPasskeyPath)).text).toContain(english.passkeyRefused);
      expect((await auth.secondFactors?.of(ada))?.passkeys).toHaveLength(1);
    });

    test("that somebody has already is refused", async () => {
      const eve = await loggedIn("eve");
      const credential = passkey.create(await optionsFor(eve, newPasskeyPath));
      expect((await send(eve, credential, page)).location).toBe(newPasskeyPath);
    });

    test("of another session is refused", async () => {
      const eve = await loggedIn("eve");
      const credential = new SoftPasskey(app.origin).create(await optionsFor(first, newPasskeyPath));
      expect((await send(eve, credential, page)).location).toBe(newPasskeyPath);
    });

    test("with a name that is none is refused", async () => {
      const credential = new SoftPasskey(app.origin).create(await optionsFor(first, newPasskeyPath));
      const answer = await send(first, credential, { ...page, name: "a\0b" });
      expect(answer.location).toBe(newPasskeyPath);
    });

    test("is refused when there are twenty", async () => {
      const store = new PasskeyStore(database.withTables<AccountTables>());
      const [known] = await store.listOf(ada);
      for (let count = 1; known && count < 20; count++) await store.add({ ...known, id: `key-${count}` });
      const credential = new SoftPasskey(app.origin).create(await optionsFor(first, newPasskeyPath));
      expect((await send(first, credential, page)).location).toBe(newPasskeyPath);
    });

    test("takes a password that was given lately", async () => {
      now += 16 * 60_000;
      expect((await first.get(newPasskeyPath)).location).toBe(`/accounts/confirm/?next=${newPasskeyPath}`);
    });
  });
});
