import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { event } from "../../src/live/event.ts";
import { LiveView } from "../../src/live/live-view.ts";
import { live } from "../../src/server/live-route.ts";
import { ClientFrame, ServerFrame, type ServerMessage } from "../../src/shared/wire.ts";
import { commands } from "../../src/template/commands/commands.ts";
import { html } from "../../src/template/html.ts";
import { LiveApp } from "./live-app.ts";
import type { LiveClient } from "./live-client.ts";

declare module "liveloom" {
  interface BrowserEvents {
    welcome: unknown;
    stepped: unknown;
    quiet: unknown;
    failed: unknown;
    mended: unknown;
    long: unknown;
    told: unknown;
  }
}

class Desk extends LiveView {
  count = 0;

  mount() {
    this.subscribe("desk");
    this.pushEvent("welcome", null);
  }

  step = event(() => {
    this.pushEvent("stepped", { count: this.count });
    this.count++;
    return { count: this.count };
  });
  quiet = event(() => {
    this.pushEvent("quiet", [1]);
  });
  point = event(() => {
    this.count++;
    this.runInBrowser(commands().focus("#count").push(this.quiet));
    this.pushEvent("stepped", null);
  });
  add = event({ params: z.object({ by: z.number() }) }, async ({ by }) => this.count + by);
  fail = event(() => {
    this.pushEvent("failed", {});
    throw new Error("secret");
  });
  handled = event(() => {
    this.pushEvent("failed", {});
    throw new RangeError("handled");
  });
  date = event(() => ({ at: new Date(0) }));
  long = event(() => this.pushEvent("long", "x".repeat(70_000)));
  nothing = event(() => undefined);

  onError(error: unknown) {
    if (!(error instanceof RangeError)) throw error;
    this.pushEvent("mended", null);
  }

  handleInfo(_topic: string, message: unknown) {
    this.pushEvent("told", message);
  }

  render() {
    return html`<p>${this.count}</p>`;
  }
}

let app: LiveApp;

beforeAll(async () => {
  app = await LiveApp.start({ routes: [live("/", Desk)], hibernateAfter: 1 });
});

afterAll(() => app.close());

/** A joined page that was told what mount had to say. */
async function visit(): Promise<LiveClient> {
  const client = await app.visit("/");
  expect(await client.next()).toEqual([ServerFrame.Push, 0, "welcome", null]);
  return client;
}

async function take(client: LiveClient, count: number): Promise<ServerMessage[]> {
  const messages: ServerMessage[] = [];
  while (messages.length < count) messages.push(await client.next());
  return messages;
}

const ask = (client: LiveClient, sequence: number, name: string, params: unknown = {}) =>
  client.send([ClientFrame.Event, 0, sequence, name, params, 1]);

test("scripts hear of something after what the same event changed", async () => {
  const client = await visit();
  client.post("step");
  client.post("quiet");
  expect(await take(client, 4)).toEqual([
    [ServerFrame.Answer, 0, 1, [0, "1"]],
    [ServerFrame.Push, 0, "stepped", { count: 0 }],
    [ServerFrame.Answer, 0, 2],
    [ServerFrame.Push, 0, "quiet", [1]],
  ]);
});

test("so do commands of the view", async () => {
  const client = await visit();
  client.post("point");
  expect(await take(client, 3)).toEqual([
    [ServerFrame.Answer, 0, 1, [0, "1"]],
    [ServerFrame.Run, 0, '[["focus","#count"],["push","quiet",{}]]'],
    [ServerFrame.Push, 0, "stepped", null],
  ]);
});

test("whoever asks gets what the handler returned, with or without a patch", async () => {
  const client = await visit();
  ask(client, 1, "step");
  ask(client, 2, "add", { by: 4 });
  ask(client, 3, "nothing");
  expect((await take(client, 4)).filter(([type]) => type === ServerFrame.Answer)).toEqual([
    [ServerFrame.Answer, 0, 1, [0, "1"], { count: 1 }],
    [ServerFrame.Answer, 0, 2, null, 5],
    [ServerFrame.Answer, 0, 3, null, null],
  ]);
});

test("an event that was answered before has no reply the second time", async () => {
  const client = await visit();
  ask(client, 1, "nothing");
  ask(client, 1, "nothing");
  expect(await take(client, 2)).toEqual([
    [ServerFrame.Answer, 0, 1, null, null],
    [ServerFrame.Answer, 0, 1],
  ]);
});

test("a message reaches scripts, too, and a resting view wakes for it", async () => {
  const client = await visit();
  await new Promise((resolve) => setTimeout(resolve, 20));
  app.publish("desk", { text: "hi" });
  await expect.poll(() => client.received.at(-1)).toBe('[9,0,"told",{"text":"hi"}]');
});

test("what a failed event had to say is not sent, what onError says is", async () => {
  const client = await visit();
  client.post("fail");
  ask(client, 2, "handled");
  expect(await take(client, 4)).toEqual([
    expect.objectContaining([ServerFrame.Refused, 0, 1]),
    expect.objectContaining([ServerFrame.Trouble, 0]),
    [ServerFrame.Answer, 0, 2],
    [ServerFrame.Push, 0, "mended", null],
  ]);
});

test.each([
  ["date", "LV-PUSH-VALUE"],
  ["long", "LV-PUSH-SIZE"],
])("what is no JSON or too long fails: %s", async (name, code) => {
  const client = await visit();
  ask(client, 1, name);
  expect((await client.next()).slice(0, 4)).toEqual([ServerFrame.Refused, 0, 1, code]);
});

test("what is said without a connection waits for the next, the last hundred of it", async () => {
  const page = await app.open("/");
  const first = await app.connect(page);
  const joined = await first.join(page);
  await first.next();
  await first.close();
  await new Promise((resolve) => setTimeout(resolve, 50));
  for (let number = 0; number < 105; number++) app.publish("desk", number);
  const second = await app.connect(page);
  await second.join({ path: "/", token: String(joined[2]) });
  expect((await take(second, 100)).map((push) => push[3])).toEqual(
    Array.from({ length: 100 }, (_, index) => index + 5),
  );
});

test("a reply is asked for by 1 and nothing else", async () => {
  const client = await visit();
  client.sendRaw('[1,0,1,"step",{},2]');
  expect(await client.closeCode).toBe(4400);
});
