import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Accounts, accounts } from "../../src/auth/accounts.ts";
import type { AccountsOptions } from "../../src/auth/accounts-options.ts";
import { Mailbox } from "../../src/auth/mail/mailbox.ts";
import {
  type OpenIdProviderOptions,
  type OpenIdUser,
  openIdProvider,
} from "../../src/auth/open-id/open-id-provider.ts";
import { english } from "../../src/auth/texts/english.ts";
import { PermissionDenied } from "../../src/errors.ts";
import { loginRequired } from "../../src/live/guards.ts";
import { get } from "../../src/server/http-route.ts";
import { type Misbehaviour, OpenIdServer } from "../servers/open-id-server.ts";
import { testDatabases } from "../servers/test-databases.ts";
import { CookieBrowser, type Seen } from "./cookie-browser.ts";
import { LiveApp } from "./live-app.ts";

const callback = "/accounts/openid/company/callback/";

let provider: OpenIdServer;
let other: OpenIdServer;
let app: LiveApp;
let auth: Accounts;
let mailbox: Mailbox;
let now: number;

beforeAll(async () => {
  [provider, other] = await Promise.all([OpenIdServer.start(), OpenIdServer.start()]);
});
afterAll(async () => {
  await Promise.all([provider.close(), other.close()]);
});

describe.each(testDatabases)("logging in with OpenID Connect on $name", ({ open }) => {
  async function start(
    options: Partial<OpenIdProviderOptions> = {},
    more: Partial<AccountsOptions> = {},
  ): Promise<void> {
    await app?.close();
    mailbox = new Mailbox();
    const { issuer, clientId, clientSecret } = provider;
    const company = openIdProvider({
      name: "company",
      label: "Company",
      issuer,
      clientId,
      clientSecret,
      ...options,
    });
    const club = openIdProvider({
      name: "club",
      label: "Club",
      issuer: other.issuer,
      clientId,
      clientSecret,
    });
    auth = accounts({
      database: await open(),
      hashCost: { memory: 1024, passes: 1 },
      mail: { transport: mailbox },
      openId: [company, club],
      now: () => now,
      ...more,
    });
    const me = get(
      "/me/",
      { access: loginRequired() },
      ({ principal }) => new Response(principal.user.username),
    );
    app = await LiveApp.start({ auth, routes: [me], trustedProxies: ["127.0.0.1", "::1"] });
  }

  beforeEach(async () => {
    now = Date.now();
    for (const server of [provider, other]) {
      server.misbehaviour = {};
      server.userinfo = {};
      server.claims = {
        sub: "ada-1",
        preferred_username: "ada",
        email: "ada@example.com",
        email_verified: true,
      };
      server.visits.length = 0;
      server.counts.clear();
    }
    await start({ signUp: true });
  });
  afterEach(async () => await app.close());

  const newBrowser = (headers?: Record<string, string>) => new CookieBrowser(app.origin, headers);

  const later = (minutes: number) => {
    now += minutes * 60_000;
  };

  /** To the provider, up to the address of ours that it sends the browser back to. */
  async function comeBack(
    browser: CookieBrowser,
    { fields = {}, page = "/accounts/login/", name = "company", way = "" } = {},
  ) {
    const left = await browser.post(page, fields, `/accounts/openid/${name}/${way}`);
    const answer = await fetch(left.location ?? "about:blank", { redirect: "manual" });
    return new URL(answer.headers.get("location") ?? "about:blank");
  }

  const logIn = async (browser: CookieBrowser, visit?: Parameters<typeof comeBack>[1]): Promise<Seen> =>
    await browser.get((await comeBack(browser, visit)).href);

  const who = async (browser: CookieBrowser) => {
    const { status, html } = await browser.get("/me/");
    return status === 200 ? html : undefined;
  };

  const noted = async (action = "auth.login") =>
    (await auth.audit.list({ action })).map(({ outcome, actorName, objectText, details }) => ({
      outcome,
      ...(actorName && { actorName }),
      ...(objectText && { objectText }),
      ...(details as object),
    }));

  /** Somebody with a password, and logged in by it. */
  async function member(username = "grace"): Promise<{ id: number; browser: CookieBrowser }> {
    const email = `${username}@example.com`;
    const id = await auth.users.create({ username, password: "secret", email });
    const browser = newBrowser();
    await browser.post("/accounts/login/", { username, password: "secret" });
    return { id, browser };
  }

  const connect = async (browser: CookieBrowser, name = "company") =>
    await logIn(browser, { page: "/accounts/connections/", name, way: "connect/" });

  describe("the way there", () => {
    test("has PKCE, state and nonce, and the app's own address", async () => {
      await comeBack(newBrowser());
      const [visit = new URLSearchParams()] = provider.visits;
      expect(Object.fromEntries(visit)).toEqual({
        response_type: "code",
        client_id: provider.clientId,
        redirect_uri: app.origin + callback,
        scope: "openid profile email",
        code_challenge: expect.stringMatching(/^[\w-]{43}$/),
        code_challenge_method: "S256",
        state: expect.stringMatching(/^[\w-]{43}$/),
        nonce: expect.stringMatching(/^[\w-]{43}$/),
      });
    });

    test("is a page that sends on, because a form's redirect may not leave the site", async () => {
      const left = await newBrowser().post("/accounts/login/", {}, "/accounts/openid/company/");
      expect(left).toMatchObject({
        status: 200,
        location: expect.stringContaining(`${provider.issuer}/authorize?`),
      });
      expect(left.html).toContain(english.goOnTo("Company"));
    });

    test("takes its form's token", async () => {
      const browser = newBrowser();
      const response = await fetch(`${app.origin}/accounts/openid/company/`, {
        method: "POST",
        headers: { origin: app.origin },
      });
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(await who(browser)).toBeUndefined();
    });

    test("is asked for once, whoever goes it", async () => {
      await Promise.all(Array.from({ length: 5 }, () => comeBack(newBrowser())));
      await comeBack(newBrowser());
      expect(provider.counts.get("/.well-known/openid-configuration")).toBe(1);
      later(61);
      await comeBack(newBrowser());
      expect(provider.counts.get("/.well-known/openid-configuration")).toBe(2);
    });

    test.each<[string, Misbehaviour]>([
      ["is broken", { broken: ["/.well-known/openid-configuration"] }],
      ["says nothing", { silent: ["/.well-known/openid-configuration"] }],
      ["is another one", { configuration: { issuer: "https://evil.example" } }],
      ["says too much", { configuration: { more: "x".repeat(600_000) } }],
    ])(
      "is closed while the provider %s, and open again afterwards",
      async (_, misbehaviour) => {
        provider.misbehaviour = misbehaviour;
        const browser = newBrowser();
        const left = await browser.post("/accounts/login/", {}, "/accounts/openid/company/");
        expect([400, 502]).toContain(left.status);
        expect(left.alert).toMatch(/Company.*\([\da-f]{8}\)/);
        expect(app.log.map(({ fields }) => fields)).toContainEqual(
          expect.objectContaining({ err: expect.objectContaining({ code: "LV-OPENID-FAILED" }) }),
        );
        provider.misbehaviour = {};
        expect(await logIn(browser)).toMatchObject({ status: 303, location: "/" });
      },
      15_000,
    );
  });

  describe("coming back", () => {
    test("logs in whom the provider has recognized, and again the same", async () => {
      const browser = newBrowser();
      expect(await logIn(browser)).toMatchObject({ status: 303, location: "/" });
      expect(await who(browser)).toBe("ada");
      provider.claims = { ...provider.claims, preferred_username: "renamed", email: "new@example.com" };
      const later = newBrowser();
      await logIn(later);
      expect(await who(later)).toBe("ada");
      expect((await auth.users.list()).map(({ username }) => username)).toEqual(["ada"]);
      expect(await noted()).toEqual([
        { outcome: "allowed", actorName: "ada", by: "company" },
        { outcome: "allowed", actorName: "ada", by: "company" },
      ]);
    });

    test("gives the session a new id", async () => {
      const browser = newBrowser();
      const address = await comeBack(browser);
      const before = browser.cookies.get("session");
      await browser.get(address.href);
      expect(browser.cookies.get("session")).not.toBe(before);
    });

    test("keeps the session when it was asked to", async () => {
      const [short, long] = [newBrowser(), newBrowser()];
      await logIn(short);
      await logIn(long, { fields: { remember: "1" } });
      const [{ id = 0 } = {}] = await auth.users.list();
      const sessions = await auth.users.sessionsOf(id);
      expect(sessions.map(({ isRemembered }) => isRemembered).sort()).toEqual([false, true]);
    });

    test.each([
      ["/teams/?a=1", "/teams/?a=1"],
      ["//evil.example/", "/"],
      ["https://evil.example/", "/"],
      ["/\\evil.example", "/"],
      ["", "/"],
    ])("leads on to %j as far as that is ours", async (next, location) => {
      expect(await logIn(newBrowser(), { fields: { next } })).toMatchObject({ status: 303, location });
    });

    test("brings what userinfo says, where it is asked", async () => {
      provider.claims = { sub: "ada-1" };
      provider.userinfo = { preferred_username: "countess", given_name: "Ada", iss: "https://evil.example" };
      await start({ signUp: true, userinfo: true });
      const browser = newBrowser();
      await logIn(browser);
      expect(await who(browser)).toBe("countess");
      provider.userinfo = { sub: "somebody-else" };
      expect(await logIn(newBrowser())).toMatchObject({ status: 400 });
    });

    const wrong: [string, Misbehaviour, string][] = [
      ["it was cancelled there", { error: "access_denied" }, "access_denied"],
      ["there was an error there", { error: "server_error" }, "server_error"],
      ["the error is no word", { error: "<b>\u0000 secret secret secret" }, "error"],
      [
        "the nonce is another",
        { token: (claims) => ({ ...claims, nonce: "other" }) },
        "OAUTH_JWT_CLAIM_COMPARISON_FAILED",
      ],
      ["the nonce is missing", { token: ({ nonce: _, ...claims }) => claims }, "OAUTH_INVALID_RESPONSE"],
      [
        "the issuer is another",
        { token: (claims) => ({ ...claims, iss: "https://evil.example" }) },
        "OAUTH_JWT_CLAIM_COMPARISON_FAILED",
      ],
      [
        "the token is for another app",
        { token: (claims) => ({ ...claims, aud: "other" }) },
        "OAUTH_JWT_CLAIM_COMPARISON_FAILED",
      ],
      [
        "the token is old",
        { token: (claims) => ({ ...claims, iat: 1, exp: 2 }) },
        "OAUTH_JWT_TIMESTAMP_CHECK_FAILED",
      ],
      ["the token is forged", { isForged: true }, "OAUTH_INVALID_RESPONSE"],
      ["there is no token", { hasNoToken: true }, "OAUTH_INVALID_RESPONSE"],
      ["nobody is named", { token: ({ sub: _, ...claims }) => claims }, "OAUTH_INVALID_RESPONSE"],
      [
        "the name is no text",
        { token: (claims) => ({ ...claims, sub: { $gt: "" } }) },
        "OAUTH_INVALID_RESPONSE",
      ],
      ["the name has NUL", { token: (claims) => ({ ...claims, sub: "ada\u0000" }) }, "claims"],
      ["the name is endless", { token: (claims) => ({ ...claims, sub: "a".repeat(256) }) }, "claims"],
      ["the provider breaks down", { broken: ["/token"] }, "OAUTH_RESPONSE_IS_NOT_CONFORM"],
      ["the keys are gone", { broken: ["/keys"] }, "OAUTH_RESPONSE_IS_NOT_CONFORM"],
    ];
    test.each(wrong)("lets nobody in when %s, and says so", async (_, misbehaviour, reason) => {
      provider.misbehaviour = misbehaviour;
      const browser = newBrowser();
      const seen = await logIn(browser, { fields: { next: "/teams/" } });
      expect([400, 502]).toContain(seen.status);
      expect(seen.alert).toContain("Company");
      expect(seen.html).toContain('name="next" value="/teams/"');
      expect(await who(browser)).toBeUndefined();
      expect(await auth.users.list()).toEqual([]);
      expect(await noted()).toEqual([{ outcome: "failed", by: "company", reason }]);
      expect(JSON.stringify(app.log)).not.toMatch(/secret|eyJ/);
    });
    /** What happens before the browser comes back; it may be another one then. */
    type Change = (address: URL, browser: CookieBrowser) => unknown;
    const strange: [string, Change, string][] = [
      ["with no state", (address) => address.searchParams.delete("state"), "state"],
      ["with another state", (address) => address.searchParams.set("state", "A".repeat(43)), "state"],
      ["with a state that is none", (address) => address.searchParams.set("state", "%00"), "state"],
      ["in another browser", () => newBrowser(), "state"],
      [
        "from another provider",
        (address) => Object.assign(address, { pathname: callback.replace("company", "club") }),
        "state",
      ],
      ["too late", () => later(10), "state"],
      ["a second time", (address, browser) => browser.get(address.href), "state"],
      ["with another code", (address) => address.searchParams.set("code", "other"), "invalid_grant"],
      ["with two codes", (address) => address.searchParams.append("code", "other"), "OAUTH_INVALID_RESPONSE"],
      ["with no code", (address) => address.searchParams.delete("code"), "OAUTH_INVALID_RESPONSE"],
      [
        "from another issuer",
        (address) => address.searchParams.set("iss", "https://evil.example"),
        "OAUTH_INVALID_RESPONSE",
      ],
      ["from no issuer", (address) => address.searchParams.delete("iss"), "OAUTH_INVALID_RESPONSE"],
    ];
    test.each(strange)("is refused %s", async (_, change, reason) => {
      const browser = newBrowser();
      const address = await comeBack(browser);
      const other = await change(address, browser);
      const there = other instanceof CookieBrowser ? other : browser;
      const users = await auth.users.list();
      const seen = await there.get(address.href);
      expect(seen).toMatchObject({ status: 400, alert: expect.any(String) });
      expect(await auth.users.list()).toEqual(users);
      expect((await noted())[0]).toMatchObject({ outcome: "failed", reason });
      if (users.length === 0) expect(await who(there)).toBeUndefined();
    });

    test("is refused with a code that belongs to another visit", async () => {
      const [mine, theirs] = [newBrowser(), newBrowser()];
      const [own, stolen] = [await comeBack(mine), await comeBack(theirs)];
      own.searchParams.set("code", stolen.searchParams.get("code") ?? "");
      expect(await mine.get(own.href)).toMatchObject({ status: 400 });
      expect(await noted()).toEqual([{ outcome: "failed", by: "company", reason: "invalid_grant" }]);
    });

    test("leaves no tokens in the database", async () => {
      const database = await open();
      await start({ signUp: true, userinfo: true }, { database });
      await logIn(newBrowser());
      const tables = await database.introspection.getTables();
      const rows = await Promise.all(
        tables.map(({ name }) =>
          database.withTables<Record<string, object>>().selectFrom(name).selectAll().execute(),
        ),
      );
      expect(JSON.stringify(rows)).not.toMatch(/secret-|eyJ/);
      expect(rows.flat()).not.toContainEqual(expect.objectContaining({ purpose: "open-id" }));
    });

    test("is waited for when it happens too often", async () => {
      await start({ signUp: true }, { throttle: { openIdSteps: { free: 3, most: 3, within: 60_000 } } });
      const from = (address: string) => newBrowser({ "x-forwarded-for": address });
      for (let count = 0; count < 3; count++) await logIn(from("198.51.100.7"));
      const browser = from("198.51.100.7");
      for (let count = 0; count < 3; count++)
        expect(await browser.get(callback)).toMatchObject({ status: 400 });
      expect(await browser.get(callback)).toMatchObject({ status: 429, alert: english.tooManyTries(1) });
      const left = await browser.post("/accounts/login/", {}, "/accounts/openid/company/");
      expect(left).toMatchObject({ status: 429, alert: english.tooManyTries(1) });
      expect(await logIn(from("203.0.113.9"))).toMatchObject({ status: 303 });
    });
  });

  describe("somebody new", () => {
    test("gets an account with what the provider says of them", async () => {
      provider.claims = { ...provider.claims, given_name: " Ada ", family_name: "Lovelace" };
      await logIn(newBrowser());
      const [user] = await auth.users.list();
      expect(user).toMatchObject({
        username: "ada",
        firstName: "Ada",
        lastName: "Lovelace",
        email: "ada@example.com",
      });
      expect(user?.emailVerifiedAt).toBe(now);
      expect(await noted("auth.connect")).toEqual([
        { outcome: "allowed", actorName: "ada", objectText: "ada", issuer: provider.issuer },
      ]);
    });

    test.each([[false], ["true"], [1], [undefined]])(
      "has no address while it is %j that it is verified",
      async (email_verified) => {
        provider.claims = { ...provider.claims, email_verified };
        await logIn(newBrowser());
        expect(await auth.users.list()).toMatchObject([{ email: "", emailVerifiedAt: null }]);
      },
    );

    test.each<[Record<string, unknown>, string]>([
      [{ preferred_username: "ada@example.com" }, "ada"],
      [{ preferred_username: undefined, email: "countess@example.com" }, "countess"],
      [{ preferred_username: "Ada Lovelace" }, "AdaLovelace"],
      [{ preferred_username: "ａｄａ" }, "ada"],
      [{ preferred_username: "a\u200bda" }, "ada"],
      [{ preferred_username: "ada\u0000" }, "ada"],
      [{ preferred_username: { $gt: "" } }, "ada"],
      [{ preferred_username: ["x"], email: 7 }, "user"],
      [{ preferred_username: "x".repeat(900) }, "x".repeat(75)],
      [{ preferred_username: "   ", email: "@" }, "user"],
      [{ given_name: "A\u0000", family_name: { x: 1 }, name: [] }, "ada"],
    ])("with %j is named %j", async (claims, username) => {
      provider.claims = { ...provider.claims, ...claims };
      const browser = newBrowser();
      await logIn(browser);
      expect(await who(browser)).toBe(username);
    });

    test("has another name than those who are there, and never their account", async () => {
      const id = await auth.users.create({
        username: "ADA",
        password: "secret",
        email: "ada@example.com",
        isSuperuser: true,
      });
      await auth.users.setEmail(id, "ada@example.com", { isVerified: true });
      const browser = newBrowser();
      await logIn(browser);
      expect(await who(browser)).toBe("ada-2");
      expect(await auth.users.find("ada-2")).toMatchObject({ isSuperuser: false });
    });

    test("who comes in two windows at once has one account", async () => {
      const browsers = [newBrowser(), newBrowser(), newBrowser()];
      const addresses = await Promise.all(browsers.map((browser) => comeBack(browser)));
      await Promise.all(browsers.map((browser, index) => browser.get(addresses[index]?.href ?? "")));
      const names = new Set(await Promise.all(browsers.map((browser) => who(browser))));
      expect(names.size).toBe(1);
      expect(await auth.users.list()).toHaveLength(1);
    });

    test("is turned away where there is no signing up", async () => {
      await start();
      await auth.users.create({ username: "ada", password: "secret", email: "ada@example.com" });
      const browser = newBrowser();
      expect(await logIn(browser)).toMatchObject({ status: 403, alert: english.providerUnknown("Company") });
      expect(await who(browser)).toBeUndefined();
      expect(await noted()).toEqual([{ outcome: "denied", by: "company", reason: "unknown" }]);
    });

    test("is who the app says, once and for all", async () => {
      const asked: unknown[] = [];
      await start({
        user: async ({ sub, groups }, context) => {
          asked.push([sub, groups]);
          return (await context.accounts.users.find("grace"))?.id;
        },
      });
      provider.claims = { ...provider.claims, groups: ["admins"] };
      await auth.users.create({ username: "grace", email: "grace@example.com" });
      const [first, second] = [newBrowser(), newBrowser()];
      await logIn(first);
      await logIn(second);
      expect([await who(first), await who(second)]).toEqual(["grace", "grace"]);
      expect(asked).toEqual([["ada-1", ["admins"]]]);
      await auth.mailing?.settled();
      expect(mailbox.mails).toMatchObject([
        { to: "grace@example.com", text: expect.stringContaining("Company") },
      ]);
    });

    test.each<[string, OpenIdUser, number, object]>([
      ["says nobody", () => undefined, 403, { outcome: "denied", reason: "unknown" }],
      [
        "refuses",
        () => Promise.reject(new PermissionDenied()),
        403,
        { outcome: "denied", reason: "unknown" },
      ],
      ["names nobody there is", () => 4711, 403, { outcome: "denied", reason: "unknown" }],
      [
        "fails",
        () => Promise.reject(new Error("directory down")),
        400,
        { outcome: "failed", reason: "user" },
      ],
    ])("is turned away when the app %s", async (_, user, status, entry) => {
      await start({ user });
      const browser = newBrowser();
      expect(await logIn(browser)).toMatchObject({ status, alert: expect.stringContaining("Company") });
      expect(await who(browser)).toBeUndefined();
      expect(await noted()).toMatchObject([entry]);
    });
  });

  test("who is deactivated is not let in", async () => {
    await logIn(newBrowser());
    const [{ id = 0 } = {}] = await auth.users.list();
    await auth.users.setActive(id, false);
    const browser = newBrowser();
    expect(await logIn(browser)).toMatchObject({ status: 403, alert: english.providerInactive });
    expect(await who(browser)).toBeUndefined();
    expect((await noted())[0]).toEqual({
      outcome: "denied",
      objectText: "ada",
      by: "company",
      reason: "inactive",
    });
  });

  describe("connecting", () => {
    test("opens the same account from then on, and its owner hears of it", async () => {
      const { browser } = await member();
      expect(await connect(browser)).toMatchObject({ status: 303, location: "/accounts/connections/" });
      expect((await browser.get("/accounts/connections/")).html).toContain(english.isConnected("Company"));
      const elsewhere = newBrowser();
      await logIn(elsewhere);
      expect(await who(elsewhere)).toBe("grace");
      await auth.mailing?.settled();
      expect(mailbox.mails).toMatchObject([
        { to: "grace@example.com", text: expect.stringContaining("an account at Company opens") },
      ]);
      expect(await noted("auth.connect")).toMatchObject([
        { outcome: "allowed", actorName: "grace", objectText: "grace" },
      ]);
    });

    test("is not possible with what somebody else has", async () => {
      await logIn(newBrowser());
      const { browser } = await member();
      expect(await connect(browser)).toMatchObject({ status: 303, location: "/accounts/connections/" });
      expect((await browser.get("/accounts/connections/")).html).toContain(
        "is connected with another one here",
      );
      expect(await noted("auth.connect")).toMatchObject([
        { outcome: "failed", actorName: "grace", reason: "taken" },
        { outcome: "allowed" },
      ]);
    });

    test("needs a fresh proof", async () => {
      const { browser } = await member();
      const page = await browser.get("/accounts/connections/");
      expect(page.buttons).toEqual(["Connect Company", "Connect Club"]);
      later(16);
      expect(await browser.get("/accounts/connections/")).toMatchObject({
        status: 302,
        location: "/accounts/confirm/?next=/accounts/connections/",
      });
      const left = await browser.post("/accounts/confirm/", {}, "/accounts/openid/company/connect/");
      expect(left.location).toMatch(/^\/accounts\/confirm\//);
      expect(provider.visits).toEqual([]);
    });

    test("is over when its session has ended meanwhile", async () => {
      const { id, browser } = await member();
      const address = await comeBack(browser, { page: "/accounts/connections/", way: "connect/" });
      await auth.users.endSessions(id);
      expect(await browser.get(address.href)).toMatchObject({ status: 400, alert: english.providerOutdated });
      expect(await noted("auth.connect")).toEqual([]);
    });

    test("is for whoever began it, not for who is logged in by then", async () => {
      const { browser } = await member();
      await member("linus");
      const address = await comeBack(browser, { page: "/accounts/connections/", way: "connect/" });
      await browser.post("/accounts/logout/");
      await browser.post("/accounts/login/", { username: "linus", password: "secret" });
      expect(await browser.get(address.href)).toMatchObject({ status: 400 });
      expect(await noted("auth.connect")).toEqual([]);
    });
  });

  describe("disconnecting", () => {
    const disconnect = async (browser: CookieBrowser, connection: string) =>
      await browser.post("/accounts/connections/", { connection });
    const idsIn = ({ html }: Seen) =>
      [...html.matchAll(/name="connection" value="(\d+)"/g)].map(([, id = ""]) => id);

    test("keeps the account from opening, and its owner hears of it", async () => {
      const { browser } = await member();
      await connect(browser);
      const [id = ""] = idsIn(await browser.get("/accounts/connections/"));
      await disconnect(browser, id);
      expect((await browser.get("/accounts/connections/")).html).toContain(english.isDisconnected);
      provider.claims = { ...provider.claims, preferred_username: "stranger" };
      const elsewhere = newBrowser();
      await logIn(elsewhere);
      expect(await who(elsewhere)).toBe("stranger");
      await auth.mailing?.settled();
      expect(mailbox.mails).toMatchObject([
        {},
        { text: expect.stringContaining("does not open your account") },
      ]);
      expect(await noted("auth.disconnect")).toMatchObject([{ outcome: "allowed", actorName: "grace" }]);
    });

    test("leaves the only way in", async () => {
      const browser = newBrowser();
      await logIn(browser);
      const page = await browser.get("/accounts/connections/");
      expect(page.html).toContain(english.onlyWayIn);
      expect(idsIn(page)).toEqual([]);
      await disconnect(browser, "1");
      expect((await browser.get("/accounts/connections/")).html).toContain(english.isStillConnected);
      expect(await noted("auth.disconnect")).toEqual([]);
    });

    test("two at once leaves one of the two", async () => {
      const browser = newBrowser();
      await logIn(browser);
      await connect(browser, "club");
      const ids = idsIn(await browser.get("/accounts/connections/"));
      expect(ids).toHaveLength(2);
      await Promise.all(ids.map((id) => disconnect(browser, id)));
      expect(await noted("auth.disconnect")).toHaveLength(1);
    });

    test.each(["", "0", "-1", "1.5", "x", "99999999999999999999", "1; drop table users"])(
      "what is nobody's, %j, does nothing",
      async (id) => {
        const { browser } = await member();
        await connect(browser);
        expect(await disconnect(browser, id)).toMatchObject({ status: 303 });
        expect(idsIn(await browser.get("/accounts/connections/"))).toHaveLength(1);
      },
    );

    test("takes nothing from others", async () => {
      const { browser } = await member();
      await connect(browser);
      const [id = ""] = idsIn(await browser.get("/accounts/connections/"));
      const { browser: theirs } = await member("linus");
      await disconnect(theirs, id);
      expect(idsIn(await browser.get("/accounts/connections/"))).toEqual([id]);
    });
  });

  describe("confirming", () => {
    const confirm = async (browser: CookieBrowser) =>
      await logIn(browser, {
        page: "/accounts/confirm/",
        way: "confirm/",
        fields: { next: "/accounts/sessions/" },
      });
    const isRecent = async (browser: CookieBrowser) =>
      (await browser.get("/accounts/connections/")).status === 200;

    beforeEach(async () => {
      provider.claims = { ...provider.claims, preferred_username: "ada" };
    });

    test("lets them through again who have no password", async () => {
      const browser = newBrowser();
      await logIn(browser);
      later(16);
      expect(await isRecent(browser)).toBe(false);
      const page = await browser.get("/accounts/confirm/");
      expect(page.buttons).toEqual(["Log in with Company"]);
      expect(page.html).not.toContain('type="password"');
      provider.misbehaviour = { token: (claims) => ({ ...claims, auth_time: now / 1000 }) };
      expect(await confirm(browser)).toMatchObject({ status: 303, location: "/accounts/sessions/" });
      expect(provider.visits.at(-1)?.get("prompt")).toBe("login");
      expect(await isRecent(browser)).toBe(true);
      expect(await noted("auth.confirm")).toEqual([{ outcome: "allowed", actorName: "ada", by: "company" }]);
    });

    test.each<[string, Misbehaviour["token"], string]>([
      ["nobody was asked there", (claims) => ({ ...claims, auth_time: now / 1000 - 3_600 }), "auth_time"],
      ["nobody knows when", ({ auth_time: _, ...claims }) => claims, "auth_time"],
      [
        "it was somebody else",
        (claims) => ({ ...claims, sub: "eve-1", auth_time: now / 1000 }),
        "somebody else",
      ],
    ])("does not when %s", async (_, token, reason) => {
      const browser = newBrowser();
      await logIn(browser);
      later(16);
      provider.misbehaviour = token ? { token } : {};
      expect(await confirm(browser)).toMatchObject({
        status: 303,
        location: expect.stringMatching(/^\/accounts\/confirm\/\?next=/),
      });
      expect((await browser.get("/accounts/confirm/")).html).toContain("has not confirmed that it is you");
      expect(await isRecent(browser)).toBe(false);
      expect(await noted("auth.confirm")).toMatchObject([{ outcome: "failed", reason }]);
    });

    test("is due when the provider recognized them long ago", async () => {
      provider.claims = { ...provider.claims, auth_time: Math.floor(now / 1000) - 3_600 };
      const browser = newBrowser();
      await logIn(browser);
      expect(await who(browser)).toBe("ada");
      expect(await isRecent(browser)).toBe(false);
    });
  });

  describe("without passwords", () => {
    beforeEach(() => start({ signUp: true }, { passwords: false, signUp: true }));

    test("the login page has the providers only", async () => {
      const page = await newBrowser().get("/accounts/login/");
      expect(page.buttons).toEqual(["Log in with Company", "Log in with Club"]);
      expect(page.html).not.toMatch(/type="password"|accounts\/(reset|sign-up)/);
    });

    test("nobody logs in with one", async () => {
      await auth.users.create({ username: "grace", password: "secret" });
      const browser = newBrowser();
      const seen = await browser.post("/accounts/login/", { username: "grace", password: "secret" });
      expect(seen.status).toBe(405);
      expect(await who(browser)).toBeUndefined();
    });

    test.each(["/accounts/reset/", "/accounts/sign-up/", "/accounts/password/"])(
      "%s is not there",
      async (path) => {
        const browser = newBrowser();
        await logIn(browser);
        expect(await browser.get(path)).toMatchObject({ status: 404 });
        expect((await browser.get("/accounts/profile/")).html).not.toContain(english.changePassword);
      },
    );

    test("a password of before is no way in", async () => {
      const id = await auth.users.create({ username: "grace", password: "secret" });
      await start({ user: () => id }, { passwords: false });
      await auth.users.create({ username: "grace", password: "secret" });
      const browser = newBrowser();
      await logIn(browser);
      expect((await browser.get("/accounts/connections/")).html).toContain(english.onlyWayIn);
    });
  });
});
