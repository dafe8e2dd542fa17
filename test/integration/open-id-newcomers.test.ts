import { describe, expect, test } from "vitest";
import type { OpenIdUser } from "../../src/auth/open-id/open-id-provider.ts";
import { english } from "../../src/auth/texts/english.ts";
import { PermissionDenied } from "../../src/errors.ts";
import { testDatabases } from "../servers/test-databases.ts";
import { OpenIdStage } from "./open-id-stage.ts";

describe.each(testDatabases)("whoever comes from a provider on $name", ({ open }) => {
  const stage = new OpenIdStage(open);
  const { start, newBrowser, comeBack, logIn, who, noted } = stage;

  describe("somebody new", () => {
    test("gets an account with what the provider says of them", async () => {
      stage.provider.claims = { ...stage.provider.claims, given_name: " Ada ", family_name: "Lovelace" };
      await logIn(newBrowser());
      const [user] = await stage.auth.users.list();
      expect(user).toMatchObject({
        username: "ada",
        firstName: "Ada",
        lastName: "Lovelace",
        email: "ada@example.com",
      });
      expect(user?.emailVerifiedAt).toBe(stage.now);
      expect(await noted("auth.connect")).toEqual([
        { outcome: "allowed", actorName: "ada", objectText: "ada", issuer: stage.provider.issuer },
      ]);
    });

    test.each([[false], ["true"], [1], [undefined]])(
      "has no address while it is %j that it is verified",
      async (email_verified) => {
        stage.provider.claims = { ...stage.provider.claims, email_verified };
        await logIn(newBrowser());
        expect(await stage.auth.users.list()).toMatchObject([{ email: "", emailVerifiedAt: null }]);
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
      stage.provider.claims = { ...stage.provider.claims, ...claims };
      const browser = newBrowser();
      await logIn(browser);
      expect(await who(browser)).toBe(username);
    });

    test("has another name than those who are there, and never their account", async () => {
      const id = await stage.auth.users.create({
        username: "ADA",
        password: "secret",
        email: "ada@example.com",
        isSuperuser: true,
      });
      await stage.auth.users.setEmail(id, "ada@example.com", { isVerified: true });
      const browser = newBrowser();
      await logIn(browser);
      expect(await who(browser)).toBe("ada-2");
      expect(await stage.auth.users.find("ada-2")).toMatchObject({ isSuperuser: false });
    });

    test("who comes in two windows at once has one account", async () => {
      const browsers = [newBrowser(), newBrowser(), newBrowser()];
      const addresses = await Promise.all(browsers.map((browser) => comeBack(browser)));
      await Promise.all(browsers.map((browser, index) => browser.get(addresses[index]?.href ?? "")));
      const names = new Set(await Promise.all(browsers.map((browser) => who(browser))));
      expect(names.size).toBe(1);
      expect(await stage.auth.users.list()).toHaveLength(1);
    });

    test("is turned away where there is no signing up", async () => {
      await start();
      await stage.auth.users.create({ username: "ada", password: "secret", email: "ada@example.com" });
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
      stage.provider.claims = { ...stage.provider.claims, groups: ["admins"] };
      await stage.auth.users.create({ username: "grace", email: "grace@example.com" });
      const [first, second] = [newBrowser(), newBrowser()];
      await logIn(first);
      await logIn(second);
      expect([await who(first), await who(second)]).toEqual(["grace", "grace"]);
      expect(asked).toEqual([["ada-1", ["admins"]]]);
      await stage.auth.mailing?.settled();
      expect(stage.mailbox.mails).toMatchObject([
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
    const [{ id = 0 } = {}] = await stage.auth.users.list();
    await stage.auth.users.setActive(id, false);
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
});
