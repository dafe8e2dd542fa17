import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Permission } from "../../src/live/principal.ts";
import type { TestPage } from "../../src/testing/test-page.ts";
import { testDatabases } from "../servers/test-databases.ts";
import { AdminApp } from "../support/admin-app.ts";

describe.each(testDatabases)("the admin pages on $name", ({ open }) => {
  let admin: AdminApp;

  beforeEach(async () => {
    admin = await AdminApp.start(await open());
  });

  afterEach(() => admin.app.close());

  describe("refuse by hand", () => {
    const careful = [
      ["setActive", { to: "no" }],
      ["setStaff", { to: "yes" }],
      ["setSuperuser", { to: "yes" }],
      ["sendReset", {}],
      ["save", { firstName: "X", lastName: "", email: "x@example.com" }],
    ] as const;

    async function isRefused(page: TestPage, event: string, params: object, username: string): Promise<void> {
      const before = [
        await admin.account(username),
        await admin.grantsOf(username),
        await admin.groupsOf(username),
      ];
      await page.call(event, params).catch(() => undefined);
      const after = [
        await admin.account(username),
        await admin.grantsOf(username),
        await admin.groupsOf(username),
      ];
      expect(after).toEqual(before);
      expect(await admin.lastEntry()).toMatchObject({
        action: "auth.admin",
        outcome: "denied",
        objectText: username,
      });
      expect(admin.mailbox.mails).toEqual([]);
    }

    test.each(careful)("%s by somebody who may only look", async (event, params) => {
      await admin.grant("clerk", "auth.view_user");
      const page = await admin.visit(admin.userPath("ada"), "clerk");
      await isRefused(page, event, params, "ada");
    });

    test.each(careful)("%s of a superuser by somebody who is none", async (event, params) => {
      const page = await admin.visit(admin.userPath("boss"), "helper");
      await isRefused(page, event, params, "boss");
    });

    test.each([
      ["helper", "setActive", { to: "no" }],
      ["helper", "setStaff", { to: "yes" }],
      ["helper", "setSuperuser", { to: "yes" }],
      ["root", "setActive", { to: "no" }],
      ["root", "setStaff", { to: "no" }],
      ["root", "setSuperuser", { to: "no" }],
    ] as const)("what %s does to themself: %s", async (who, event, params) => {
      const page = await admin.visit(admin.userPath(who), who);
      await isRefused(page, event, params, who);
    });

    test("an address that would bring somebody more than they have", async () => {
      await admin.grant("ada", "shop.pay_order");
      const page = await admin.visit(admin.userPath("ada"), "helper");
      expect(page.getByLabel("E-mail address").hasAttribute("readonly")).toBe(true);
      await isRefused(page, "save", { firstName: "", lastName: "", email: "helper@example.com" }, "ada");
    });

    test.each([
      ["clerk", "savePermissions", { chosen: "shop.pay_order", before: "" }],
      ["clerk", "savePermissions", { chosen: ["shop.view_order", "auth.delete_user"], before: "" }],
      ["clerk", "savePermissions", { chosen: [], before: "shop.pay_order" }],
      ["clerk", "saveGroups", { chosen: "2", before: "" }],
      ["clerk", "saveGroups", { chosen: [], before: "2 3" }],
      ["helper", "savePermissions", { chosen: "shop.view_order", before: "" }],
      ["helper", "saveGroups", { chosen: "3", before: "" }],
      ["helper", "saveGroups", { chosen: [], before: "1" }],
      ["root", "savePermissions", { chosen: "shop.view_order", before: "" }],
      ["root", "saveGroups", { chosen: "3", before: "" }],
    ])("rights that helper gives to or takes from %s: %s %j", async (whom, event, params) => {
      await admin.grant("clerk", "shop.pay_order");
      const page = await admin.visit(admin.userPath(whom, "rights/"), "helper");
      await isRefused(page, event, params, whom);
    });

    test("permissions and groups that are none, without doing the half of it", async () => {
      const page = await admin.visit(admin.userPath("ada", "rights/"), "root");
      await page.call("savePermissions", { chosen: ["shop.pay_order", "no.such"], before: "" });
      await page.call("saveGroups", { chosen: ["2", "99"], before: "" });
      expect([await admin.grantsOf("ada"), await admin.groupsOf("ada")]).toEqual([[], []]);
    });

    test("a group by its name in place of its number", async () => {
      const id = await admin.auth.groups.create("99");
      await admin.auth.groups.change(id, { add: ["auth.delete_user" as Permission] });
      const page = await admin.visit(admin.userPath("ada", "rights/"), "helper");
      await isRefused(page, "saveGroups", { chosen: "99", before: "" }, "ada");
    });

    test("sessions of superusers that somebody ends who is none", async () => {
      await admin.visit("/accounts/profile/", "boss");
      const page = await admin.visit(admin.userPath("boss", "sessions/"), "helper");
      await isRefused(page, "endAll", {}, "boss");
      expect(await admin.auth.users.sessionsOf(admin.idOf("boss"))).toHaveLength(1);
    });

    test("a page that asks before deleting those whom somebody may not delete: it is as if there was none", async () => {
      await admin.grant("helper", "auth.delete_user");
      for (const path of [
        admin.userPath("root", "delete/"),
        admin.userPath("helper", "delete/"),
        "/admin/users/99/delete/",
      ])
        await expect(admin.visit(path, "helper")).rejects.toMatchObject({ code: "LV-NOT-FOUND" });
    });

    test("everything that matters once the password was given too long ago", async () => {
      const page = await admin.visit(admin.userPath("ada"), "root");
      await admin.app.advance(1);
      for (const { idHash } of await admin.auth.users.sessionsOf(admin.idOf("root")))
        await admin.auth.sessions.update(idHash, { authenticatedAt: Date.now() - 11 * 60_000 });
      await admin.auth.users.setStaff(admin.idOf("root"), true);
      await page.call("setActive", { to: "no" }).catch(() => undefined);
      expect(page.url).toContain("/accounts/confirm/");
      expect(await admin.account("ada")).toMatchObject({ isActive: true });
    });
  });

  describe("keep the last superuser", () => {
    test.each(["setActive", "setSuperuser"])(
      "when two superusers do %s to each other at once",
      async (event) => {
        const pages = [
          await admin.visit(admin.userPath("boss"), "root"),
          await admin.visit(admin.userPath("root"), "boss"),
        ];
        await Promise.allSettled(pages.map((page) => page.call(event, { to: "no" })));
        const left = [await admin.account("root"), await admin.account("boss")].filter(
          (one) => one?.isActive && one.isSuperuser,
        );
        expect(left.length).toBeGreaterThanOrEqual(1);
      },
    );

    test("when they are retired at once, whatever pages say", async () => {
      const keepSuperuser = { keepSuperuser: true };
      const work = ["root", "boss"].map((name) =>
        admin.auth.users.setSuperuser(admin.idOf(name), false, keepSuperuser),
      );
      const results = await Promise.allSettled(work);
      expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
      const delivered = ["root", "boss"].map((name) =>
        admin.auth.users.delete(admin.idOf(name), keepSuperuser),
      );
      expect(
        (await Promise.allSettled(delivered)).filter(({ status }) => status === "rejected"),
      ).toHaveLength(1);
    });
  });
});
