import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { accounts } from "../../src/auth/accounts.ts";
import { type Database, openDatabase } from "../../src/database/open-database.ts";
import { ClientFrame, ServerFrame, type ServerMessage, VisitKind } from "../../src/shared/wire.ts";
import { LiveApp } from "./live-app.ts";
import type { LiveClient } from "./live-client.ts";
import { hashCost, hibernateAfter, log, routes } from "./navigation-views.ts";

let database: Database;
let app: LiveApp;
let client: LiveClient;
let visits: number;

beforeEach(async () => {
  log.length = 0;
  visits = 0;
  database = openDatabase("sqlite::memory:");
  app = await LiveApp.start({
    auth: accounts({ database, hashCost }),
    production: true,
    hibernateAfter,
    limits: { frameBurst: 400 },
    routes,
  });
  client = await app.visit("/");
  log.length = 0;
});

afterEach(async () => {
  await app.close();
  await database.destroy();
});

function send(url: string, kind: 0 | 1 = VisitKind.Mount): void {
  client.send([ClientFrame.Visit, 0, ++visits, url, kind]);
}

async function visit(url: string, kind: 0 | 1 = VisitKind.Mount): Promise<ServerMessage> {
  send(url, kind);
  return await client.next();
}

/** A frame starts with these parts. */
function expectStart(frame: ServerMessage, start: readonly unknown[]): void {
  expect(frame.slice(0, start.length)).toEqual(start);
}

describe("a message", () => {
  const messagesIn = ({ html: page }: { html: string }) =>
    [...page.matchAll(/live-message-(\w+)" role="?(\w+)"?>([^<]*)</g)].map(([, ...parts]) => parts.join(" "));

  test("of a plain route waits in the session for the next page, HEAD or not, and is shown once", async () => {
    const { cookie, location } = await app.open("/flash/");
    expect([location, cookie === ""]).toEqual(["/plain/", false]);
    await fetch(`${app.origin}/plain/`, { method: "HEAD", headers: { cookie } });
    expect(messagesIn(await app.open("/plain/", cookie))).toEqual(["error alert No &lt;b&gt;"]);
    expect(messagesIn(await app.open("/plain/", cookie))).toEqual([]);
  });

  test("of an event waits for the page it redirects to", async () => {
    const page = await app.open("/");
    client = await app.connect(page);
    await client.join(page);
    expect(await client.call("leaveAfterwards")).toEqual([ServerFrame.Redirect, 0, "/plain/"]);
    expect(messagesIn(await app.open("/plain/", page.cookie))).toEqual(["success status Done"]);
  });

  test("of a mount waits for the page it redirects to", async () => {
    const { cookie, location } = await app.open("/elsewhere/");
    expect(location).toBe("/items/3/");
    expect(messagesIn(await app.open("/items/3/", cookie))).toEqual(["warning alert Moved"]);
  });

  test("waits for the page that a visit lets the browser load", async () => {
    const page = await app.open("/");
    client = await app.connect(page);
    await client.join(page);
    await client.call("navigateTo", { to: "/plain/" });
    await client.next();
    expect(await visit("/plain/")).toEqual([ServerFrame.Redirect, 0, "/plain/"]);
    expect(messagesIn(await app.open("/plain/", page.cookie))).toEqual(["info status Bye"]);
  });

  test("is shown after all where the view could not go", async () => {
    await client.call("navigateTo", { to: "/broken/" });
    await client.next();
    expect((await visit("/broken/"))[0]).toBe(ServerFrame.Refused);
    expect(await client.next()).toEqual([ServerFrame.Messages, 0, [{ level: "info", text: "Bye" }]]);
  });

  test("that the view's own template reads is the view's, while it rests, too", async () => {
    const { cookie } = await app.open("/flash/");
    const page = await app.open("/talker/", cookie);
    expect(page.html).toContain("No &lt;b&gt;");
    expect(messagesIn(page)).toEqual([]);
    client = await app.connect(page);
    await client.join(page);
    await wait(hibernateAfter * 4);
    expectStart(await client.call("say"), [ServerFrame.Answer, 0, 1]);
    expect(client.received.join()).toContain("Mine");
  });
});
