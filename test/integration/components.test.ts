import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { LiveloomError, LoginRequired } from "../../src/errors.ts";
import { component } from "../../src/live/components/component.ts";
import { LiveComponent } from "../../src/live/components/live-component.ts";
import { event, type LiveEvent } from "../../src/live/event.ts";
import { LiveView } from "../../src/live/live-view.ts";
import { live } from "../../src/server/live-route.ts";
import { ClientFrame, ServerFrame } from "../../src/shared/wire.ts";
import { DjangoTemplates } from "../../src/template/django/django-templates.ts";
import { each } from "../../src/template/each.ts";
import { html } from "../../src/template/html.ts";
import { LiveApp } from "./live-app.ts";
import type { LiveClient } from "./live-client.ts";

const hibernateAfter = 20;

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

  renameTwice = event(() => {
    this.clicks++;
    this.props.onRename("renamed");
    throw new Error("secret");
  });

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

class Switch extends LiveComponent<{ name: string; parentEvent?: LiveEvent<undefined> }> {
  isOn = false;
  error = "";

  restore() {}

  toggle = event(() => {
    this.isOn = !this.isOn;
  });
  limited = event({ rateLimit: { calls: 2, perSeconds: 60 } }, () => {
    this.isOn = !this.isOn;
  });
  forbidden = event({ permission: "board.post_note" }, () => {
    this.isOn = true;
  });
  picky = event({ params: z.object({ n: z.number() }) }, ({ n }) => {
    this.error = String(n);
  });
  fails = event(() => {
    this.isOn = true;
    throw new Error("secret");
  });

  render() {
    const { name, parentEvent } = this.props;
    return html`<button live-click=${this.toggle} live-change=${parentEvent}>${name} ${this.isOn ? "on" : "off"} ${this.error}</button>`;
  }
}

class Careful extends Switch {
  onError(error: unknown) {
    if (error instanceof LoginRequired) this.error = "denied";
    else throw error;
  }
}

class House extends LiveView {
  rings = 0;
  problem = "";

  restore() {}

  ring = event(() => {
    this.rings++;
  });

  onError(error: unknown) {
    this.problem = error instanceof LiveloomError ? error.code : "failed";
  }

  render() {
    return html`<main>${this.rings} ${this.problem} ${component(Switch, { key: 1, name: "hall", parentEvent: this.ring })}
      ${component(Switch, { key: 2, name: "attic" })} ${component(Careful, { name: "cellar" })}</main>`;
  }
}

/** The same in Django's language. */
class DjangoHouse extends LiveView {
  static template = "house.html";
  static components = { switch: DjangoSwitch() };

  rooms = [
    { id: 1, name: "hall" },
    { id: 2, name: "attic" },
  ];

  /** Callbacks are functions, so they are passed here. */
  get door() {
    return component(Switch, { key: "door", name: "door" });
  }

  reverse = event(() => {
    this.rooms.reverse();
  });
}

function DjangoSwitch() {
  return class DjangoSwitch extends LiveComponent<{ name: string }> {
    static template = "switch.html";
    isOn = false;
    get state() {
      return this.isOn ? "on" : "off";
    }
    toggle = event(() => {
      this.isOn = !this.isOn;
    });
  };
}

const files = {
  "house.html": `<main>{% for room in rooms key=room.id %}<p>{% component switch key=room.id name=room.name %}</p>{% endfor %}{{ door }}</main>`,
  "switch.html": `<button live-click="{{ toggle }}">{{ props.name }} {{ state }}</button>`,
};

let app: LiveApp;

beforeAll(async () => {
  app = await LiveApp.start({
    routes: [live("/", Board), live("/house/", House), live("/django/", DjangoHouse)],
    templates: new DjangoTemplates({ files }),
  });
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

  test("is undone when it fails, with what its parent has done for it", async () => {
    const { client, events } = await visit();
    await client.call(events[0]?.replace("click", "renameTwice") ?? "");
    expect((await client.next())[0]).toBe(ServerFrame.Trouble);
    expect(await wholeOf(client)).toBe("one0two0");
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

/** The HTML of view 0 without its events, as it would be sent as a whole. */
async function wholeOf(client: LiveClient): Promise<string> {
  client.send([ClientFrame.Resync, 0]);
  const [type, , text] = await client.next();
  return type === ServerFrame.Replace
    ? String(text)
        .replaceAll(/<[^>]+>/g, "")
        .replaceAll(/\s+/g, " ")
        .trim()
    : "";
}

describe("the gate before a component's event", () => {
  const numberOf = (name = "") => name.split(":")[0];

  test("checks its permission, which the component itself may handle", async () => {
    const { client, events } = await visit("/house/");
    await client.call(`${numberOf(events[2])}:forbidden`);
    expect(await wholeOf(client)).toBe("0 hall off attic off cellar off denied");
    await client.call(`${numberOf(events[1])}:forbidden`);
    expect(await wholeOf(client)).toBe("0 LV-LOGIN-REQUIRED hall off attic off cellar off denied");
  });

  test("checks its parameters and names", async () => {
    const { client, events } = await visit("/house/");
    const number = numberOf(events[0]);
    await client.call(`${number}:picky`, { n: "1" });
    expect(await wholeOf(client)).toContain("LV-PARAMS-INVALID");
    await client.call(`${number}:picky`, { n: 1 });
    expect(await wholeOf(client)).toContain("hall off 1");
    for (const [name, code] of [
      [`${number}:render`, "LV-EVENT-UNKNOWN"],
      [`${number}:ring`, "LV-EVENT-UNKNOWN"],
      [`${number}:__proto__`, "LV-EVENT-NAME"],
      [`${number}:`, "LV-EVENT-NAME"],
      [`${number}:1:toggle`, "LV-EVENT-NAME"],
      ["1234567890:toggle", "LV-EVENT-NAME"],
      ["-1:toggle", "LV-EVENT-NAME"],
      ["7:toggle", "LV-COMPONENT-GONE"],
      ["toggle", "LV-EVENT-UNKNOWN"],
    ] as const)
      expect(await client.call(name)).toMatchObject({ 0: ServerFrame.Refused, 3: code });
  });

  test("counts its calls for all components of the class together", async () => {
    const { client, events } = await visit("/house/");
    const [hall, attic] = events.map((name) => `${numberOf(name)}:limited`);
    for (const name of [hall, attic, hall]) await client.call(name ?? "");
    expect(await wholeOf(client)).toContain("LV-RATE-LIMITED hall on attic on");
  });

  test("lets a failure go to the view, and undoes what the handler had done", async () => {
    const { client, events } = await visit("/house/");
    await client.call(`${numberOf(events[1])}:fails`);
    expect(await wholeOf(client)).toBe("0 failed hall off attic off cellar off");
  });

  test("knows the parent's events that a component was given", async () => {
    const { client, page } = await visit("/house/");
    expect(page.html).toContain('live-change="ring"');
    await client.call("ring");
    expect(await wholeOf(client)).toContain("1 hall off");
  });
});

describe("components of a page", () => {
  test("keep their state and numbers while it rests", async () => {
    const resting = await LiveApp.start({ routes: [live("/house/", House)], hibernateAfter });
    onTestFinished(() => resting.close());
    const page = await resting.open("/house/");
    const client = await resting.connect(page);
    await client.join(page);
    const events = eventsIn(page.html);
    await client.call(events[1] ?? "");
    await wait(hibernateAfter * 6);
    const answer = await client.call(events[1] ?? "");
    expect(JSON.stringify(answer)).toContain('"off"');
    expect(await wholeOf(client)).toContain("attic off");
  });

  test("keep their state on another connection", async () => {
    const page = await app.open("/house/");
    const first = await app.connect(page);
    const joined = await first.join(page);
    const [, attic = ""] = eventsIn(page.html);
    await first.call(attic);
    await first.close();
    const second = await app.connect(page);
    await second.join({ ...page, token: String(joined[2]) }, 1);
    expect(await wholeOf(second)).toContain("attic on");
  });

  test("have the numbers they had when it is mounted anew", async () => {
    const { client, events } = await visit("/house/");
    const page = await app.open("/house/");
    expect(eventsIn(page.html)).toEqual(events);
    await client.close();
  });

  test("are unmounted with it", async () => {
    const { client } = await visit();
    client.send([ClientFrame.Leave, 0]);
    await expect
      .poll(() => log.filter((entry) => entry.startsWith("unmount")))
      .toEqual(["unmount 1", "unmount 2"]);
  });

  test("work in Django's language, too", async () => {
    const { client, page, events } = await visit("/django/");
    expect(page.html.replaceAll(/<[^>]+>/g, "")).toContain("hall offattic offdoor off");
    expect(await client.call(events[1] ?? "")).toMatchObject({ 0: ServerFrame.Answer });
    await client.call("reverse");
    expect(await wholeOf(client)).toBe("attic onhall offdoor off");
    await client.call(events[2] ?? "");
    expect(await wholeOf(client)).toBe("attic onhall offdoor on");
  });
});
