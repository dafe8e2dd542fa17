import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Accounts, accounts } from "../../src/auth/accounts.ts";
import { definePermissions } from "../../src/auth/permissions.ts";
import { type Database, openDatabase } from "../../src/database/open-database.ts";
import { PermissionDenied } from "../../src/errors.ts";
import { event } from "../../src/live/event.ts";
import { loginRequired, permissionRequired } from "../../src/live/guards.ts";
import { LiveView } from "../../src/live/live-view.ts";
import { live } from "../../src/server/live-route.ts";
import { ClientFrame, CloseCode, ServerFrame } from "../../src/shared/wire.ts";
import { html } from "../../src/template/html.ts";
import { LiveApp, sessionOf } from "./live-app.ts";

const posted = vi.fn();

class Board extends LiveView {
  static access = loginRequired();
  notice = "";

  postNote = event({ permission: "board.post_note" }, () => {
    posted();
    this.notice += "+";
  });

  onError(error: unknown) {
    if (!(error instanceof PermissionDenied)) throw error;
    this.notice = "not yours";
  }

  render() {
    return html`<p>${this.notice}</p>`;
  }
}

class Secret extends LiveView {
  static access = permissionRequired("board.post_note");

  render() {
    return html`<p>secret plans</p>`;
  }
}

let database: Database;
let queries = 0;
let auth: Accounts;
let app: LiveApp;
let userId: number;
let cookie: string;

beforeEach(async () => {
  posted.mockClear();
  database = openDatabase("sqlite::memory:", { onQuery: () => void queries++ });
  auth = accounts({
    database,
    permissions: definePermissions({ board: { post_note: "Pin notes to the board" } }),
    hashCost: { memory: 1024, passes: 1 },
  });
  app = await LiveApp.start({
    auth,
    production: true,
    routes: [live("/board/", Board), live("/secret/", Secret)],
  });
  userId = await auth.users.create({ username: "ada" });
  await auth.users.grant(userId, "board.post_note");
  const session = await sessionOf("", auth.sessions);
  await auth.logIn(session, userId);
  cookie = `session=${session.cookieChange}`;
});

afterEach(async () => {
  await app.close();
  await database.destroy();
});

describe("a permission", () => {
  test("lets the event through without asking the database", async () => {
    const client = await app.visit("/board/", cookie);
    const before = queries;
    for (let count = 1; count <= 5; count++)
      expect(await client.call("postNote")).toEqual([ServerFrame.Answer, 0, count, [0, "+".repeat(count)]]);
    expect(queries).toBe(before);
  });

  test("that was revoked is missing at the very next event, and the event's body does not run", async () => {
    const client = await app.visit("/board/", cookie);
    await client.call("postNote");
    await auth.users.revoke(userId, "board.post_note");
    expect(await client.call("postNote")).toEqual([ServerFrame.Answer, 0, 2, [0, "not yours"]]);
    expect(posted).toHaveBeenCalledOnce();
  });

  test("that was given is there at the very next event", async () => {
    await auth.users.revoke(userId, "board.post_note");
    const client = await app.visit("/board/", cookie);
    expect(await client.call("postNote")).toEqual([ServerFrame.Answer, 0, 1, [0, "not yours"]]);
    await auth.users.grant(userId, "board.post_note");
    expect(await client.call("postNote")).toEqual([ServerFrame.Answer, 0, 2, [0, "not yours+"]]);
  });
});

describe("a page whose access was revoked", () => {
  const refused = [ServerFrame.Redirect, 0, "/secret/"];

  test("is not shown again to who asks for the whole view", async () => {
    const client = await app.visit("/secret/", cookie);
    await auth.users.revoke(userId, "board.post_note");
    client.send([ClientFrame.Resync, 0]);
    expect(await client.next()).toEqual(refused);
  });

  test("is not shown to who joins it", async () => {
    const page = await app.open("/secret/", cookie);
    const client = await app.connect(page);
    await auth.users.revoke(userId, "board.post_note");
    await client.join(page, -1);
    expect(await client.next()).toEqual(refused);
    expect(client.received.join()).not.toContain("secret plans");
  });
});

describe("a session that ends", () => {
  test("closes its open pages at once", async () => {
    const client = await app.visit("/board/", cookie);
    await auth.logOut(await sessionOf(cookie, auth.sessions));
    expect(await client.next()).toEqual([ServerFrame.Ended, 0]);
    expect(await client.closeCode).toBe(CloseCode.Ended);
    expect(posted).not.toHaveBeenCalled();
  });

  test("before the socket came leaves nothing to join: the browser is sent to the login page", async () => {
    const page = await app.open("/board/", cookie);
    const client = await app.connect(page);
    await auth.logOut(await sessionOf(cookie, auth.sessions));
    const answer = await client.join(page);
    expect(answer).toEqual([ServerFrame.Redirect, 0, "/accounts/login/?next=/board/"]);
  });

  test("leaves other sessions of the user as they are", async () => {
    const other = await sessionOf("", auth.sessions);
    await auth.logIn(other, userId);
    const client = await app.visit("/board/", cookie);
    await auth.logOut(other);
    expect(await client.call("postNote")).toEqual([ServerFrame.Answer, 0, 1, [0, "+"]]);
  });
});

test("a user who is deactivated loses the page", async () => {
  const client = await app.visit("/board/", cookie);
  await auth.users.setActive(userId, false);
  expect(await client.next()).toEqual([ServerFrame.Ended, 0]);
});
