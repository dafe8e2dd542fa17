import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from "vitest";
import { handler } from "../../src/handlers/handler.ts";
import { get } from "../../src/server/http-route.ts";
import { CloseCode, ServerFrame, type ServerMessage, UpdateKind } from "../../src/shared/wire.ts";
import { html } from "../../src/template/html.ts";
import { LiveApp, type OpenPage } from "./live-app.ts";
import type { LiveClient } from "./live-client.ts";

const { Called, Entered, Updates } = ServerFrame;

/** So much of it that neither the kernel nor the server keeps it all for a page that does not read. */
const big = "x".repeat(200_000);

const handlers = [
  handler("tell", (ctx) => ctx.broadcast({ title: "all" })),
  handler("tell_others", (ctx) => ctx.others.send({ title: "others" })),
  handler("tell_room", (ctx) => ctx.to("lobby").send({ title: "lobby" })),
  handler("join", (ctx) => ctx.join("lobby")),
  handler("flood", async (ctx) => {
    for (let count = 0; count < 150; count++) {
      await ctx.others.send({ title: `${count} ${big}` });
      await setTimeout(1);
    }
  }),
];

const routes = [get("/", (context) => context.page({ title: "Start", body: html`<p></p>` }))];

let apps: [LiveApp, LiveApp];

beforeAll(async () => {
  const start = () => LiveApp.start({ redis: inject("redis"), routes, handlers });
  apps = [await start(), await start()];
  await Promise.all(apps.map((app) => app.open("/")));
}, 30_000);

afterAll(() => Promise.all(apps.map((app) => app.close())));

const isUpdate = (message: ServerMessage) => message[0] === Updates;
const title = (text: string) => [Updates, [[UpdateKind.Title, text]]];

/** What comes next that another page has sent. */
async function told(client: LiveClient): Promise<ServerMessage> {
  const message = await client.next();
  return isUpdate(message) ? message : await told(client);
}

test("pages at another server get what is for everybody, for the others, or for their room", async () => {
  const [here, there] = await Promise.all([apps[0].enter("/"), apps[1].enter("/")]);
  await there.callHandler("join");
  // Redis is told of the room beside what the page is told.
  await expect
    .poll(async () => {
      here.postCall("tell_room");
      return (await there.untilPong()).some(isUpdate);
    })
    .toBe(true);
  await there.untilPong();
  const [one, other] = await Promise.all([apps[0].enter("/"), apps[1].enter("/")]);
  one.postCall("tell");
  expect(await told(other)).toEqual(title("all"));
  expect(await told(one)).toEqual(title("all"));
  other.postCall("tell_others");
  expect(await told(one)).toEqual(title("others"));
  expect((await other.untilPong()).filter(isUpdate)).toEqual([]);
});

test("a page of one server that enters at another is told what was sent in between, and nothing when it was not", async () => {
  const enterAt = async (app: LiveApp, page: OpenPage) => {
    const client = await app.connect(page);
    const [kind, , , isBehind] = await client.enter(page);
    expect(kind).toBe(Entered);
    return { client, isBehind };
  };
  // Servers that have just begun, or were sent something, are not sure.
  await expect
    .poll(async () => (await enterAt(apps[1], await apps[0].open("/"))).isBehind, { interval: 100 })
    .toBe(0);
  const page = await apps[0].open("/");
  apps[0].app.send("everyone", { title: "in between" });
  const { client, isBehind } = await enterAt(apps[1], page);
  // What comes from the other server after entering is no news to be told of, but an update.
  if (isBehind === 0) expect(await told(client)).toEqual(title("in between"));
  expect((await enterAt(apps[1], page)).isBehind).toBe(1);
});

test("a page that stops reading is disconnected, holds nobody up, and is told what it missed", async () => {
  const app = await LiveApp.start({ routes, handlers });
  onTestFinished(() => app.close());
  const [sender, reader] = await Promise.all([app.enter("/"), app.enter("/")]);
  const page = await app.open("/");
  const stuck = await app.connect(page);
  const [, token] = await stuck.enter(page);
  stuck.pause();
  expect(await sender.callHandler("flood")).toEqual([Called, 1]);
  for (let count = 0; count < 150; count++)
    expect(JSON.stringify(await told(reader)).slice(0, 20)).toContain(`"${count} x`);
  stuck.resume();
  expect(await stuck.closeCode).toBe(CloseCode.Slow);
  const again = await app.connect(page);
  const back = { ...page, pageToken: String(token) };
  expect(await again.enter(back, { received: 0 })).toMatchObject([Entered, expect.any(String), 0, 1]);
});
