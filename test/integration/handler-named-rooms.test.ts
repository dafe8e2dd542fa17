import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { handler } from "../../src/handlers/handler.ts";
import { get } from "../../src/server/http-route.ts";
import { ClientFrame, ServerFrame, UpdateKind, wholePage } from "../../src/shared/wire.ts";
import { html } from "../../src/template/html.ts";
import { LiveApp } from "./live-app.ts";
import type { LiveClient } from "./live-client.ts";

const { Called, Entered, Refused, Updates } = ServerFrame;

let app: LiveApp;
/** How long the rule about rooms takes, in milliseconds. */
let ruleTime = 0;

beforeAll(async () => {
  app = await LiveApp.start({
    routes: [get("/", (context) => context.page({ title: "Start", body: html`<p></p>` }))],
    handlers: [
      handler("join", (ctx) => ctx.join(ctx.data.room ?? "")),
      handler("leave", (ctx) => ctx.leave(ctx.data.room ?? "")),
    ],
    authorizeRoom: async (room) => {
      if (ruleTime > 0) await setTimeout(ruleTime);
      return room !== "secret";
    },
  });
});

afterAll(() => app.close());

/** In which of the rooms the page is now. */
async function roomsOf(client: LiveClient): Promise<unknown[]> {
  for (const room of ["a", "b", "c", "secret"]) app.app.send({ room }, { title: room });
  const messages = await client.untilPong();
  return messages.flatMap((message) => (message[0] === Updates ? message[1].map(([, title]) => title) : []));
}

/** The page is in these rooms once all that it has asked for is done. */
const isIn = (client: LiveClient, ...rooms: string[]) => expect.poll(() => roomsOf(client)).toEqual(rooms);

async function enter(rooms: string[]) {
  const page = await app.open("/");
  const client = await app.connect(page);
  const [, token] = await client.enter(page, { rooms });
  return { client, page: { ...page, pageToken: String(token) } };
}

test("a page that shows something else is in the rooms that it names then", async () => {
  const { client } = await enter(["a", "b"]);
  await isIn(client, "a", "b");
  client.send([ClientFrame.Rooms, ["b", "c"]]);
  await isIn(client, "b", "c");
  client.send([ClientFrame.Rooms, []]);
  await isIn(client);
});

test("what it may not enter is refused, and the others are entered", async () => {
  const { client } = await enter([]);
  client.send([ClientFrame.Rooms, ["secret", "a"]]);
  expect((await client.next()).slice(0, 4)).toEqual([Refused, wholePage, -1, "LV-ROOM-REFUSED"]);
  await isIn(client, "a");
});

test("rooms that a handler has joined for it stay, and those that it has left stay left", async () => {
  const { client } = await enter(["a", "b"]);
  await client.callHandler("join", { data: { room: "b" } });
  await client.callHandler("join", { data: { room: "c" } });
  await client.callHandler("leave", { data: { room: "a" } });
  client.send([ClientFrame.Rooms, ["a", "b"]]);
  await isIn(client, "b", "c");
  client.send([ClientFrame.Rooms, []]);
  await isIn(client, "b", "c");
});

test("of several changes in a row the last one counts, however long rules take", async () => {
  ruleTime = 5;
  const { client } = await enter(["a"]);
  client.send([ClientFrame.Rooms, ["b", "secret", "c"]]);
  client.send([ClientFrame.Rooms, ["a"]]);
  expect((await client.next()).slice(0, 4)).toEqual([Refused, wholePage, -1, "LV-ROOM-REFUSED"]);
  ruleTime = 0;
  await isIn(client, "a");
});

test("a page that comes back is in the rooms that it names, and gets what it missed in those before", async () => {
  const { client, page } = await enter(["a"]);
  await client.close();
  app.app.send({ room: "a" }, { title: "missed" });
  const again = await app.connect(page);
  expect(await again.enter(page, { received: 0, rooms: ["b"] })).toMatchObject([
    Entered,
    expect.any(String),
    0,
    0,
  ]);
  expect(await again.next()).toEqual([Updates, [[UpdateKind.Title, "missed"]]]);
  await isIn(again, "b");
});

test("a page that has not entered is in no room", async () => {
  const page = await app.open("/");
  const client = await app.connect(page);
  client.send([ClientFrame.Rooms, ["a"]]);
  await isIn(client);
  await client.enter(page, { rooms: ["b"] });
  expect(await client.callHandler("join", { data: { room: "c" } })).toEqual([Called, 1]);
  await isIn(client, "b", "c");
});
