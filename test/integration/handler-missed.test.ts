import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { handler } from "../../src/handlers/handler.ts";
import { get } from "../../src/server/http-route.ts";
import { issueJoinToken } from "../../src/server/join-token.ts";
import { ServerFrame, UpdateKind } from "../../src/shared/wire.ts";
import { html } from "../../src/template/html.ts";
import { LiveApp, type OpenPage, sessionOf, signer } from "./live-app.ts";

const { Called, Entered, Updates } = ServerFrame;

let app: LiveApp;
/** What happens while the page is made. */
let meanwhile = () => {};

beforeAll(async () => {
  app = await LiveApp.start({
    routes: [
      get("/", async (context) => {
        const body = html`<p live-room=${context.room("shop")}></p>`;
        meanwhile();
        await setTimeout(2);
        return context.page({ title: "Start", body });
      }),
    ],
    handlers: [handler("note", () => undefined)],
  });
});

afterAll(() => app.close());

/** Everything that was sent has arrived, in an earlier millisecond than what follows. */
const later = () => setTimeout(3);

async function open(): Promise<OpenPage & { rooms: string[] }> {
  const page = await app.open("/");
  return { ...page, rooms: [/live-room="([^"]+)"/.exec(page.html)?.[1] ?? ""] };
}

/** Whether a page that enters for the first time is told that it has missed something. */
async function isBehind(page: OpenPage & { rooms: string[] }): Promise<boolean> {
  const client = await app.connect(page);
  const [kind, , answered, behind] = await client.enter(page, page);
  expect([kind, answered]).toEqual([Entered, -1]);
  expect(await client.callHandler("note")).toEqual([Called, 1]);
  return behind === 1;
}

test("a page has missed nothing when nothing was sent since it was asked for", async () => {
  app.app.send("everyone", { title: "before" });
  app.app.send({ room: "shop" }, { title: "before" });
  await later();
  const page = await open();
  app.app.send({ room: "other" }, { title: "for others" });
  app.app.send({ user: 1 }, { title: "for others" });
  await later();
  expect(await isBehind(page)).toBe(false);
});

test("a page is told that something was sent to it before it entered", async () => {
  const everyone = await open();
  app.app.send("everyone", { title: "missed" });
  await later();
  expect(await isBehind(everyone)).toBe(true);
  const inRoom = await open();
  app.app.send({ room: "shop" }, { title: "missed" });
  await later();
  expect(await isBehind(inRoom)).toBe(true);
});

test("a page is told that something was sent while it was made", async () => {
  meanwhile = () => app.app.send("everyone", { title: "missed" });
  const page = await open();
  meanwhile = () => {};
  await later();
  expect(await isBehind(page)).toBe(true);
});

test("a page of an earlier process is told that it may have missed something", async () => {
  const page = await open();
  const { idHash } = await sessionOf(page.cookie);
  const token = issueJoinToken(signer, idHash, Date.now() - 60_000);
  expect(await isBehind({ ...page, pageToken: token })).toBe(true);
});

test("a page that comes back unknown is told, whether it ever got anything or not", async () => {
  const page = await open();
  const client = await app.connect(page);
  expect(await client.enter(page, { received: 0 })).toMatchObject([Entered, expect.any(String), -1, 1]);
  app.app.send("everyone", { title: "new" });
  expect(await client.next()).toEqual([Updates, [[UpdateKind.Title, "new"]]]);
});
