import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { LiveloomError } from "../../src/errors.ts";
import type { Run } from "../../src/live/deadline.ts";
import { event } from "../../src/live/event.ts";
import { LiveView } from "../../src/live/live-view.ts";
import { live } from "../../src/server/live-route.ts";
import { ServerFrame } from "../../src/shared/wire.ts";
import { each } from "../../src/template/each.ts";
import { html } from "../../src/template/html.ts";
import { stream } from "../../src/template/stream.ts";
import { LiveApp } from "./live-app.ts";

/** Milliseconds; a handler that takes longer is given up. */
const handlerTimeout = 60;

const wrong = "Something went wrong.";
const text = z.object({ text: z.string() });

let thrown: unknown;
let told: string[];
let finishLate: () => void;
let started: () => void = () => {};

class Bank extends LiveView {
  balance = 10;
  items = ["a"];
  byName = new Map([["a", 1]]);
  broken = "";

  mount() {
    this.subscribe("bank");
  }

  halfWay = event(() => {
    this.balance = 0;
    this.items.push("b");
    this.byName.set("a", 2);
    throw new Error("half-way");
  });
  add = event({ params: text }, ({ text }) => void this.items.push(text));
  breakRender = event({ params: text }, ({ text }) => {
    this.balance++;
    this.broken = text;
  });
  throwIt = event(() => {
    this.balance = -1;
    throw thrown;
  });
  leaveAndFail = event(() => {
    this.redirect("/elsewhere/");
    throw new Error("not so fast");
  });
  never = event(async (_, { signal }) => {
    this.balance = -1;
    signal.addEventListener("abort", () => told.push(String(signal.reason)));
    started();
    await new Promise<void>((resolve) => {
      finishLate = resolve;
    });
    this.balance = 99;
    this.publish("other", 1);
  });
  patient = event({ timeout: 10_000 }, async () => {
    await wait(handlerTimeout * 2);
    this.balance++;
  });
  impatient = event({ timeout: 5 }, () => new Promise(() => {}));
  rejectsLate = event({ timeout: 5 }, async () => {
    await wait(20);
    throw new Error("too late");
  });

  async handleInfo(_topic: string, message: unknown, { signal }: Run) {
    this.items.push(`told ${message}`);
    if (message === "fail") throw new Error("bad news");
    if (message === "never")
      await new Promise(() => signal.addEventListener("abort", () => told.push("aborted")));
  }

  render() {
    if (this.broken === "render") throw new Error("cannot render");
    const row = (item: string) => {
      if (this.broken === "row") throw new Error("cannot render a row");
      return html`<li>${item}</li>`;
    };
    return html`<p>${this.balance} ${this.byName.get("a")}</p><ul>${each(this.items, (item) => item, row)}</ul>`;
  }
}

class Feed extends LiveView {
  posts = stream({ key: (post: string) => post, limit: 3 });
  broken = false;
  mount() {
    this.posts.append("a", "b");
  }
  post = event({ params: text }, ({ text }) => this.posts.append(text));
  fail = event(() => {
    this.posts.append("x", "y");
    this.posts.delete("b");
    throw new Error("no");
  });
  failToRender = event(() => {
    this.posts.append("x");
    this.broken = true;
  });
  render() {
    if (this.broken) throw new Error("no");
    return html`<ul>${each(this.posts, (post) => html`<li>${post}</li>`)}</ul>`;
  }
}

class Large extends LiveView {
  rows = Array.from({ length: 3_000 }, (_, id) => id);
  count = 0;
  fail = event(() => {
    this.count++;
    this.rows[0] = -1;
    throw new Error("no");
  });
  add = event(() => void this.count++);
  render() {
    return html`<p>${this.count} ${this.rows[0]}</p>`;
  }
}

let mounting: (run: Run) => unknown;

class Mounting extends LiveView {
  mount(run: Run) {
    return mounting(run);
  }
  render() {
    return html`<p>mounted</p>`;
  }
}

const routes = [
  live("/bank/", Bank),
  live("/feed/", Feed),
  live("/large/", Large),
  live("/mounting/", Mounting),
];

let app: LiveApp;

beforeEach(async () => {
  told = [];
  mounting = () => {};
  app = await LiveApp.start({ production: true, handlerTimeout, routes });
});

afterEach(() => app.close());

const refused = (sequence: number, code = "LV-INTERNAL", sentence = wrong) => [
  ServerFrame.Refused,
  0,
  sequence,
  code,
  sentence,
  ...(code === "LV-INTERNAL" || code === "LV-TIMEOUT" ? [expect.any(String)] : []),
];

describe("an event that fails", () => {
  test("leaves the state as it was, what was changed in place, too", async () => {
    const client = await app.visit("/bank/");
    expect(await client.call("halfWay")).toEqual(refused(1));
    expect(await client.call("add", { text: "c" })).toEqual([1, 0, 2, [2, [2, { i: [1, "<li lv>c</li>"] }]]]);
  });

  test.each([
    ["render", [1, 0, 2, [2, [2, { i: [1, "<li lv>c</li>"] }]]]],
    ["row", [ServerFrame.Replace, 0, expect.stringContaining("<!--[-->10<!--]--> <!--[-->1<!--]-->"), 1]],
  ])("in %s leaves the state and the last page", async (broken, next) => {
    const client = await app.visit("/bank/");
    expect(await client.call("breakRender", { text: broken })).toEqual(refused(1));
    expect(await client.call("add", { text: "c" })).toEqual(next);
  });

  test("does not leave the page either", async () => {
    const client = await app.visit("/bank/");
    expect(await client.call("leaveAndFail")).toEqual(refused(1));
    expect(await client.call("add", { text: "c" })).toMatchObject({ 0: ServerFrame.Answer });
  });

  test.each<[string, unknown]>([
    ["undefined", undefined],
    ["null", null],
    ["a text", "<b>"],
    [
      "an object whose fields throw",
      {
        get message() {
          throw new Error("no");
        },
      },
    ],
    [
      "an error whose name throws",
      Object.defineProperty(new Error("x"), "name", {
        get: () => {
          throw new Error("no");
        },
      }),
    ],
    [
      "a proxy that does not say what it is",
      new Proxy(
        {},
        {
          getPrototypeOf: () => {
            throw new Error("no");
          },
        },
      ),
    ],
  ])("with %s is refused like any other", async (_, value) => {
    thrown = value;
    const client = await app.visit("/bank/");
    expect(await client.call("throwIt")).toEqual(refused(1));
    expect(await client.call("add", { text: "c" })).toMatchObject({ 0: ServerFrame.Answer });
    expect(app.log).toMatchObject([{ level: "error", fields: { about: 'Bank, event "throwIt"' } }]);
  });

  test("leaves a stream as it was", async () => {
    const client = await app.visit("/feed/");
    for (const name of ["fail", "failToRender"])
      expect(await client.call(name)).toMatchObject({ 3: "LV-INTERNAL" });
    expect(await client.call("post", { text: "c" })).toEqual([
      1,
      0,
      3,
      [0, [2, { i: [2, "<li lv>c</li>"] }]],
    ]);
  });

  test("of a view with very much data gets its fields back", async () => {
    const client = await app.visit("/large/");
    await client.call("fail");
    expect(await client.call("add")).toEqual([1, 0, 2, [1, "1", 2, "-1"]]);
  });

  test("does not disturb other pages", async () => {
    const [one, other] = await Promise.all([app.visit("/bank/"), app.visit("/bank/")]);
    await one.call("halfWay");
    expect(await other.untilPong()).toEqual([]);
    expect(await other.call("add", { text: "c" })).toMatchObject({ 0: ServerFrame.Answer });
  });
});

describe("a message that fails", () => {
  test("leaves the state as it was and says nothing to the page", async () => {
    const client = await app.visit("/bank/");
    app.publish("bank", "fail");
    app.publish("bank", "good");
    expect(await client.next()).toEqual([
      ServerFrame.Patch,
      0,
      [2, [2, { i: [1, "<li lv>told good</li>"] }]],
    ]);
    expect(app.log).toMatchObject([{ level: "error", fields: { about: "Bank, a message" } }]);
  });

  test("is given up when it takes too long", async () => {
    const client = await app.visit("/bank/");
    app.publish("bank", "never");
    app.publish("bank", "good");
    expect(await client.next()).toEqual([
      ServerFrame.Patch,
      0,
      [2, [2, { i: [1, "<li lv>told good</li>"] }]],
    ]);
    expect(told).toEqual(["aborted"]);
  });
});

describe("a handler that never ends", () => {
  const busy = "The server is busy. Try again in a moment.";

  test("is given up, told so, and the next event is handled", async () => {
    const client = await app.visit("/bank/");
    client.post("never");
    client.post("add", { text: "c" });
    expect(await client.next()).toEqual(refused(1, "LV-TIMEOUT", busy));
    expect(await client.next()).toEqual([1, 0, 2, [2, [2, { i: [1, "<li lv>c</li>"] }]]]);
    expect(told).toEqual([
      `LiveloomError: LV-TIMEOUT: Bank, event "never" took longer than ${handlerTimeout} ms and was given up.`,
    ]);
  });

  test("shows nothing by itself when it ends after all", async () => {
    const client = await app.visit("/bank/");
    await client.call("never");
    finishLate();
    expect(await client.untilPong()).toEqual([]);
    expect(await client.call("add", { text: "c" })).toMatchObject({ 3: { 0: 0, 1: "99" } });
  });

  test("has a limit of its own when the event says so", async () => {
    const client = await app.visit("/bank/");
    expect(await client.call("patient")).toMatchObject({ 0: ServerFrame.Answer });
    expect(await client.call("impatient")).toMatchObject({ 3: "LV-TIMEOUT" });
  });

  test("that fails later is logged", async () => {
    const client = await app.visit("/bank/");
    await client.call("rejectsLate");
    await expect
      .poll(() => app.log.map(({ fields }) => Reflect.get(fields, "about")))
      .toEqual(['Bank, event "rejectsLate"', 'Bank, event "rejectsLate", after it had been given up']);
  });

  test("is called off when the page is gone", async () => {
    const client = await app.visit("/bank/");
    const running = new Promise<void>((resolve) => {
      started = resolve;
    });
    client.post("never");
    await running;
    client.send([4, 0]);
    await expect.poll(() => told).toEqual(["Error: The page is gone"]);
  });
});

describe("a mount that fails", () => {
  test("is an error page with an id", async () => {
    mounting = () => Promise.reject(new Error("secret"));
    const page = await app.open("/mounting/");
    expect(page.status).toBe(500);
    expect(page.html).not.toContain("secret");
    expect(page.html).toMatch(/Reference: <code>[0-9a-f]{8}</);
  });

  test("by taking too long is answered with 503, and called off", async () => {
    mounting = ({ signal }) =>
      new Promise(() => signal.addEventListener("abort", () => told.push(String(signal.reason))));
    expect(await app.open("/mounting/")).toMatchObject({ status: 503 });
    expect(told).toEqual([expect.stringContaining("Mounting, mount() took longer than")]);
  });

  test("when the page is joined again tells it what it may know, with an id", async () => {
    const page = await app.open("/mounting/");
    (await app.connect(page)).send([0, 0, page.token, page.path, 0]);
    mounting = () => {
      throw new Error("secret");
    };
    const fresh = await app.open("/bank/", page.cookie);
    await (await app.connect(page)).join(fresh);
    const again = await app.connect(page);
    expect(await again.join({ ...fresh, path: "/mounting/" })).toEqual(refused(0));
  });
});

test("in development the page is told where it happened", async () => {
  const dev = await LiveApp.start({ production: false, routes, handlerTimeout });
  try {
    const client = await dev.visit("/bank/");
    expect(await client.call("halfWay")).toMatchObject({ 0: ServerFrame.Refused, 4: "Error: half-way" });
    const trouble = await client.next();
    expect(trouble).toMatchObject([
      ServerFrame.Trouble,
      0,
      {
        code: "LV-INTERNAL",
        text: "Error: half-way",
        about: 'Bank, event "halfWay"',
        source: {
          file: "test/integration/failure.test.ts",
          lines: expect.arrayContaining(['    throw new Error("half-way");']),
        },
      },
    ]);
    dev.publish("bank", "fail");
    expect(await client.next()).toMatchObject({ 0: ServerFrame.Trouble, 2: { text: "Error: bad news" } });
    const large = await dev.visit("/large/");
    for (let times = 0; times < 2; times++) await large.call("fail");
    expect(dev.log.filter(({ level }) => level === "warn")).toMatchObject([
      { message: expect.stringContaining("Large has more than 2000 values") },
    ]);
    mounting = () => {
      throw new LiveloomError("LV-NOT-FOUND");
    };
    expect((await dev.open("/mounting/")).html).not.toContain("live-trouble");
    mounting = () => {
      throw new Error("my <mistake>");
    };
    const { html: page } = await dev.open("/mounting/");
    expect(page).toContain("my &lt;mistake&gt;");
    expect(page).toContain("test/integration/failure.test.ts");
  } finally {
    await dev.close();
  }
});
