import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { english } from "../../src/auth/texts/english.ts";
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

  describe("who may see them", () => {
    test("lead to the login page when nobody is logged in", async () => {
      const page = await admin.visit("/admin/");
      expect(page.url).toContain("/accounts/login/");
    });

    test.each(["", "users/", "users/1/", "users/99/", "groups/", "audit/", "users/add/"])(
      "are refused to staff without permissions: %s",
      async (path) => {
        for (const who of ["clerk", "ada"])
          await expect(admin.visit(`/admin/${path}`, who)).rejects.toMatchObject({
            code: "LV-PERMISSION-DENIED",
          });
      },
    );

    test("need staff, whatever somebody may do", async () => {
      await admin.auth.users.setStaff(admin.idOf("boss"), false);
      await expect(admin.visit("/admin/users/", "boss")).rejects.toMatchObject({
        code: "LV-PERMISSION-DENIED",
      });
    });

    test("lead to the first part that somebody may see, and show only those", async () => {
      const page = await admin.visit("/admin/", "helper");
      expect(page.url).toBe("/admin/users/");
      expect(page.getByRole("navigation", { name: words.administration }).textContent).toBe("UsersGroups");
    });

    test.each(["99", "0", "x", "99999999999999999999", "1e3"])("know no user %s", async (id) => {
      await expect(admin.visit(`/admin/users/${id}/`, "root")).rejects.toMatchObject({
        code: "LV-NOT-FOUND",
      });
    });

    test("are left when the right to see them is taken away", async () => {
      const page = await admin.visit("/admin/users/", "helper");
      await admin.auth.users.removeFromGroup(admin.idOf("helper"), "Support");
      await expect(page.call("search", { q: "ada" })).rejects.toMatchObject({ code: "LV-PERMISSION-DENIED" });
    });
  });

  describe("about users", () => {
    journey("find somebody, and keep what was searched for in the address", async () => {
      const page = await admin.visit("/admin/users/", "helper");
      await page.type(words.search, "ad");
      await admin.app.advance(300);
      expect(page.url).toBe("/admin/users/?q=ad");
      expect(page.getAllByRole("rowheader").map((cell) => cell.textContent)).toEqual(["ada"]);
      await page.follow("ada");
      expect(page.getByRole("heading", { name: "ada" })).toBeDefined();
    });

    test.each([
      ["?show=staff", ["boss", "clerk", "helper", "root"]],
      ["?show=inactive", []],
      ["?show=constructor&group=x&after=x", ["ada", "boss", "clerk", "helper", "root"]],
    ])("show those of %s", async (query, expected) => {
      const page = await admin.visit(`/admin/users/${query}`, "helper");
      expect(page.getAllByRole("rowheader").map((cell) => cell.textContent)).toEqual(expected);
    });

    journey("create somebody without a password, and send them a link to choose one", async () => {
      const page = await admin.visit("/admin/users/add/", "helper");
      await page.type("Username", "eve");
      await page.type("E-mail address", "eve@example.com");
      await page.click(words.addUser);
      expect([said(page), page.getByRole("heading", { name: "eve" }).textContent]).toEqual([
        words.userCreated("eve"),
        "eve",
      ]);
      await page.click(words.sendReset);
      expect(said(page)).toBe(words.resetSent("eve@example.com"));
      await admin.auth.mailing?.settled();
      const [, link = ""] = /http:\/\/localhost(\S+)/.exec(admin.mailbox.mails.at(-1)?.text ?? "") ?? [];
      const reset = await admin.visit(link);
      await reset.type("New password", "correct horse battery");
      await reset.type("New password, once more", "correct horse battery");
      await reset.click("Set the new password");
      expect(reset.text).toContain(english.passwordIsSet);
      expect(await admin.lastEntry()).toMatchObject({ action: "auth.set_password", actorName: "eve" });
    });

    test.each([
      ["ADA", words.usernameTaken],
      ["a b", words.usernameInvalid],
      ["", english.required],
    ])("say beside the field what is wrong with the name %j", async (username, problem) => {
      const page = await admin.visit("/admin/users/add/", "helper");
      await page.type("Username", username);
      await page.click(words.addUser);
      const field = page.getByLabel("Username");
      expect(
        page.document.getElementById(field.getAttribute("aria-describedby") ?? "")?.textContent.trim(),
      ).toBe(problem);
    });

    test("change names and address: it is not confirmed then, and the log names who did it", async () => {
      await admin.auth.users.setEmail(admin.idOf("ada"), "ada@example.com", { isVerified: true });
      const page = await admin.visit(admin.userPath("ada"), "helper");
      await page.type("First name", "Augusta");
      await page.type("E-mail address", "ada@elsewhere.example");
      await page.click("Save");
      expect(said(page)).toBe(words.saved);
      expect(await admin.account("ada")).toMatchObject({
        firstName: "Augusta",
        email: "ada@elsewhere.example",
        emailVerifiedAt: null,
      });
      expect(await admin.lastEntry()).toMatchObject({
        action: "auth.set_email",
        actorName: "helper",
        objectText: "ada",
      });
      await admin.auth.mailing?.settled();
      expect(admin.mailbox.mails).toMatchObject([
        { to: "ada@example.com", subject: english.emailChangedMailSubject },
      ]);
    });

    test("do not write over what somebody else has changed meanwhile", async () => {
      const [one, other] = [
        await admin.visit(admin.userPath("ada"), "helper"),
        await admin.visit(admin.userPath("ada"), "root"),
      ];
      await other.type("First name", "Augusta");
      await one.type("First name", "Ida");
      await other.click("Save");
      await one.click("Save");
      expect(said(one)).toBe(words.meanwhile);
      expect(await admin.account("ada")).toMatchObject({ firstName: "Augusta" });
      expect(one.getByLabel("First name")).toMatchObject({ value: "Augusta" });
    });

    test("show at once what others do to the user", async () => {
      const page = await admin.visit(admin.userPath("ada"), "helper");
      await admin.auth.users.setActive(admin.idOf("ada"), false);
      await admin.app.settle();
      expect(page.text).toContain(words.isInactive);
    });

    test("deactivate somebody, and let them in again", async () => {
      const page = await admin.visit(admin.userPath("ada"), "helper");
      await page.click(words.deactivate);
      expect(await admin.account("ada")).toMatchObject({ isActive: false });
      await page.click(words.activate);
      expect(await admin.account("ada")).toMatchObject({ isActive: true });
    });

    test("let nobody in again who may do more", async () => {
      await admin.grant("ada", "shop.pay_order");
      const page = await admin.visit(admin.userPath("ada"), "helper");
      await page.click(words.deactivate);
      expect(page.text).toContain(words.activateOfMore);
      await page.call("setActive", { to: "yes" });
      expect([said(page), await admin.account("ada")]).toMatchObject([words.notAllowed, { isActive: false }]);
    });

    test("show superusers' groups and permissions without a button to those who may change none", async () => {
      const page = await admin.visit(admin.userPath("root", "rights/"), "helper");
      expect(page.queryByRole("button", { name: words.saveGroups })).toBeUndefined();
      expect(page.queryByRole("button", { name: words.savePermissions })).toBeUndefined();
    });

    test("put into groups and give permissions, each as far as somebody may", async () => {
      const page = await admin.visit(admin.userPath("ada", "rights/"), "helper");
      expect([box(page, "Cashiers"), box(page, "shop.pay_order")]).toMatchObject([
        { disabled: true },
        { disabled: true },
      ]);
      await page.check(box(page, "^Readers"));
      await page.click(words.saveGroups);
      expect([said(page), await admin.groupsOf("ada")]).toEqual([words.saved, ["Readers"]]);
      expect(page.text).toContain(words.throughGroups("Readers"));
      await page.check(box(page, "shop.view_order"));
      await page.click(words.savePermissions);
      expect(await admin.grantsOf("ada")).toEqual(["shop.view_order"]);
      await page.uncheck(box(page, "shop.view_order"));
      await page.click(words.savePermissions);
      await page.uncheck(box(page, "^Readers"));
      await page.click(words.saveGroups);
      expect([...(await admin.auth.users.permissionsOf(admin.idOf("ada")))]).toEqual([]);
      expect(await admin.lastEntry()).toMatchObject({
        action: "auth.remove_from_group",
        actorName: "helper",
      });
    });

    test("take nothing away that somebody else gave meanwhile", async () => {
      const page = await admin.visit(admin.userPath("ada", "rights/"), "root");
      await admin.grant("ada", "shop.pay_order");
      await page.call("savePermissions", { chosen: "shop.view_order", before: "" });
      expect(await admin.grantsOf("ada")).toEqual(["shop.pay_order", "shop.view_order"]);
    });

    test("make staff and superusers, and take it back, for superusers only", async () => {
      const page = await admin.visit(admin.userPath("ada"), "root");
      await page.click(words.makeStaff);
      await page.click(words.makeSuperuser);
      expect(await admin.account("ada")).toMatchObject({ isStaff: true, isSuperuser: true });
      await page.click(words.takeSuperuser);
      await page.click(words.takeStaff);
      expect(await admin.account("ada")).toMatchObject({ isStaff: false, isSuperuser: false });
    });

    test("end one session, and all", async () => {
      const sessions = async () => (await admin.auth.users.sessionsOf(admin.idOf("ada"))).length;
      for (let count = 0; count < 3; count++) await admin.visit("/accounts/profile/", "ada");
      const page = await admin.visit(admin.userPath("ada", "sessions/"), "helper");
      const [first] = page.getAllByRole("button", { name: english.endThatSession(english.unknownBrowser) });
      if (first) await page.click(first);
      expect([said(page), await sessions()]).toEqual([words.sessionEnded, 2]);
      await page.click(words.endAll);
      expect([said(page), await sessions()]).toEqual([words.allEnded, 0]);
    });

    test("take second factors from somebody who has lost them, and tell them; their own they keep", async () => {
      const { users } = admin.auth;
      for (const who of ["ada", "helper"]) await admin.addPasskey(who);
      const page = await admin.visit(admin.userPath("ada", "sessions/"), "helper");
      expect(page.document.body.textContent).toContain(words.factorsOf(0, 1, 0));
      await page.click(words.removeFactors);
      expect(said(page)).toBe(words.factorsRemoved);
      expect(await users.secondFactorsOf(admin.idOf("ada"))).toMatchObject({ passkeys: 0 });
      expect(await admin.lastEntry()).toMatchObject({ action: "auth.remove_factors", actorName: "helper" });
      await admin.auth.mailing?.settled();
      expect(admin.mailbox.mails.at(-1)).toMatchObject({ to: "ada@example.com" });
      const own = await admin.visit(admin.userPath("helper", "sessions/"), "helper");
      expect(own.queryByRole("button", { name: words.removeFactors })).toBeUndefined();
      await own.call("removeFactors");
      expect(said(own)).toBe(words.notAllowed);
      expect(await users.secondFactorsOf(admin.idOf("helper"))).toMatchObject({ passkeys: 1 });
    });

    test("disconnect what somebody logs in with elsewhere: sessions end, and its owner hears of it", async () => {
      const { users } = admin.auth;
      await admin.connect("ada");
      await admin.visit("/accounts/profile/", "ada");
      const page = await admin.visit(admin.userPath("ada", "sessions/"), "helper");
      await page.click(english.disconnectThat("id.example.com"));
      expect(said(page)).toBe(words.disconnected("id.example.com"));
      expect([
        await users.connectionsOf(admin.idOf("ada")),
        await users.sessionsOf(admin.idOf("ada")),
      ]).toEqual([[], []]);
      expect(await admin.lastEntry()).toMatchObject({
        action: "auth.disconnect",
        actorName: "helper",
        objectText: "ada",
        details: { issuer: "https://id.example.com/" },
      });
      await admin.auth.mailing?.settled();
      expect(admin.mailbox.mails).toMatchObject([
        { to: "ada@example.com", text: expect.stringContaining("does not open your account") },
      ]);
    });

    test.each(["helper", "root"])(
      "show what %s logs in with elsewhere, and leave it to those who may",
      async (whose) => {
        await admin.connect(whose);
        const page = await admin.visit(admin.userPath(whose, "sessions/"), "helper");
        expect(page.text).toContain("id.example.com");
        expect(
          page.queryByRole("button", { name: english.disconnectThat("id.example.com") }),
        ).toBeUndefined();
        const [connection] = await admin.auth.users.connectionsOf(admin.idOf(whose));
        await page.call("disconnect", { id: String(connection?.id) });
        expect(said(page)).toBe(words.notAllowed);
        expect(await admin.auth.users.connectionsOf(admin.idOf(whose))).toHaveLength(1);
      },
    );

    test("disconnect nothing that is somebody else's", async () => {
      const { users } = admin.auth;
      await admin.connect("root");
      const [connection] = await users.connectionsOf(admin.idOf("root"));
      const page = await admin.visit(admin.userPath("ada", "sessions/"), "helper");
      await page.call("disconnect", { id: String(connection?.id) });
      expect([said(page), await users.connectionsOf(admin.idOf("root"))]).toEqual([words.gone, [connection]]);
    });

    journey("delete somebody after a question", async () => {
      const page = await admin.visit(admin.userPath("ada"), "root");
      await page.follow(words.deleteUser);
      expect(page.text).toContain(words.deleteUserQuestion("ada"));
      await page.click(words.delete);
      expect([page.url, said(page)]).toEqual(["/admin/users/", words.userDeleted("ada")]);
      expect(await admin.account("ada")).toBeUndefined();
    });

    test("say so when the user is gone meanwhile", async () => {
      const page = await admin.visit(admin.userPath("ada"), "root");
      await admin.auth.users.delete(admin.idOf("ada"));
      await page.call("setStaff", { to: "yes" });
      expect(page.text).toContain(words.gone);
    });
  });
});
