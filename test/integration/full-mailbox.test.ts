import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { event } from "../../src/live/event.ts";
import { LiveView } from "../../src/live/live-view.ts";
import { mailboxLimit } from "../../src/live/mailbox.ts";
import { live } from "../../src/server/live-route.ts";
import { ClientFrame, ServerFrame, type ServerMessage, VisitKind } from "../../src/shared/wire.ts";
import { html } from "../../src/template/html.ts";
import { LiveApp } from "./live-app.ts";
import type { LiveClient } from "./live-client.ts";

let goOn = () => {};

class Slow extends LiveView {
  hold = event(
    () =>
      new Promise<void>((resolve) => {
        goOn = resolve;
      }),
  );

  render() {
    return html`<p>slow</p>`;
  }
}

class Other extends LiveView {
  async mount() {
    await wait(20);
  }

  render() {
    return html`<p>other</p>`;
  }
}

let app: LiveApp;

beforeAll(async () => {
  const routes = [live("/", Slow), live("/other/", Other)];
  app = await LiveApp.start({ production: true, limits: { frameBurst: 2 * mailboxLimit }, routes });
});

afterAll(() => app.close());

/** A client whose view is at work, with as much waiting as there may be. */
async function busyClient(): Promise<LiveClient> {
  const client = await app.visit("/");
  for (let number = 0; number <= mailboxLimit; number++) client.post("hold");
  return client;
}

/** Asking for something that throws inside a socket's listener would end the process. */
test.each<[string, ...frame: Parameters<LiveClient["send"]>, code: number]>([
  ["the whole view", [ClientFrame.Resync, 0], 0],
  ["another address", [ClientFrame.Visit, 0, 1, "/?a=1", VisitKind.Patch], -1],
  ["one event more", [ClientFrame.Event, 0, mailboxLimit + 2, "hold", {}], mailboxLimit + 2],
])("%s is refused while too much waits", async (_, frame, number) => {
  const client = await busyClient();
  client.send(frame);
  expect((await client.next()).slice(0, 4)).toEqual([ServerFrame.Refused, 0, number, "LV-BUSY"]);
  await client.close();
  goOn();
});

test("another view is opened although too much waits in the one that is left", async () => {
  const client = await busyClient();
  client.send([ClientFrame.Visit, 0, 1, "/other/", VisitKind.Mount]);
  const frame: ServerMessage = await client.next();
  expect(frame.slice(0, 4)).toEqual([ServerFrame.Page, 0, 1, "/other/"]);
  await client.close();
  goOn();
});
