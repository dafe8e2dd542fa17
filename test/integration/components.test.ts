import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { component } from "../../src/live/components/component.ts";
import { LiveComponent } from "../../src/live/components/live-component.ts";
import { event } from "../../src/live/event.ts";
import { LiveView } from "../../src/live/live-view.ts";
import { live } from "../../src/server/live-route.ts";
import { ServerFrame } from "../../src/shared/wire.ts";
import { each } from "../../src/template/each.ts";
import { html } from "../../src/template/html.ts";
import { LiveApp } from "./live-app.ts";

/** What happened, in order. */
let log: string[];

class Card extends LiveComponent<{ id: number; title: string; onRename: (title: string) => void }> {
  clicks = 0;

  mount() {
    log.push(`mount ${this.props.id}`);
  }

  unmount() {
    log.push(`unmount ${this.props.id}`);
  }

  click = event(() => {
    this.clicks++;
  });

  rename = event({ params: z.object({ title: z.string() }) }, ({ title }) => this.props.onRename(title));

  render() {
    log.push(`render ${this.props.id}`);
    return html`<article><h2>${this.props.title}</h2><button live-click=${this.click}>${this.clicks}</button></article>`;
  }
}

class Board extends LiveView {
  cards = [
    { id: 1, title: "one" },
    { id: 2, title: "two" },
  ];

  reverse = event(() => {
    this.cards.reverse();
  });

  removeFirst = event(() => {
    this.cards.shift();
  });

  render() {
    log.push("render board");
    return html`<main>${each(
      this.cards,
      (card) => card.id,
      (card) =>
        component(Card, {
          key: card.id,
          ...card,
          onRename: (title) => {
            card.title = title;
          },
        }),
    )}</main>`;
  }
}

let app: LiveApp;

beforeAll(async () => {
  app = await LiveApp.start({ routes: [live("/", Board)] });
});

beforeEach(() => {
  log = [];
});

afterAll(() => app.close());

/** The events in a page's HTML, in order. */
const eventsIn = (text: string) => [...text.matchAll(/live-click="([^"]+)"/g)].map(([, name = ""]) => name);

async function visit(path = "/") {
  const page = await app.open(path);
  const client = await app.connect(page);
  await client.join(page);
  return { client, page, events: eventsIn(page.html) };
}

describe("a component's own event", () => {
  test("renders it alone, and sends what changed in it", async () => {
    const { client, events } = await visit();
    log = [];
    expect(await client.call(events[1] ?? "")).toEqual([
      ServerFrame.Answer,
      0,
      1,
      [0, [2, { u: [1, [0, [1, [2, "1"]]]] }]],
    ]);
    expect(log).toEqual(["render 2"]);
  });

  test("tells the parent by a callback, which is rendered then", async () => {
    const { client, events } = await visit();
    log = [];
    const name = events[0]?.replace("click", "rename") ?? "";
    expect(await client.call(name, { title: "uno" })).toEqual([
      ServerFrame.Answer,
      0,
      1,
      [0, [2, { u: [0, [0, [1, [1, "uno"]]]] }]],
    ]);
    expect(log).toEqual(["render board", "render 1"]);
  });

  test("finds it where it has moved", async () => {
    const { client, events } = await visit();
    await client.call("reverse");
    expect(await client.call(events[1] ?? "")).toEqual([
      ServerFrame.Answer,
      0,
      2,
      [0, [2, { u: [0, [0, [1, [2, "1"]]]] }]],
    ]);
  });

  test("is refused by its code once it is gone", async () => {
    const { client, events } = await visit();
    log = [];
    await client.call("removeFirst");
    expect(log).toEqual(["render board", "unmount 1"]);
    expect(await client.call(events[0] ?? "")).toEqual([
      ServerFrame.Refused,
      0,
      2,
      "LV-COMPONENT-GONE",
      "The part of the page that this belongs to is no longer there.",
    ]);
  });
});
