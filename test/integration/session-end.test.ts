import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Accounts, accounts } from "../../src/auth/accounts.ts";
import { handler } from "../../src/handlers/handler.ts";
import { event } from "../../src/live/event.ts";
import { loginRequired, recentAuth } from "../../src/live/guards.ts";
import { LiveView } from "../../src/live/live-view.ts";
import { get } from "../../src/server/http-route.ts";
import { live } from "../../src/server/live-route.ts";
import { CloseCode, ServerFrame } from "../../src/shared/wire.ts";
import { html } from "../../src/template/html.ts";
import { LiveApp, sessionOf } from "./live-app.ts";
import type { LiveClient } from "./live-client.ts";

const minute = 60_000;
const hour = 60 * minute;

/** How soon pages know that their session has ended, in milliseconds. */
const soon = 1_000;

class Desk extends LiveView {
  static access = loginRequired();
  told = "";
  work = event(() => {
    this.told += "+";
  });
  approve = event({ access: recentAuth(10) }, () => {
    this.told += "!";
  });
  render() {
    return html`<p>${this.told}</p>`;
  }
}

let auth: Accounts;
let app: LiveApp;
let userId: number;
let clock: number;

beforeEach(async () => {
  clock = Date.now();
  auth = accounts({
    database: "sqlite::memory:",
    permissions: { board: { post_note: "Pin notes to the board" } },
    hashCost: { memory: 1024, passes: 1 },
    now: () => clock,
  });
  app = await LiveApp.start({
    auth,
    production: true,
    routes: [
      live("/desk/", Desk),
      get("/", (context) => context.page({ title: "Start", body: html`<p></p>` })),
    ],
    handlers: [handler("work", { access: loginRequired() }, () => undefined)],
  });
  await app.open("/");
  userId = await auth.users.create({ username: "ada", password: "secret" });
});

afterEach(() => app.close());

/** The Cookie header of a session of the user's. */
async function logIn(): Promise<string> {
  const session = await sessionOf("", auth.sessions);
  await auth.logIn(session, userId);
  return `session=${session.cookieChange}`;
}

const hashOf = async (cookie: string) => (await sessionOf(cookie, auth.sessions)).idHash;

/** Posts a form of the account pages as a browser does that has just got it. */
async function submit(path: string, cookie: string, fields: Record<string, string>) {
  const page = await app.open(path, cookie);
  const [, csrf = ""] = /name="csrf_token" value="([^"]+)"/.exec(page.html) ?? [];
  const [given = cookie] = [page.cookie];
  const response = await fetch(app.origin + path, {
    method: "POST",
    headers: { cookie: given, origin: app.origin, accept: "text/html" },
    body: new URLSearchParams({ csrf_token: csrf, ...fields }),
    redirect: "manual",
  });
  const [set = "", ...attributes] = response.headers.getSetCookie()[0]?.split("; ") ?? [];
  return { status: response.status, location: response.headers.get("location"), cookie: set, attributes };
}

describe("the open pages of a session end, and their sockets with them,", () => {
  test.each<[string, (cookie: string) => Promise<unknown>]>([
    ["at logout", (cookie) => submit("/accounts/logout/", cookie, {})],
    ["at another login in the same browser", (cookie) => logInAgain(cookie)],
    ["when the user is deactivated", () => auth.users.setActive(userId, false)],
    ["when the user is deleted", () => auth.users.delete(userId)],
    ["when the password is changed elsewhere", () => auth.users.setPassword(userId, "changed")],
    ["when its user ends it", async (cookie) => auth.users.endSession(userId, await hashOf(cookie))],
    [
      "when its user ends all others",
      async () => auth.users.endSessions(userId, await hashOf(await logIn())),
    ],
    ["by log out everywhere", () => auth.users.endSessions(userId)],
    ["without use for too long", (cookie) => passTime(cookie, 2 * hour + minute)],
  ])("%s", async (_, end) => {
    const cookie = await logIn();
    const [client, second] = [await app.visit("/desk/", cookie), await app.visit("/desk/", cookie)];
    expect(await client.call("work")).toEqual([ServerFrame.Answer, 0, 1, [0, "+"]]);
    await end(cookie);
    const endedAt = performance.now();
    for (const each of [client, second]) {
      expect(await each.next()).toEqual([ServerFrame.Ended, 0]);
      expect(await each.closeCode).toBe(CloseCode.Ended);
    }
    expect(performance.now() - endedAt).toBeLessThan(soon);
    expect(await app.open("/desk/", cookie)).toMatchObject({ status: 302 });
  });

  async function logInAgain(cookie: string): Promise<void> {
    await auth.logIn(await sessionOf(cookie, auth.sessions), userId);
  }

  /** For the accounts, whose clock the test has, and for the rest of the app. */
  async function passTime(cookie: string, time: number): Promise<void> {
    await auth.sessions.update(await hashOf(cookie), { lastSeenAt: clock - time });
    clock += time;
    await auth.sweep();
  }
});

test.each([
  ["an event", "/desk/", async (client: LiveClient) => (await client.call("work"))[0] === ServerFrame.Answer],
  [
    "a handler",
    "/",
    async (client: LiveClient) => (await client.callHandler("work"))[0] === ServerFrame.Called,
  ],
])("a session lives on while %s of its page is called", async (_, path, call) => {
  const cookie = await logIn();
  const client = path === "/" ? await app.enter("/", cookie) : await app.visit(path, cookie);
  for (let times = 0; times < 4; times++) {
    clock += 1.5 * hour;
    await auth.sweep();
    expect(await call(client)).toBe(true);
  }
  clock += 3 * hour;
  await auth.sweep();
  await expect.poll(() => client.received.at(-1)).toMatch(new RegExp(`^\\[${ServerFrame.Ended},`));
});

describe("a login", () => {
  test.each([
    [{}, []],
    [{ remember: "1" }, ["Max-Age=1209600"]],
  ])("with %j gives a cookie that lives accordingly", async (more, expected) => {
    const { attributes } = await submit("/accounts/login/", "", {
      username: "ada",
      password: "secret",
      ...more,
    });
    expect(attributes.filter((attribute) => attribute.startsWith("Max-Age"))).toEqual(expected);
  });

  test("notes which browser it came from", async () => {
    await submit("/accounts/login/", "", { username: "ada", password: "secret" });
    expect(await auth.users.sessionsOf(userId)).toMatchObject([{ userAgent: "node", isRemembered: false }]);
  });
});

describe("a password that is confirmed", () => {
  test("leads back, under a new id, and the open page goes on and may do what it could not", async () => {
    const cookie = await logIn();
    await auth.sessions.update(await hashOf(cookie), { authenticatedAt: clock - hour });
    const client = await app.visit("/desk/", cookie);
    expect(await client.call("approve")).toEqual([ServerFrame.Redirect, 0, "/accounts/confirm/?next=/desk/"]);
    const other = await app.visit("/desk/", cookie);
    const confirmed = await submit("/accounts/confirm/?next=/desk/", cookie, {
      password: "secret",
      next: "/desk/",
    });
    expect(confirmed).toMatchObject({ status: 303, location: "/desk/" });
    expect(await other.call("approve")).toEqual([ServerFrame.Answer, 0, 1, [0, "!"]]);
    expect(await app.open("/desk/", cookie)).toMatchObject({ status: 302 });
    expect(await app.open("/desk/", confirmed.cookie)).toMatchObject({ status: 200 });
    await auth.users.endSession(userId, await hashOf(confirmed.cookie));
    expect(await other.next()).toEqual([ServerFrame.Ended, 0]);
  });

  test.each([["wrong"], [""]])("as %j is asked for again, and changes nothing", async (password) => {
    const cookie = await logIn();
    expect(await submit("/accounts/confirm/", cookie, { password })).toMatchObject({
      status: 422,
      location: null,
      cookie: "",
    });
    expect(await app.open("/desk/", cookie)).toMatchObject({ status: 200 });
  });

  test.each(["//evil.example/", "https://evil.example/", "/\\evil.example"])(
    "never leads to another site: %s",
    async (next) => {
      const confirmed = await submit("/accounts/confirm/", await logIn(), { password: "secret", next });
      expect(confirmed).toMatchObject({ status: 303, location: "/" });
    },
  );
});

test("a session whose user got new rights has a new id with the next page, and its open page goes on", async () => {
  const cookie = await logIn();
  const client = await app.visit("/desk/", cookie);
  await auth.users.grant(userId, "board.post_note");
  expect(await client.call("work")).toEqual([ServerFrame.Answer, 0, 1, [0, "+"]]);
  const page = await app.open("/desk/", cookie);
  expect(page.status).toBe(200);
  expect(page.cookie).not.toBe(cookie);
  expect(await app.open("/desk/", cookie)).toMatchObject({ status: 302 });
  expect(await client.call("work")).toEqual([ServerFrame.Answer, 0, 2, [0, "++"]]);
  const again = await app.visit("/desk/", page.cookie);
  expect(await again.call("work")).toEqual([ServerFrame.Answer, 0, 1, [0, "+"]]);
  await auth.users.endSessions(userId);
  for (const each of [client, again]) expect(await each.next()).toEqual([ServerFrame.Ended, 0]);
});

test("what is open while its session gets a new id works on: forms, and pages that lost their connection", async () => {
  const cookie = await logIn();
  const form = await app.open("/accounts/logout/", cookie);
  const page = await app.open("/desk/", cookie);
  await auth.users.grant(userId, "board.post_note");
  const { cookie: renewed } = await app.open("/desk/", cookie);
  expect(renewed).not.toBe(cookie);
  const client = await app.connect({ cookie: renewed });
  expect(await client.join(page)).toMatchObject({ 0: ServerFrame.Joined, 1: 0 });
  expect(await client.call("work")).toEqual([ServerFrame.Answer, 0, 1, [0, "+"]]);
  const [, token = ""] = /name="csrf_token" value="([^"]+)"/.exec(form.html) ?? [];
  const response = await app.fetchAs(renewed)(`${app.origin}/accounts/logout/`, {
    method: "POST",
    body: new URLSearchParams({ csrf_token: token }),
    redirect: "manual",
  });
  expect(response.status).toBe(303);
  expect(await client.next()).toEqual([ServerFrame.Ended, 0]);
});
