import { afterAll, beforeAll, expect, test } from "vitest";
import { event } from "../../src/live/event.ts";
import { LiveView } from "../../src/live/live-view.ts";
import { live } from "../../src/server/live-route.ts";
import { ClientFrame, ServerFrame } from "../../src/shared/wire.ts";
import { each } from "../../src/template/each.ts";
import { html } from "../../src/template/html.ts";
import { stream } from "../../src/template/stream.ts";
import { LiveApp } from "./live-app.ts";

/** What the database would have. */
const stored = ["one"];

class Feed extends LiveView {
  posts = stream({ key: (text: string) => text, limit: 3 });

  mount() {
    this.posts.append(...stored);
  }

  post = event(() => {
    stored.push(`post ${stored.length}`);
    this.posts.append(...stored.slice(-1));
  });

  render() {
    return html`<ul>${each(this.posts, (text) => html`<li>${text}</li>`)}</ul>`;
  }
}

let app: LiveApp;
beforeAll(async () => {
  app = await LiveApp.start({ production: true, routes: [live("/", Feed)] });
});
afterAll(() => app.close());

test("a stream sends what is added, and mounts again when a browser needs the whole list", async () => {
  const client = await app.visit("/");
  expect(await client.call("post")).toEqual([
    ServerFrame.Answer,
    0,
    1,
    [0, [2, { i: [1, "<li lv>post 1</li>"] }]],
  ]);
  client.send([ClientFrame.Resync, 0]);
  expect(await client.next()).toEqual([ServerFrame.Joined, 0, expect.any(String), -1]);
  const whole = "<ul lv><li lv>one</li><li lv>post 1</li></ul>";
  expect(await client.next()).toEqual([ServerFrame.Replace, 0, whole, 1]);
});
