import { describe, expect, test } from "vitest";
import { english } from "../../src/auth/texts/english.ts";
import type { Misbehaviour } from "../servers/open-id-server.ts";
import { testDatabases } from "../servers/test-databases.ts";
import { FormBrowser } from "./form-browser.ts";
import { callback, OpenIdStage } from "./open-id-stage.ts";

describe.each(testDatabases)("logging in at a provider on $name", ({ open }) => {
  const stage = new OpenIdStage(open);
  const { start, newBrowser, comeBack, logIn, who, noted, later } = stage;

  describe("the way there", () => {
    test("has PKCE, state and nonce, and the app's own address", async () => {
      await comeBack(newBrowser());
      const [visit = new URLSearchParams()] = stage.provider.visits;
      expect(Object.fromEntries(visit)).toEqual({
        response_type: "code",
        client_id: stage.provider.clientId,
        redirect_uri: stage.app.origin + callback,
        scope: "openid profile email",
        code_challenge: expect.stringMatching(/^[\w-]{43}$/),
        code_challenge_method: "S256",
        max_age: "2592000",
        state: expect.stringMatching(/^[\w-]{43}$/),
        nonce: expect.stringMatching(/^[\w-]{43}$/),
      });
    });

    test("is a page that sends on, because a form's redirect may not leave the site", async () => {
      const left = await newBrowser().post("/accounts/openid/company/", {}, "/accounts/login/");
      expect(left).toMatchObject({
        status: 200,
        location: expect.stringContaining(`${stage.provider.issuer}/authorize?`),
      });
      expect(left.text).toContain(english.goOnTo("Company"));
    });

    test("takes its form's token", async () => {
      const browser = newBrowser();
      const response = await fetch(`${stage.app.origin}/accounts/openid/company/`, {
        method: "POST",
        headers: { origin: stage.app.origin },
      });
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(await who(browser)).toBeUndefined();
    });

    test("is asked for once, whoever goes it", async () => {
      await Promise.all(Array.from({ length: 5 }, () => comeBack(newBrowser())));
      await comeBack(newBrowser());
      expect(stage.provider.counts.get("/.well-known/openid-configuration")).toBe(1);
      later(61);
      await comeBack(newBrowser());
      expect(stage.provider.counts.get("/.well-known/openid-configuration")).toBe(2);
    });

    test.each<[string, Misbehaviour]>([
      ["is broken", { broken: ["/.well-known/openid-configuration"] }],
      ["says nothing", { silent: ["/.well-known/openid-configuration"] }],
      ["is another one", { configuration: { issuer: "https://evil.example" } }],
      ["says too much", { configuration: { more: "x".repeat(600_000) } }],
    ])(
      "is closed while the provider %s, and open again afterwards",
      async (_, misbehaviour) => {
        stage.provider.misbehaviour = misbehaviour;
        const browser = newBrowser();
        const left = await browser.post("/accounts/openid/company/", {}, "/accounts/login/");
        expect([400, 502]).toContain(left.status);
        expect(left.alert).toMatch(/Company.*\([\da-f]{8}\)/);
        expect(stage.app.log.map(({ fields }) => fields)).toContainEqual(
          expect.objectContaining({ err: expect.objectContaining({ code: "LV-OPENID-FAILED" }) }),
        );
        stage.provider.misbehaviour = {};
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
      stage.provider.claims = {
        ...stage.provider.claims,
        preferred_username: "renamed",
        email: "new@example.com",
      };
      const later = newBrowser();
      await logIn(later);
      expect(await who(later)).toBe("ada");
      expect((await stage.auth.users.list()).map(({ username }) => username)).toEqual(["ada"]);
      expect(await noted()).toEqual([
        { outcome: "allowed", actorName: "ada", by: "company" },
        { outcome: "allowed", actorName: "ada", by: "company" },
      ]);
    });

    test("gives the session a new id", async () => {
      const browser = newBrowser();
      const address = await comeBack(browser);
      const before = browser.cookie;
      await browser.get(address.href);
      expect(browser.cookie).not.toBe(before);
    });

    test("keeps the session when it was asked to", async () => {
      const [short, long] = [newBrowser(), newBrowser()];
      await logIn(short);
      await logIn(long, { fields: { remember: "1" } });
      const [{ id = 0 } = {}] = await stage.auth.users.list();
      const sessions = await stage.auth.users.sessionsOf(id);
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
      stage.provider.claims = { sub: "ada-1" };
      stage.provider.userinfo = {
        preferred_username: "countess",
        given_name: "Ada",
        iss: "https://evil.example",
      };
      await start({ signUp: true, userinfo: true });
      const browser = newBrowser();
      await logIn(browser);
      expect(await who(browser)).toBe("countess");
      stage.provider.userinfo = { sub: "somebody-else" };
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
      stage.provider.misbehaviour = misbehaviour;
      const browser = newBrowser();
      const seen = await logIn(browser, { fields: { next: "/teams/" } });
      expect([400, 502]).toContain(seen.status);
      expect(seen.alert).toContain("Company");
      expect(seen.text).toContain('name="next" value="/teams/"');
      expect(await who(browser)).toBeUndefined();
      expect(await stage.auth.users.list()).toEqual([]);
      expect(await noted()).toEqual([{ outcome: "failed", by: "company", reason }]);
      expect(JSON.stringify(stage.app.log)).not.toMatch(/secret|eyJ/);
    });
    /** What happens before the browser comes back; it may be another one then. */
    type Change = (address: URL, browser: FormBrowser) => unknown;
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
      const there = other instanceof FormBrowser ? other : browser;
      const users = await stage.auth.users.list();
      const seen = await there.get(address.href);
      expect(seen).toMatchObject({ status: 400, alert: expect.any(String) });
      expect(await stage.auth.users.list()).toEqual(users);
      // Any page can send a browser here without a visit that is its own.
      const [last] = await noted();
      if (reason === "state") expect(JSON.stringify(last ?? "")).not.toContain(reason);
      else expect(last).toMatchObject({ outcome: "failed", reason });
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
      await start({ signUp: true }, { throttle: { loginSteps: { free: 3, most: 3, within: 60_000 } } });
      const from = (address: string) => newBrowser(address);
      for (let count = 0; count < 3; count++) await logIn(from("198.51.100.7"));
      const browser = from("198.51.100.7");
      for (let count = 0; count < 5; count++)
        expect(await browser.get(callback)).toMatchObject({ status: 400 });
      const begin = () => browser.post("/accounts/openid/company/", {}, "/accounts/login/");
      for (let count = 0; count < 3; count++) expect(await begin()).toMatchObject({ status: 200 });
      const left = await begin();
      expect(left).toMatchObject({ status: 429, alert: english.tooManyTries(1) });
      expect(await logIn(from("203.0.113.9"))).toMatchObject({ status: 303 });
    });
  });
});
