import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { createApp } from "../../src/adapters/node.ts";
import { type Accounts, accounts } from "../../src/auth/accounts.ts";
import { Mailbox } from "../../src/auth/mail/mailbox.ts";
import { english } from "../../src/auth/texts/english.ts";
import { PermissionDenied } from "../../src/errors.ts";
import { handler } from "../../src/handlers/handler.ts";
import { component } from "../../src/live/components/component.ts";
import { LiveComponent } from "../../src/live/components/live-component.ts";
import { event } from "../../src/live/event.ts";
import { form } from "../../src/live/forms/form.ts";
import { LiveView } from "../../src/live/live-view.ts";
import { get } from "../../src/server/http-route.ts";
import { live } from "../../src/server/live-route.ts";
import { html } from "../../src/template/html.ts";
import { type TestApp, testApp } from "../../src/testing/test-app.ts";
import { TestAuth } from "../../src/testing/test-auth.ts";
import type { TestPage } from "../../src/testing/test-page.ts";
import { testUser } from "../../src/testing/test-user.ts";
import { LiveApp } from "./live-app.ts";

async function refundOf(id: number) {
  if (id > 99) throw new Error("The disk is full");
  return { type: "refund", id, text: `Refund ${id}` };
}

class Stamp extends LiveComponent {
  press = event({ audit: true }, () => {});
  render() {
    return html`<button live-click=${this.press}>Stamp</button>`;
  }
}

class Payouts extends LiveView {
  refusal = "";
  approve = event({ audit: true }, () => {});
  close = event({ audit: "billing.close", permission: "board.post_note" }, () => {});
  hurry = event({ audit: "billing.hurry", rateLimit: { calls: 1, perSeconds: 60 } }, () => {});
  fail = event({ audit: true }, () => {
    throw new TypeError("The secret is hunter2");
  });
  look = event(() => {});
  note = form(z.object({ text: z.string().min(3) }));
  write = event({ form: this.note, audit: "billing.note" }, () => {});
  refund = event(
    {
      params: z.object({ id: z.coerce.number() }),
      permission: "board.post_note",
      audit: { action: "billing.refund", object: ({ id }) => refundOf(id) },
    },
    () => {},
  );
  pay = event(async () => {
    const payout = { type: "payout", id: 12, text: "Payout to Zoë" };
    await this.audit("billing.pay", payout, async () => {});
    await this.audit("billing.pay", payout, () => {
      throw new PermissionDenied();
    });
  });

  override onError(error: unknown) {
    this.refusal = String(error);
  }

  render() {
    return html`${component(Stamp, {})} ${this.refusal}
      <form live-form=${this.note} live-submit=${this.write}><label>Text <input name="text"></label><button>Write</button></form>`;
  }
}

let auth: Accounts;
let app: TestApp;
let mailbox: Mailbox;
let ada: number;

beforeEach(async () => {
  mailbox = new Mailbox();
  auth = accounts({
    database: "sqlite::memory:",
    permissions: { board: { post_note: "Post notes" } },
    hashCost: { memory: 1024, passes: 1 },
    mail: { transport: mailbox },
    throttle: { login: { free: 1, most: 1, within: 60_000 } },
    signUp: true,
  });
  app = testApp({
    auth,
    routes: [live("/", Payouts)],
    publicOrigin: "http://localhost",
  });
  await app.start();
  ada = await auth.users.create({ username: "ada", password: "secret", email: "ada@example.com" });
});

afterEach(() => app.close());

/** What was written down since the user was made, the oldest first, without what every entry has. */
async function written(): Promise<Partial<Record<string, unknown>>[]> {
  const entries = (await auth.audit.list()).toReversed().slice(1);
  return entries.map(({ id: _id, at: _at, sessionHash, ...entry }) => {
    const filled = Object.entries(entry).filter(
      ([, value]) => value !== "" && value !== null && JSON.stringify(value) !== "{}",
    );
    return { ...Object.fromEntries(filled), ...(sessionHash && { session: true }) };
  });
}

const byAda = { actorId: 1, actorName: "ada", session: true };

async function visit(as?: string): Promise<TestPage> {
  const page = await app.visit("/", as === undefined ? {} : { as });
  return page;
}

describe("an event that is audited", () => {
  test("is written down under the names of view and event, with who called it", async () => {
    const page = await visit("ada");
    await page.call("approve");
    await page.call("look");
    expect(await written()).toEqual([{ action: "Payouts.approve", outcome: "allowed", ...byAda }]);
  });

  test("is written down when it is refused, too, if only once for too many calls, and when it fails, without its words", async () => {
    const page = await visit("ada");
    for (const name of ["close", "hurry", "hurry", "hurry", "hurry", "fail"]) await page.call(name);
    expect(await written()).toEqual([
      { action: "billing.close", outcome: "denied", details: { reason: "LV-PERMISSION-DENIED" }, ...byAda },
      { action: "billing.hurry", outcome: "allowed", ...byAda },
      { action: "billing.hurry", outcome: "denied", details: { reason: "LV-RATE-LIMITED" }, ...byAda },
      { action: "Payouts.fail", outcome: "failed", details: { reason: "TypeError" }, ...byAda },
    ]);
  });

  test("is refused when it is a form's, and its values are not taken", async () => {
    const page = await visit("ada");
    for (const text of ["x", "long enough"]) {
      await page.type("Text", text);
      await page.click("Write");
    }
    expect(await written()).toEqual([
      { action: "billing.note", outcome: "denied", details: { reason: "invalid values" }, ...byAda },
      { action: "billing.note", outcome: "allowed", ...byAda },
    ]);
  });

  test("has the object that it is about, also when it is refused", async () => {
    const page = await visit("ada");
    await page.call("refund", { id: 7 });
    await auth.users.grant(ada, "board.post_note");
    await page.call("refund", { id: "8" });
    const refund = (id: number) => ({
      objectType: "refund",
      objectId: String(id),
      objectText: `Refund ${id}`,
    });
    const entries = (await written()).filter(({ action }) => action === "billing.refund");
    expect(entries).toEqual([
      {
        action: "billing.refund",
        outcome: "denied",
        details: { reason: "LV-PERMISSION-DENIED" },
        ...refund(7),
        ...byAda,
      },
      { action: "billing.refund", outcome: "allowed", ...refund(8), ...byAda },
    ]);
  });

  test.each([
    ["what is sent makes no sense", { id: "x" }],
    ["it cannot be found out", { id: 100 }],
  ])("has no object when %s", async (_, params) => {
    const page = await visit("ada");
    await page.call("refund", params);
    expect(await written()).toEqual([
      {
        action: "billing.refund",
        outcome: "denied",
        details: { reason: "LV-PERMISSION-DENIED" },
        ...byAda,
      },
    ]);
  });

  test("may be a component's, and nobody's", async () => {
    const page = await visit();
    await page.click("Stamp");
    expect(await written()).toEqual([{ action: "Stamp.press", outcome: "allowed" }]);
  });

  test("needs accounts that have a log", () => {
    const routes = [live("/", Payouts)];
    const without = { ...new TestAuth(), audit: undefined };
    const options = { routes, secret: "a-secret-for-tests-only-0123456789" };
    expect(() => createApp({ ...options, auth: without as never })).toThrow(
      'LV-AUDIT-MISSING: "Payouts" is to be written into the audit log',
    );
  });

  test("is refused in an app that has none", async () => {
    const other = await LiveApp.start({ routes: [live("/", Payouts)], production: false });
    const client = await other.visit("/");
    expect(JSON.stringify(await client.call("approve"))).toContain("LV-AUDIT-MISSING");
    await other.close();
  });

  test("is listed by the test app, where a test has no accounts", async () => {
    const alone = testApp({ routes: [live("/", Payouts)] });
    const page = await alone.visit("/", { as: testUser({ username: "ada" }) });
    await page.call("approve");
    const user = expect.objectContaining({ username: "ada" });
    expect(alone.audited).toEqual([
      {
        action: "Payouts.approve",
        outcome: "allowed",
        actor: expect.objectContaining({ user }),
        object: undefined,
      },
    ]);
    await alone.close();
  });
});

describe("a handler that is audited", () => {
  const params = z.object({ id: z.coerce.number() });
  const handlers = [
    handler("pay", { audit: true, permission: "board.post_note" }, () => undefined),
    handler("close", { audit: "billing.close" }, async (ctx) => {
      await ctx.audit("billing.pay", { type: "payout", id: 12 }, () => {
        throw new TypeError("The secret is hunter2");
      });
    }),
    handler("look", () => undefined),
    handler(
      "refund",
      {
        params,
        permission: "board.post_note",
        audit: { action: "billing.refund", object: ({ id }) => refundOf(id) },
      },
      () => undefined,
    ),
  ];
  const body = html`${handlers.map((each) => html`<button live-call=${each} data-id="7">${each.name}</button>`)}`;
  const routes = [get("/", (context) => context.page({ title: "Payouts", body }))];

  test("is written down under its name, or another, with what came of it", async () => {
    await using other = testApp({ auth, routes, handlers, publicOrigin: "http://localhost" });
    const page = await other.visit("/", { as: "ada" });
    for (const name of ["pay", "close", "look"]) await page.click(name).catch(() => {});
    expect(await written()).toEqual([
      { action: "pay", outcome: "denied", details: { reason: "LV-PERMISSION-DENIED" }, ...byAda },
      {
        action: "billing.pay",
        outcome: "failed",
        ...{ objectType: "payout", objectId: "12", details: { reason: "TypeError" }, ...byAda },
      },
      { action: "billing.close", outcome: "failed", details: { reason: "TypeError" }, ...byAda },
    ]);
  });

  test("has the object that it is about, also when it is refused", async () => {
    await using other = testApp({ auth, routes, handlers, publicOrigin: "http://localhost" });
    const page = await other.visit("/", { as: "ada" });
    await page.click("refund").catch(() => {});
    await auth.users.grant(ada, "board.post_note");
    await page.click("refund");
    const about = { action: "billing.refund", objectType: "refund", objectId: "7", objectText: "Refund 7" };
    const entries = (await written()).filter(({ action }) => action === "billing.refund");
    expect(entries).toEqual([
      { ...about, outcome: "denied", details: { reason: "LV-PERMISSION-DENIED" }, ...byAda },
      { ...about, outcome: "allowed", ...byAda },
    ]);
  });

  test("needs accounts that have a log", () => {
    const without = { ...new TestAuth(), audit: undefined };
    const options = { routes, handlers, secret: "a-secret-for-tests-only-0123456789" };
    expect(() => createApp({ ...options, auth: without as never })).toThrow('LV-AUDIT-MISSING: "pay"');
  });
});

test("audit() of a view names the object, and what came of it", async () => {
  const page = await visit("ada");
  await page.call("pay");
  const payout = { objectType: "payout", objectId: "12", objectText: "Payout to Zoë" };
  expect(await written()).toEqual([
    { action: "billing.pay", outcome: "allowed", ...payout, ...byAda },
    {
      action: "billing.pay",
      outcome: "denied",
      ...payout,
      ...byAda,
      details: { reason: "LV-PERMISSION-DENIED" },
    },
  ]);
});

describe("accounts write down", () => {
  const aboutAda = { objectType: "user", objectId: "1", objectText: "ada" };

  test("who was made", async () => {
    const [entry] = await auth.audit.list();
    expect(entry).toMatchObject({
      action: "auth.create_user",
      ...aboutAda,
      details: { isStaff: false, isSuperuser: false },
    });
  });

  test("what is changed about users, and by whom", async () => {
    const actor = { user: { id: 9, username: "root" }, address: "203.0.113.7" };
    const users = auth.users.as(actor);
    await auth.groups.as(actor).ensure("Clerks", ["board.post_note"]);
    await users.grant(ada, "board.post_note");
    await users.revoke(ada, "board.post_note");
    await users.addToGroup(ada, "Clerks");
    await users.removeFromGroup(ada, "Clerks");
    await users.setStaff(ada, true);
    await users.setSuperuser(ada, true);
    await users.setNames(ada, { firstName: "Ada", lastName: "" });
    await users.setEmail(ada, "ada@elsewhere.example");
    await users.setPassword(ada, "another secret");
    await users.endSessions(ada);
    await users.setActive(ada, false);
    await users.delete(ada);
    const all = await written();
    const byRoot = { actorId: 9, actorName: "root", address: "203.0.113.7", outcome: "allowed" };
    for (const entry of all) expect(entry).toMatchObject(byRoot);
    expect(all.map(({ action, objectText, details }) => [action, objectText, details])).toEqual([
      ["auth.set_group", "Clerks", { permissions: ["board.post_note"] }],
      ["auth.grant", "ada", { permission: "board.post_note" }],
      ["auth.revoke", "ada", { permission: "board.post_note" }],
      ["auth.add_to_group", "ada", { group: "Clerks" }],
      ["auth.remove_from_group", "ada", { group: "Clerks" }],
      ["auth.set_staff", "ada", { isStaff: true }],
      ["auth.set_superuser", "ada", { isSuperuser: true }],
      ["auth.set_names", "ada", undefined],
      ["auth.set_email", "ada", { from: "ada@example.com", to: "ada@elsewhere.example" }],
      ["auth.set_password", "ada", undefined],
      ["auth.end_sessions", "ada", { butThis: false }],
      ["auth.set_active", "ada", { isActive: false }],
      ["auth.delete_user", "ada", undefined],
    ]);
  });

  test("what people do on the account pages", async () => {
    const page = await app.visit("/accounts/profile/", { as: "ada" });
    await page.type(english.firstName, "Ada");
    await page.click(english.save);
    const sessions = await app.visit("/accounts/sessions/", { as: "ada" });
    await sessions.click(english.endOtherSessions);
    const password = await app.visit("/accounts/password/", { as: "ada" });
    for (const present of ["wrong", "secret"]) {
      await password.type(english.presentPassword, present);
      await password.type(english.newPassword, "correct horse battery");
      await password.type(english.repeatPassword, "correct horse battery");
      await password.click(english.changePassword);
    }
    const all = await written();
    for (const entry of all) expect(entry).toMatchObject(byAda);
    expect(all.map(({ action, outcome, details }) => [action, outcome, details])).toEqual([
      ["auth.set_names", "allowed", undefined],
      ["auth.end_sessions", "allowed", { butThis: true }],
      ["auth.confirm", "denied", { reason: "wrong" }],
      ["auth.confirm", "allowed", undefined],
      ["auth.set_password", "allowed", undefined],
    ]);
  });

  test("a password that is set by a link, and an account that is made by one", async () => {
    const follow = async (button: string) => {
      await auth.mailing?.settled();
      const [, path = ""] = /http:\/\/localhost(\/\S+)/.exec(mailbox.mails.at(-1)?.text ?? "") ?? [];
      const page = await app.visit(path);
      await page.type(english.newPassword, "correct horse battery");
      await page.type(english.repeatPassword, "correct horse battery");
      await page.click(button);
    };
    auth.mailing?.resets.request("ada@example.com", english);
    await follow(english.setPassword);
    auth.mailing?.signUps.request("eve@example.com", english);
    await follow(english.createAccount);
    const all = await written();
    expect(all.map(({ action, actorName, objectText }) => [action, actorName, objectText])).toEqual([
      ["auth.set_password", "ada", "ada"],
      ["auth.create_user", undefined, "eve@example.com"],
      ["auth.set_email", undefined, "eve@example.com"],
    ]);
  });
});
