import { setImmediate, setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Accounts, accounts } from "../../src/auth/accounts.ts";
import { definePermissions } from "../../src/auth/permissions.ts";
import { type Database, openDatabase } from "../../src/database/open-database.ts";
import { LiveloomError } from "../../src/errors.ts";
import { limitCalls, requireLogin, requirePermission } from "../../src/handlers/common-middleware.ts";
import { handler } from "../../src/handlers/handler.ts";
import { Handlers } from "../../src/handlers/handlers.ts";
import { loginRequired } from "../../src/live/guards.ts";
import { get } from "../../src/server/http-route.ts";
import { ServerFrame, type ServerMessage, UpdateKind, wholePage } from "../../src/shared/wire.ts";
import { html } from "../../src/template/html.ts";
import { LiveApp, sessionOf } from "./live-app.ts";
import type { LiveClient } from "./live-client.ts";

const { Called, Ended, Redirect, Refused, Updates } = ServerFrame;

const handlers = new Handlers([
  handler("tell_room", (ctx) => ctx.to("order:7").send({ title: "room" })),
  handler("tell_tabs", (ctx) => ctx.tabs.send({ title: "tabs" })),
  handler("tell_ada", (ctx) => ctx.toUser(1).send({ title: "ada" })),
  handler("join", (ctx) => ctx.join(ctx.data.room ?? "")),
  handler("leave", (ctx) => ctx.leave("lobby")),
  handler("where", (ctx) => ctx.send({ title: ctx.room ?? "nowhere" })),
  handler("later", (ctx) => {
    ctx.after(30, () => ctx.send({ title: "later" }));
  }),
  handler("never", (ctx) => {
    ctx.after(30, () => ctx.send({ title: "never" }))();
  }),
  handler("private", { access: loginRequired() }, (ctx) => ctx.send({ title: ctx.user.username })),
  handler("admin.see", (ctx) => ctx.send({ title: "admin" })),
  handler("members.see", (ctx) => ctx.send({ title: "member" })),
  handler("often.a", () => undefined),
  handler("seldom.b", () => undefined),
  handler("global.see", (ctx) => ctx.send({ title: "global" })),
  handler("hasty.late", async (ctx) => {
    await setImmediate();
    await ctx.send({ title: "late" });
  }),
  handler("hasty.fail", async () => {
    await setImmediate();
    throw new LiveloomError("LV-NOT-FOUND");
  }),
  handler("wait", (ctx) => {
    try {
      ctx.after(Number(ctx.data.time), () => {});
    } catch (error) {
      return ctx.send({ title: error instanceof LiveloomError ? error.code : "?" });
    }
  }),
  handler("rights", { permission: "board.post_note" }, (ctx) => {
    ctx.after(30, () => ctx.send({ title: "later" }));
  }),
])
  .use(limitCalls({ calls: 50, perSeconds: 60 }), { only: /^often/ })
  .use(limitCalls({ calls: 1, perSeconds: 60 }), { only: /^seldom/ })
  .use(requireLogin(), { only: /^global/g })
  .use((_ctx, next) => void next(), { only: /^hasty/ })
  .use(requirePermission("board.post_note"), { only: /^admin\./ })
  .use(requireLogin(), { only: /^members\./ });

let database: Database;
let auth: Accounts;
let app: LiveApp;
let ada: number;

beforeEach(async () => {
  database = openDatabase("sqlite::memory:");
  auth = accounts({
    database,
    permissions: definePermissions({ board: { post_note: "Pin notes" } }),
    hashCost: { memory: 1024, passes: 1 },
  });
  app = await LiveApp.start({
    auth,
    production: true,
    routes: [
      get("/", (context) => context.page({ title: "Start", body: html`<p></p>` })),
      get("/order/7/", (context) =>
        context.page({ title: "Order", body: html`<main live-room=${context.room("order:7")}></main>` }),
      ),
    ],
    handlers,
    authorizeRoom: (room, principal) => room === "shop" && principal.can("board.post_note"),
  });
  ada = await auth.users.create({ username: "ada" });
});

afterEach(async () => {
  await app.close();
  await database.destroy();
});

async function logIn(userId: number): Promise<string> {
  const session = await sessionOf("", auth.sessions);
  await auth.logIn(session, userId);
  return `session=${session.cookieChange}`;
}

async function enter(path: string, rooms: string[], cookie = ""): Promise<LiveClient> {
  const page = await app.open(path, cookie);
  const client = await app.connect(page);
  await client.enter(page, { rooms });
  return client;
}

const titles = async (client: LiveClient) =>
  (await client.untilPong()).flatMap((message: ServerMessage) =>
    message[0] === Updates ? message[1].map(([, title]) => title) : [],
  );

const signedRoom = async (path: string) => {
  const page = await app.open(path);
  return { page, room: /live-room="([^"]+)"/.exec(page.html)?.[1] ?? "" };
};

describe("a room", () => {
  test("is entered by a signed name, and its updates reach only those in it", async () => {
    const { page, room } = await signedRoom("/order/7/");
    const inside = await app.connect(page);
    await inside.enter(page, { rooms: [room] });
    const outside = await app.enter("/");
    await outside.callHandler("tell_room");
    expect([await titles(inside), await titles(outside)]).toEqual([["room"], []]);
    expect(await inside.callHandler("where")).toEqual([Called, 1, [[UpdateKind.Title, "order:7"]]]);
  });

  test.each([
    ["a predictable name", () => "order:7"],
    ["a signature for another session", async () => (await signedRoom("/order/7/")).room],
    ["a forged signature", () => "order:7.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"],
    ["what the rule does not allow", () => "shop"],
    ["an address", () => "user@example.com"],
    ["what has control characters", () => "a\n"],
    ["nothing", () => ""],
  ])("is not entered by %s, and the page goes on", async (_what, room) => {
    const client = await enter("/", [await room()]);
    expect(client.received[0]).toMatch(new RegExp(`^\\[${ServerFrame.Entered},`));
    expect((await client.next()).slice(0, 4)).toEqual([Refused, wholePage, -1, "LV-ROOM-REFUSED"]);
    app.app.send({ room: "order:7" }, { title: "secret" });
    app.app.send({ room: "shop" }, { title: "secret" });
    await setTimeout(5);
    expect(await titles(client)).toEqual([]);
    expect(await client.callHandler("where")).toEqual([Called, 1, [[UpdateKind.Title, "nowhere"]]]);
  });

  test("that was signed for a user is closed to the browser after the logout", async () => {
    const cookie = await logIn(ada);
    const page = await app.open("/order/7/", cookie);
    const [, room = ""] = /live-room="([^"]+)"/.exec(page.html) ?? [];
    const before = await app.connect(page);
    const [, token] = await before.enter(page, { rooms: [room] });
    await auth.logOut(await sessionOf(cookie, auth.sessions));
    for (const pageToken of [page.pageToken, String(token)]) {
      const client = await app.connect(page);
      await client.enter({ ...page, pageToken }, { rooms: [room] });
      expect((await client.next()).slice(0, 4)).toEqual([Refused, wholePage, -1, "LV-ROOM-REFUSED"]);
      app.app.send({ room: "order:7" }, { title: "secret" });
      await setTimeout(5);
      expect(await titles(client)).toEqual([]);
    }
  });

  test("that a rule allows is left when the right is gone, before anything else comes", async () => {
    await auth.users.grant(ada, "board.post_note");
    const client = await enter("/", ["shop"], await logIn(ada));
    app.app.send({ room: "shop" }, { title: "one" });
    await setTimeout(5);
    expect(await titles(client)).toEqual(["one"]);
    await auth.users.revoke(ada, "board.post_note");
    app.app.send({ room: "shop" }, { title: "two" });
    await setTimeout(20);
    expect(await titles(client)).toEqual([]);
  });

  test("is joined and left by the server's word", async () => {
    const client = await app.enter("/");
    await client.callHandler("join", { data: { room: "lobby" } });
    app.app.send({ room: "lobby" }, { title: "one" });
    await setTimeout(5);
    await client.callHandler("leave").then(() => client.next());
    app.app.send({ room: "lobby" }, { title: "two" });
    await setTimeout(5);
    expect(client.received.filter((text) => text.includes('"one"'))).toHaveLength(1);
    expect(await titles(client)).toEqual([]);
  });

  test.each(["", "x".repeat(101), "a\u0000"])("cannot be named %j", async (room) => {
    const client = await app.enter("/");
    expect((await client.callHandler("join", { data: { room } })).slice(0, 4)).toEqual([
      Refused,
      wholePage,
      1,
      "LV-ROOM-NAME",
    ]);
    expect(() => app.app.send({ room }, { title: "x" })).toThrow("LV-ROOM-NAME");
  });
});

describe("updates for a user", () => {
  test("reach all their pages, and those of a session its tabs, until it ends", async () => {
    const cookie = await logIn(ada);
    const [one, other] = [await app.enter("/", cookie), await app.enter("/", cookie)];
    const stranger = await app.enter("/");
    await stranger.callHandler("tell_ada");
    await one.callHandler("tell_tabs");
    await setTimeout(5);
    expect(await titles(other)).toEqual(["ada", "tabs"]);
    expect(await titles(stranger)).toEqual([]);
    await auth.logOut(await sessionOf(cookie, auth.sessions));
    await expect.poll(() => other.received.at(-1)).toBe(JSON.stringify([Ended, wholePage]));
    await stranger.callHandler("tell_ada");
    expect(await titles(other)).toEqual([]);
    expect((await other.callHandler("where")).slice(0, 4)).toEqual([
      Refused,
      wholePage,
      1,
      "LV-PAGE-NOT-ENTERED",
    ]);
  });
});

test("the tabs of a session hear each other after it has got a new id", async () => {
  const cookie = await logIn(ada);
  const old = await app.enter("/", cookie);
  const session = await sessionOf(cookie, auth.sessions);
  await auth.renew(session);
  const fresh = await app.enter("/", `session=${session.cookieChange}`);
  await old.callHandler("tell_tabs");
  await fresh.callHandler("tell_tabs");
  await setTimeout(5);
  const own = [[UpdateKind.Title, "tabs"]];
  for (const client of [old, fresh])
    expect(client.received.filter((text) => text === JSON.stringify([Updates, own]))).toHaveLength(2);
});

describe("limits of middleware", () => {
  test("count each for itself", async () => {
    const client = await app.enter("/");
    const codes: unknown[] = [];
    for (const name of ["often.a", "seldom.b", "often.a", "seldom.b", "often.a"]) {
      const answer = await client.callHandler(name);
      codes.push(answer[0] === Called ? "called" : answer[3]);
    }
    expect(codes).toEqual(["called", "called", "called", "LV-RATE-LIMITED", "called"]);
  });

  test("and rules hold at every call, however the expression is written", async () => {
    const client = await app.enter("/");
    for (let count = 1; count <= 3; count++) {
      expect(await client.callHandler("global.see")).toEqual([Called, count]);
      expect((await client.next())[0]).toBe(Redirect);
    }
  });

  test("a middleware that does not wait for what it is around is waited for", async () => {
    const client = await app.enter("/");
    expect(await client.callHandler("hasty.late")).toEqual([Called, 1, [[UpdateKind.Title, "late"]]]);
    expect((await client.callHandler("hasty.fail")).slice(0, 4)).toEqual([
      Refused,
      wholePage,
      2,
      "LV-NOT-FOUND",
    ]);
  });
});

describe("who may call", () => {
  test("is asked again at every call", async () => {
    await auth.users.grant(ada, "board.post_note");
    const client = await app.enter("/", await logIn(ada));
    expect(await client.callHandler("admin.see")).toEqual([Called, 1, [[UpdateKind.Title, "admin"]]]);
    await auth.users.revoke(ada, "board.post_note");
    expect((await client.callHandler("admin.see")).slice(0, 4)).toEqual([
      Refused,
      wholePage,
      2,
      "LV-PERMISSION-DENIED",
    ]);
    expect(await client.callHandler("members.see")).toEqual([Called, 3, [[UpdateKind.Title, "member"]]]);
  });

  test.each(["private", "members.see"])("has to log in for %s first", async (name) => {
    const client = await app.enter("/");
    expect(await client.callHandler(name, { url: "/?page=2" })).toEqual([Called, 1]);
    expect(await client.next()).toEqual([Redirect, wholePage, "/accounts/login/?next=/%3Fpage%3D2"]);
  });
});

describe("ctx.after", () => {
  test("goes on after the answer, and waits through a lost connection", async () => {
    const page = await app.open("/");
    const first = await app.connect(page);
    const [, token] = await first.enter(page);
    await first.callHandler("never");
    await first.callHandler("later");
    await first.close();
    await setTimeout(60);
    const second = await app.connect(page);
    await second.enter({ ...page, pageToken: String(token) }, { received: 2 });
    expect(await second.next()).toEqual([Updates, [[UpdateKind.Title, "later"]]]);
  });

  test("ends with the session", async () => {
    const cookie = await logIn(ada);
    const client = await app.enter("/", cookie);
    await client.callHandler("later");
    await auth.logOut(await sessionOf(cookie, auth.sessions));
    await setTimeout(60);
    expect(client.received.filter((text) => text.includes("later"))).toEqual([]);
    expect(app.log).toEqual([]);
  });

  test("ends when the user may not call the handler any more", async () => {
    await auth.users.grant(ada, "board.post_note");
    const client = await app.enter("/", await logIn(ada));
    await client.callHandler("rights");
    await auth.users.revoke(ada, "board.post_note");
    await setTimeout(60);
    expect(await titles(client)).toEqual([]);
    expect(app.log).toEqual([]);
  });

  test.each([-1, Number.NaN, 3_000_000_000])("does not wait %d milliseconds", async (time) => {
    const client = await app.enter("/");
    expect(await client.callHandler("wait", { data: { time: String(time) } })).toEqual([
      ...[Called, 1],
      [[UpdateKind.Title, "LV-TIMER-TIME"]],
    ]);
  });
});
