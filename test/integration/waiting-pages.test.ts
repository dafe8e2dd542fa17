import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { event } from "../../src/live/event.ts";
import { LiveView } from "../../src/live/live-view.ts";
import { live } from "../../src/server/live-route.ts";
import { waitingLimits } from "../../src/session/mounted-views.ts";
import { ServerFrame } from "../../src/shared/wire.ts";
import { html } from "../../src/template/html.ts";
import { LiveApp } from "./live-app.ts";

const unmounted = vi.fn();

class Counter extends LiveView {
  count = 0;

  increment = event(() => {
    this.count++;
  });

  unmount() {
    unmounted();
  }

  render() {
    return html`<p>${this.count}</p>`;
  }
}

let app: LiveApp;

beforeEach(async () => {
  unmounted.mockClear();
  app = await LiveApp.start({ production: true, routes: [live("/", Counter)] });
});

afterEach(() => app.close());

test("a HEAD request leaves no view behind", async () => {
  const response = await fetch(app.origin, { method: "HEAD", headers: { accept: "text/html" } });
  expect([response.status, await response.text()]).toEqual([200, ""]);
  expect(unmounted).toHaveBeenCalledOnce();
});

test("a flood of requests keeps a limited number of views, and none that somebody comes back to", async () => {
  const page = await app.open("/");
  const first = await app.connect(page);
  const [, , token] = await first.join(page);
  await first.call("increment");
  await first.close();

  const more = 3;
  for (let count = 0; count < waitingLimits.firstJoin.visitors + more; count++) await app.open("/");
  expect(unmounted).toHaveBeenCalledTimes(more);

  const back = await app.connect(page);
  expect(await back.join({ ...page, token: String(token) }, 1)).toEqual([
    ServerFrame.Joined,
    0,
    expect.any(String),
    1,
  ]);
});

test("a page whose view was closed for others mounts it again when its socket comes", async () => {
  const page = await app.open("/");
  for (let count = 0; count < waitingLimits.firstJoin.visitors; count++) await app.open("/");
  const client = await app.connect(page);
  expect(await client.join(page)).toEqual([ServerFrame.Joined, 0, expect.any(String), -1]);
  expect(await client.next()).toEqual([ServerFrame.Replace, 0, "<p lv>0</p>", 1]);
});
