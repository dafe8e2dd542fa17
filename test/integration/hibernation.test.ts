import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { event } from "../../src/live/event.ts";
import { LiveView } from "../../src/live/live-view.ts";
import { live } from "../../src/server/live-route.ts";
import { ServerFrame } from "../../src/shared/wire.ts";
import { each } from "../../src/template/each.ts";
import { html } from "../../src/template/html.ts";
import { stream } from "../../src/template/stream.ts";
import { LiveApp } from "./live-app.ts";
import type { LiveClient } from "./live-client.ts";

const hibernateAfter = 20;
/** What the views do besides, in order. */
let log: string[];
/** Something a rendering depends on beside the view's state. */
let weather: string;

class Basket extends LiveView {
  items = ["apple"];
  bought = new Date(0);
  prices = new Map([["apple", 3n]]);
  news = stream({ key: (text: string) => text });
  _tax = 0;

  constructor() {
    super();
    log.push("made");
  }

  mount() {
    this._tax = 7;
    this.news.append("opened");
    this.subscribe("basket");
    log.push("mounted");
  }

  restore() {
    this._tax = 7;
    log.push("restored");
  }

  unmount() {
    log.push(`unmounted with ${this.items.length}`);
  }

  add = event(() => {
    this.items.push(`pear ${this.items.length}`);
    this.news.append(`news ${this.items.length}`);
  });

  addLater = event(() => {
    this.subscribe("later");
    void sleep().then(() => this.publish("later", "late"));
  });

  handleInfo(_topic: string, message: unknown) {
    this.items.push(String(message));
  }

  render() {
    const { items, prices, bought, _tax } = this;
    return html`<p>${items.join()} ${prices.get("apple")} ${bought.getTime()} ${_tax}</p>
      <ul>${each(this.news, (text) => html`<li>${text}</li>`)}</ul>`;
  }
}

/** Has no `restore`, so that its instance stays. */
class Steady extends LiveView {
  #count = 0;
  add = event(() => {
    this.#count++;
  });

  constructor() {
    super();
    log.push("made");
  }

  render() {
    return html`<p>${this.#count} ${weather}</p>`;
  }
}

/** Wants to rest, but holds something that cannot be written down. */
class Clinging extends Steady {
  visitor = new URL("http://localhost/");

  restore() {
    log.push("restored");
  }
}

let app: LiveApp;
beforeAll(async () => {
  const routes = [live("/basket/", Basket), live("/steady/", Steady), live("/clinging/", Clinging)];
  app = await LiveApp.start({ production: true, hibernateAfter, routes });
});
afterAll(() => app.close());

beforeEach(() => {
  log = [];
  weather = "sunny";
});

/** Long enough for any view to fall asleep. */
async function sleep(): Promise<void> {
  await wait(hibernateAfter * 6);
}

async function visit(path: string): Promise<LiveClient> {
  const client = await app.visit(path);
  await sleep();
  return client;
}

describe("a view that rested", () => {
  test("goes on with its state, and sends no more than what changed", async () => {
    const client = await visit("/basket/");
    log = [];
    expect(await client.call("add")).toEqual([
      ServerFrame.Answer,
      0,
      1,
      [0, "apple,pear 1", 4, [2, { i: [1, "<li lv>news 2</li>"] }]],
    ]);
    expect(log).toEqual(["made", "restored"]);
    await sleep();
    expect(await client.call("add")).toMatchObject({ 3: { 1: "apple,pear 1,pear 2" } });
  });

  test("hears messages", async () => {
    const client = await visit("/basket/");
    app.publish("basket", "plum");
    expect(await client.next()).toEqual([ServerFrame.Patch, 0, [0, "apple,plum"]]);
  });

  test("hears what work that its last instance began publishes", async () => {
    const client = await visit("/basket/");
    expect(await client.call("addLater")).toEqual([ServerFrame.Answer, 0, 1]);
    log = [];
    expect(await client.next()).toEqual([ServerFrame.Patch, 0, [0, "apple,late"]]);
    expect(log).toEqual(["made", "restored"]);
  });

  test("is joined as if nothing had been", async () => {
    const page = await app.open("/basket/");
    await sleep();
    const client = await app.connect(page);
    expect(await client.join(page)).toEqual([ServerFrame.Joined, 0, expect.any(String), 0]);
    expect(await client.untilPong()).toEqual([]);
    expect(log.filter((entry) => entry === "mounted")).toHaveLength(1);
  });

  test("is told that its page is gone", async () => {
    const client = await visit("/basket/");
    client.send([4, 0]);
    await expect.poll(() => log.at(-1)).toBe("unmounted with 1");
  });
});

describe("a view without restore", () => {
  test("keeps its instance and goes on", async () => {
    const client = await visit("/steady/");
    expect(await client.call("add")).toEqual([ServerFrame.Answer, 0, 1, [1, "1"]]);
    expect(log).toEqual(["made"]);
  });

  test("is sent as a whole when it does not look as it did", async () => {
    const client = await visit("/steady/");
    weather = "rainy";
    const call = client.call("add");
    expect(await call).toEqual([ServerFrame.Replace, 0, expect.stringContaining("rainy"), 1]);
    expect(await client.next()).toEqual([ServerFrame.Answer, 0, 1]);
  });
});

test("a view that holds what cannot be written down keeps its instance", async () => {
  const client = await visit("/clinging/");
  expect(await client.call("add")).toEqual([ServerFrame.Answer, 0, 1, [1, "1"]]);
  expect(log).toEqual(["made"]);
});

describe("an app with views that hold what cannot be written down", () => {
  const warnings = async (production: boolean) => {
    const routes = [live("/basket/", Basket), live("/steady/", Steady), live("/clinging/", Clinging)];
    const other = await LiveApp.start({ production, hibernateAfter, routes });
    const clients = await Promise.all(
      ["/basket/", "/steady/", "/clinging/", "/clinging/"].map((path) => other.visit(path)),
    );
    await sleep();
    for (const client of clients) client.post("add");
    await sleep();
    await other.close();
    return other.log.filter(({ level }) => level === "warn");
  };

  test("warns of each of them once in development", async () => {
    expect(await warnings(false)).toEqual([
      {
        level: "warn",
        fields: { view: "Clinging", field: "visitor" },
        message: expect.stringContaining('because of "visitor": an object of the class URL.'),
      },
    ]);
  });

  test("does not warn in production", async () => {
    expect(await warnings(true)).toEqual([]);
  });
});
