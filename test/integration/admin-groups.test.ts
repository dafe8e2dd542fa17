import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { english } from "../../src/auth/texts/english.ts";
import type { Permission } from "../../src/live/principal.ts";
import { testDatabases } from "../servers/test-databases.ts";
import { AdminApp, box, said } from "../support/admin-app.ts";

const words = english.admin;

describe.each(testDatabases)("the admin pages on $name", ({ name: database, open }) => {
  // A simulated browser does not wait for a page that a slower database is asked for.
  const journey = test.runIf(database === "SQLite");
  let admin: AdminApp;

  beforeEach(async () => {
    admin = await AdminApp.start(await open());
  });

  afterEach(() => admin.app.close());

  describe("about groups", () => {
    journey("create, rename, fill and delete one", async () => {
      const page = await admin.visit("/admin/groups/", "root");
      await page.type(words.name, "Packers");
      await page.click(words.addGroup);
      await page.follow("Packers");
      await page.type(words.name, "Senders");
      await page.click("Save");
      expect(said(page)).toBe(words.saved);
      await page.check(box(page, "shop.pay_order"));
      await page.click(words.savePermissions);
      expect((await admin.auth.groups.list()).find(({ name }) => name === "Senders")).toMatchObject({
        permissions: ["shop.pay_order"],
        isRole: false,
      });
      await page.follow(words.deleteGroup);
      await page.click(words.delete);
      expect([page.url, said(page)]).toEqual(["/admin/groups/", words.groupDeleted("Senders")]);
    });

    test.each([
      ["Support", words.groupTaken],
      ["x".repeat(151), words.groupNameInvalid],
    ])("say beside the field what is wrong with a name", async (name, problem) => {
      const page = await admin.visit("/admin/groups/", "root");
      await page.type(words.name, name);
      await page.click(words.addGroup);
      expect(page.text).toContain(problem);
    });

    test("keep what the code gives a role, and add to it", async () => {
      const page = await admin.visit("/admin/groups/1/", "root");
      expect(page.text).toContain(words.roleHint);
      expect(box(page, "shop.view_order")).toMatchObject({ disabled: true, checked: true });
      await page.check(box(page, "shop.pay_order"));
      await page.click(words.savePermissions);
      await page.call("savePermissions", { chosen: [], before: "shop.view_order" });
      await page.call("rename", { name: "Other" }).catch(() => undefined);
      const role = await admin.auth.groups.get(1);
      expect([role?.name, role?.permissions.filter((name) => name.startsWith("shop."))]).toEqual([
        "Support",
        ["shop.pay_order", "shop.view_order"],
      ]);
      await expect(admin.visit("/admin/groups/1/delete/", "root")).rejects.toMatchObject({
        code: "LV-NOT-FOUND",
      });
      await expect(admin.auth.groups.delete(1)).rejects.toMatchObject({ code: "LV-GROUP-ROLE" });
    });

    test.each([
      [1, "rename", { name: "Mine" }],
      [1, "savePermissions", { chosen: "auth.view_user", before: "" }],
      [2, "rename", { name: "Mine" }],
      [2, "savePermissions", { chosen: [], before: "shop.pay_order" }],
      [3, "savePermissions", { chosen: "shop.pay_order", before: "" }],
    ])("refuse by hand what somebody may not change: group %i, %s", async (id, event, params) => {
      await admin.grant("helper", "auth.change_group");
      const before = await admin.auth.groups.list();
      const page = await admin.visit(`/admin/groups/${id}/`, "helper");
      await page.call(event, params).catch(() => undefined);
      expect(await admin.auth.groups.list()).toEqual(before);
      expect(await admin.lastEntry()).toMatchObject({
        action: "auth.admin",
        outcome: "denied",
        objectType: "group",
      });
    });

    test("tell the members at once", async () => {
      await admin.auth.users.addToGroup(admin.idOf("clerk"), "Cashiers");
      await admin.auth.groups.change(2, { add: ["auth.view_group" as Permission] });
      const page = await admin.visit("/admin/groups/", "clerk");
      await admin.auth.groups.delete(2);
      await expect(page.visit("/admin/groups/")).rejects.toMatchObject({ code: "LV-PERMISSION-DENIED" });
    });
  });
});
