import { TOTP } from "otpauth";
import { beforeEach, describe, expect, test } from "vitest";
import { english } from "../../src/auth/texts/english.ts";
import type { Misbehaviour } from "../servers/open-id-server.ts";
import { testDatabases } from "../servers/test-databases.ts";
import type { FormAnswer, FormBrowser } from "./form-browser.ts";
import { OpenIdStage } from "./open-id-stage.ts";

describe.each(testDatabases)("accounts at providers on $name", ({ open }) => {
  const stage = new OpenIdStage(open);
  const { start, newBrowser, comeBack, logIn, who, noted, member, connect, later } = stage;

  describe("connecting", () => {
    test("opens the same account from then on, and its owner hears of it", async () => {
      const { browser } = await member();
      expect(await connect(browser)).toMatchObject({ status: 303, location: "/accounts/connections/" });
      expect((await browser.get("/accounts/connections/")).text).toContain(english.isConnected("Company"));
      const elsewhere = newBrowser();
      await logIn(elsewhere);
      expect(await who(elsewhere)).toBe("grace");
      await stage.auth.mailing?.settled();
      expect(stage.mailbox.mails).toMatchObject([
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
      expect((await browser.get("/accounts/connections/")).text).toContain(
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
      const left = await browser.post("/accounts/openid/company/connect/", {}, "/accounts/confirm/");
      expect(left.location).toMatch(/^\/accounts\/confirm\//);
      expect(stage.provider.visits).toEqual([]);
    });

    test("is over when its session has ended meanwhile", async () => {
      const { id, browser } = await member();
      const address = await comeBack(browser, { page: "/accounts/connections/", way: "connect/" });
      await stage.auth.users.endSessions(id);
      expect(await browser.get(address.href)).toMatchObject({ status: 400, alert: english.providerOutdated });
      expect(await noted("auth.connect")).toEqual([]);
    });

    test("is for whoever began it, not for who is logged in by then", async () => {
      const { browser } = await member();
      await member("linus");
      const address = await comeBack(browser, { page: "/accounts/connections/", way: "connect/" });
      await browser.post("/accounts/logout/", {});
      await browser.post("/accounts/login/", { username: "linus", password: "secret" });
      expect(await browser.get(address.href)).toMatchObject({ status: 400 });
      expect(await noted("auth.connect")).toEqual([]);
    });
  });

  describe("disconnecting", () => {
    const disconnect = async (browser: FormBrowser, connection: string) =>
      await browser.post("/accounts/connections/", { connection });
    const idsIn = ({ text }: FormAnswer) =>
      [...text.matchAll(/name="connection" value="(\d+)"/g)].map(([, id = ""]) => id);

    test("keeps the account from opening, and its owner hears of it", async () => {
      const { browser } = await member();
      await connect(browser);
      const [id = ""] = idsIn(await browser.get("/accounts/connections/"));
      await disconnect(browser, id);
      expect((await browser.get("/accounts/connections/")).text).toContain(english.isDisconnected);
      stage.provider.claims = { ...stage.provider.claims, preferred_username: "stranger" };
      const elsewhere = newBrowser();
      await logIn(elsewhere);
      expect(await who(elsewhere)).toBe("stranger");
      await stage.auth.mailing?.settled();
      expect(stage.mailbox.mails).toMatchObject([
        {},
        { text: expect.stringContaining("does not open your account") },
      ]);
      expect(await noted("auth.disconnect")).toMatchObject([{ outcome: "allowed", actorName: "grace" }]);
    });

    test("leaves the only way in", async () => {
      const browser = newBrowser();
      await logIn(browser);
      const page = await browser.get("/accounts/connections/");
      expect(page.text).toContain(english.onlyWayIn);
      expect(idsIn(page)).toEqual([]);
      await disconnect(browser, "1");
      expect((await browser.get("/accounts/connections/")).text).toContain(english.isStillConnected);
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
    const confirm = async (browser: FormBrowser) =>
      await logIn(browser, {
        page: "/accounts/confirm/",
        way: "confirm/",
        fields: { next: "/accounts/sessions/" },
      });
    const isRecent = async (browser: FormBrowser) =>
      (await browser.get("/accounts/connections/")).status === 200;

    beforeEach(async () => {
      stage.provider.claims = { ...stage.provider.claims, preferred_username: "ada" };
    });

    test("lets them through again who have no password", async () => {
      const browser = newBrowser();
      await logIn(browser);
      later(16);
      expect(await isRecent(browser)).toBe(false);
      const page = await browser.get("/accounts/confirm/");
      expect(page.buttons).toEqual(["Log in with Company"]);
      expect(page.text).not.toContain('type="password"');
      stage.provider.misbehaviour = { token: (claims) => ({ ...claims, auth_time: stage.now / 1000 }) };
      expect(await confirm(browser)).toMatchObject({ status: 303, location: "/accounts/sessions/" });
      expect(stage.provider.visits.at(-1)?.get("prompt")).toBe("login");
      expect(await isRecent(browser)).toBe(true);
      expect(await noted("auth.confirm")).toEqual([{ outcome: "allowed", actorName: "ada", by: "company" }]);
    });

    test.each<[string, Misbehaviour["token"], string]>([
      [
        "nobody was asked there",
        (claims) => ({ ...claims, auth_time: stage.now / 1000 - 3_600 }),
        "auth_time",
      ],
      ["nobody knows when", ({ auth_time: _, ...claims }) => claims, "auth_time"],
      [
        "it was somebody else",
        (claims) => ({ ...claims, sub: "eve-1", auth_time: stage.now / 1000 }),
        "somebody else",
      ],
    ])("does not when %s", async (_, token, reason) => {
      const browser = newBrowser();
      await logIn(browser);
      later(16);
      stage.provider.misbehaviour = token ? { token } : {};
      expect(await confirm(browser)).toMatchObject({
        status: 303,
        location: expect.stringMatching(/^\/accounts\/confirm\/\?next=/),
      });
      expect((await browser.get("/accounts/confirm/")).text).toContain("has not confirmed that it is you");
      expect(await isRecent(browser)).toBe(false);
      expect(await noted("auth.confirm")).toMatchObject([{ outcome: "failed", reason }]);
    });

    test("who comes again without a word of when has proved nothing, and in a new session something", async () => {
      stage.provider.misbehaviour = { token: ({ auth_time: _, ...claims }) => claims };
      const browser = newBrowser();
      await logIn(browser);
      expect(await isRecent(browser)).toBe(true);
      later(30);
      expect(await isRecent(browser)).toBe(false);
      await logIn(browser, { page: "/accounts/confirm/" });
      expect(await who(browser)).toBe("ada");
      expect(await isRecent(browser)).toBe(false);
      const fresh = newBrowser();
      await logIn(fresh);
      expect(await isRecent(fresh)).toBe(true);
    });

    test("is due when the provider recognized them long ago", async () => {
      stage.provider.claims = { ...stage.provider.claims, auth_time: Math.floor(stage.now / 1000) - 3_600 };
      const browser = newBrowser();
      await logIn(browser);
      expect(await who(browser)).toBe("ada");
      expect(await isRecent(browser)).toBe(false);
    });
  });

  test("a browser in which somebody has logged in is known to their account", async () => {
    const browser = newBrowser();
    await logIn(browser);
    expect(browser.cookie).toContain("known-browser");
  });

  describe("who has a second factor", () => {
    /** With an authenticator app, and the codes for when it is lost. */
    async function withFactor(): Promise<readonly string[]> {
      await start({ signUp: true }, { totp: true });
      const browser = newBrowser();
      await logIn(browser);
      const [{ id, username } = { id: 0, username: "" }] = await stage.auth.users.list();
      const { changes } = stage.auth.secondFactors ?? {};
      const [session] = await stage.auth.users.sessionsOf(id);
      const owner = { user: { id, username }, sessionHash: session?.idHash ?? "" };
      const { secret = "" } = (await changes?.beginTotp(owner)) ?? {};
      const code = new TOTP({ secret }).generate({ timestamp: stage.now });
      return (await changes?.finishTotp(owner, code)) ?? [];
    }

    test("proves it after coming back, and is where they wanted to be then", async () => {
      const [code = ""] = await withFactor();
      const browser = newBrowser();
      const seen = await logIn(browser, { fields: { next: "/me/", remember: "1" } });
      expect(seen).toMatchObject({ status: 303, location: "/accounts/second-factor/?next=/me/" });
      expect(await who(browser)).toBeUndefined();
      expect(await noted("auth.first_factor")).toEqual([
        { outcome: "allowed", objectText: "ada", by: "company" },
      ]);
      const done = await browser.post("/accounts/second-factor/", { code, next: "/me/" });
      expect(done).toMatchObject({ status: 303, location: "/me/" });
      expect(await who(browser)).toBe("ada");
      const [{ id = 0 } = {}] = await stage.auth.users.list();
      expect((await stage.auth.users.sessionsOf(id))[0]).toMatchObject({ isRemembered: true });
    });

    test("is not let in when the app has let them go meanwhile", async () => {
      await withFactor();
      const [{ id = 0 } = {}] = await stage.auth.users.list();
      await stage.auth.users.setActive(id, false);
      const browser = newBrowser();
      expect(await logIn(browser)).toMatchObject({ status: 403 });
      expect(await who(browser)).toBeUndefined();
    });
  });

  describe("without passwords", () => {
    beforeEach(() => start({ signUp: true }, { passwords: false, signUp: true }));

    test("the login page has the providers only", async () => {
      const page = await newBrowser().get("/accounts/login/");
      expect(page.buttons).toEqual(["Log in with Company", "Log in with Club"]);
      expect(page.text).not.toMatch(/type="password"|accounts\/(reset|sign-up)/);
    });

    test("nobody logs in with one", async () => {
      await stage.auth.users.create({ username: "grace", password: "secret" });
      const browser = newBrowser();
      const seen = await browser.post("/accounts/login/", { username: "grace", password: "secret" });
      expect(seen.status).toBe(405);
      expect(await who(browser)).toBeUndefined();
    });

    test("nobody confirms with one", async () => {
      await start({ user: ({ sub }) => (sub === "ada-1" ? 1 : undefined) }, { passwords: false });
      await stage.auth.users.create({ username: "grace", password: "secret" });
      const browser = newBrowser();
      await logIn(browser);
      const page = await browser.get("/accounts/confirm/");
      expect(page.buttons).toEqual(["Log in with Company"]);
      expect(await browser.post("/accounts/confirm/", { password: "secret" })).toMatchObject({ status: 405 });
    });

    test.each(["/accounts/reset/", "/accounts/sign-up/", "/accounts/password/"])(
      "%s is not there",
      async (path) => {
        const browser = newBrowser();
        await logIn(browser);
        expect(await browser.get(path)).toMatchObject({ status: 404 });
        expect((await browser.get("/accounts/profile/")).text).not.toContain(english.changePassword);
      },
    );

    test("a password of before is no way in", async () => {
      const id = await stage.auth.users.create({ username: "grace", password: "secret" });
      await start({ user: () => id }, { passwords: false });
      await stage.auth.users.create({ username: "grace", password: "secret" });
      const browser = newBrowser();
      await logIn(browser);
      expect((await browser.get("/accounts/connections/")).text).toContain(english.onlyWayIn);
    });
  });
});
