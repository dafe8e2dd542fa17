import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { english } from "../../src/auth/texts/english.ts";
import type { TestPage } from "../../src/testing/test-page.ts";
import { testDatabases } from "../servers/test-databases.ts";
import { AdminApp } from "../support/admin-app.ts";

const words = english.admin;

describe.each(testDatabases)("the audit log's page on $name", ({ open }) => {
  let admin: AdminApp;

  beforeEach(async () => {
    admin = await AdminApp.start(await open());
    const { audit } = admin.auth;
    const actor = { user: { id: admin.idOf("helper"), username: "helper" } };
    const object = { type: "order", id: 12, text: "Order of Zoë" };
    await audit.record({ action: "shop.pay", outcome: "allowed", actor, object });
    await audit.record({
      action: "shop.pay",
      outcome: "denied",
      actor,
      object,
      details: { why: "<b>no</b>" },
    });
    await audit.record({ action: "shop.ship", outcome: "failed", object: { ...object, id: 13 } });
  });

  afterEach(() => admin.app.close());

  /** What was done, and what came of it, the newest first. */
  const rows = (page: TestPage) =>
    [...page.document.querySelectorAll("tbody tr")].map((row) =>
      [2, 4].map((at) => row.children[at]?.firstElementChild?.textContent).join(" "),
    );

  test.each([
    ["?action=shop.pay", ["shop.pay Refused", "shop.pay Done"]],
    ["?outcome=failed", ["shop.ship Failed"]],
    ["?object=order", ["shop.ship Failed", "shop.pay Refused", "shop.pay Done"]],
    ["?object=order:12&outcome=allowed", ["shop.pay Done"]],
    ["?actor=HELPER", ["shop.pay Refused", "shop.pay Done"]],
    ["?actor=nobody-of-that-name", []],
    ["?actor=%00&outcome=constructor&before=x&object=:", undefined],
  ])("shows %s", async (query, expected) => {
    const page = await admin.visit(`/admin/audit/${query}`, "root");
    if (expected) expect(rows(page)).toEqual(expected);
    else expect(rows(page).length).toBeGreaterThan(3);
  });

  test("shows details as text", async () => {
    const page = await admin.visit("/admin/audit/?outcome=denied", "root");
    expect(page.text).toContain('{"why":"<b>no</b>"}');
  });

  test("comes page by page", async () => {
    for (let count = 0; count < 51; count++)
      await admin.auth.audit.record({ action: "shop.count", outcome: "allowed" });
    const page = await admin.visit("/admin/audit/?action=shop.count", "root");
    expect(rows(page)).toHaveLength(50);
    await page.follow(words.next);
    expect(rows(page)).toHaveLength(1);
    await page.follow(words.toStart);
    expect(rows(page)).toHaveLength(50);
  });

  test("is searched as people type", async () => {
    const page = await admin.visit("/admin/audit/", "root");
    await page.type(words.action, "shop.ship");
    await admin.app.advance(400);
    expect([page.url, rows(page)]).toEqual(["/admin/audit/?action=shop.ship", ["shop.ship Failed"]]);
  });

  test("is for those who may read it", async () => {
    const refused = { code: "LV-PERMISSION-DENIED" };
    await expect(admin.visit("/admin/audit/", "helper")).rejects.toMatchObject(refused);
    await admin.grant("helper", "auth.view_audit_log");
    expect((await admin.visit("/admin/audit/", "helper")).status).toBe(200);
  });
});
