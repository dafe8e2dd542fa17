import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { event } from "../../src/live/event.ts";
import { LiveView } from "../../src/live/live-view.ts";
import { createMemoryPubSub } from "../../src/pubsub/memory.ts";
import type { PubSub } from "../../src/pubsub/pubsub.ts";
import { topic } from "../../src/pubsub/topic.ts";
import { live } from "../../src/server/live-route.ts";
import { ServerFrame } from "../../src/shared/wire.ts";
import { html } from "../../src/template/html.ts";
import { LiveApp } from "./live-app.ts";

const hibernateAfter = 60;
const roomTopic = topic<{ readonly text: string }>("room");

/** What the views noticed besides, in order. */
let log: string[];
/** How many subscriptions there are. */
let listening: number;
let app: LiveApp;

/** A view of one field. */
abstract class Lines extends LiveView {
  text = "";

  render() {
    return html`<p>${this.text}</p>`;
  }
}

class Room extends Lines {
  mount() {
    this.subscribe(roomTopic.for(1), ({ text }) => {
      this.text = text;
    });
    this.subscribe("plain");
  }

  restore() {}

  say = event(() => this.publish(roomTopic.for(1), { text: "hello" }));
  leave = event(() => this.unsubscribe(roomTopic.for(1)));

  handleInfo(topic: string, message: unknown) {
    this.text = `${topic} ${message}`;
  }
}

class Clock extends Lines {
  ticks = 0;
  #stop = () => {};

  mount() {
    this.#stop = this.every(20, () => {
      this.text = `tick ${++this.ticks}`;
    });
    this.after(1, () => void log.push("after"));
  }

  restore() {}

  stop = event(() => this.#stop());
}

class SlowClock extends Lines {
  mount() {
    this.every(16, async () => {
      log.push("begin");
      await wait(60);
      log.push("end");
    });
  }
}

/** Everybody hears everybody's echo. */
class Echo extends Lines {
  mount() {
    this.subscribe("echo");
  }

  handleInfo() {
    this.publish("echo", "again");
  }

  start = event(() => this.publish("echo", "once"));
}

class Fails extends Lines {
  mount() {
    this.every(20, () => {
      throw "not an error";
    });
  }
}

class Takes extends Fails {
  onError(error: unknown) {
    this.text = `took ${error}`;
  }
}

class Greedy extends Lines {
  timers = event(() => {
    for (let count = 0; count < 1000; count++) this.every(1000, () => {});
  });
  tasks = event(() => {
    for (let count = 0; count < 1000; count++) this.task(() => new Promise(() => {}));
  });
  short = event(() => this.every(1, () => {}));
}

beforeEach(async () => {
  log = [];
  listening = 0;
  const routes = [
    live("/room/", Room),
    live("/clock/", Clock),
    live("/slow/", SlowClock),
    live("/echo/", Echo),
    live("/fails/", Fails),
    live("/takes/", Takes),
    live("/greedy/", Greedy),
  ];
  app = await LiveApp.start({ production: true, hibernateAfter, routes, pubsub: countingPubSub() });
});

afterEach(async () => {
  await app.close();
  expect(listening).toBe(0);
});

function countingPubSub(): PubSub {
  const pubsub = createMemoryPubSub();
  return {
    ...pubsub,
    subscribe: (topic, listener) => {
      listening++;
      const stop = pubsub.subscribe(topic, listener);
      return () => {
        listening--;
        stop();
      };
    },
  };
}

describe("a topic", () => {
  test("reaches the callback of those who subscribed, from the app and from a view", async () => {
    const client = await app.visit("/room/");
    app.publish(roomTopic.for(1), { text: "from the app" });
    expect(await client.next()).toEqual([ServerFrame.Patch, 0, [0, "from the app"]]);
    app.publish(roomTopic.for(2), { text: "elsewhere" });
    const other = await app.visit("/room/");
    other.post("say");
    expect(await client.next()).toEqual([ServerFrame.Patch, 0, [0, "hello"]]);
  });

  test("without a callback goes to handleInfo", async () => {
    const client = await app.visit("/room/");
    app.publish("plain", 7);
    expect(await client.next()).toEqual([ServerFrame.Patch, 0, [0, "plain 7"]]);
  });

  test("is heard no more once it was given up", async () => {
    const client = await app.visit("/room/");
    await client.call("leave");
    expect(listening).toBe(1);
    app.publish(roomTopic.for(1), { text: "gone" });
    expect(await client.untilPong()).toEqual([]);
  });

  test("reaches the callback of a view that rested", async () => {
    const client = await app.visit("/room/");
    await wait(hibernateAfter * 4);
    app.publish(roomTopic.for(1), { text: "awake" });
    expect(await client.next()).toEqual([ServerFrame.Patch, 0, [0, "awake"]]);
  });

  test("that is answered by itself for ever keeps nobody else from their turn", async () => {
    const client = await app.visit("/echo/");
    client.post("start");
    const page = await app.open("/room/");
    expect(page.status).toBe(200);
  });
});

describe("a timer", () => {
  test("ticks until it is stopped, and what changed is shown", async () => {
    const client = await app.visit("/clock/");
    expect([await client.next(), await client.next()]).toEqual([
      [ServerFrame.Patch, 0, [0, "tick 1"]],
      [ServerFrame.Patch, 0, [0, "tick 2"]],
    ]);
    expect(log).toEqual(["after"]);
    await client.call("stop");
    await client.untilPong();
    await wait(60);
    expect(await client.untilPong()).toEqual([]);
  });

  test("waits until a browser shows the page", async () => {
    const page = await app.open("/clock/");
    await wait(60);
    const client = await app.connect(page);
    await client.join(page);
    expect(await client.next()).toEqual([ServerFrame.Patch, 0, [0, "tick 1"]]);
  });

  test("leaves out the ticks that come while one runs", async () => {
    const client = await app.visit("/slow/");
    await expect.poll(() => log.length, { timeout: 5_000 }).toBeGreaterThan(4);
    await client.close();
    expect(log.slice(0, 4)).toEqual(["begin", "end", "begin", "end"]);
  });

  test("goes on after it failed, and the log has why", async () => {
    const client = await app.visit("/fails/");
    await expect.poll(() => app.log.filter(({ level }) => level === "error").length).toBeGreaterThan(1);
    expect(await client.untilPong()).toEqual([]);
  });

  test("that fails tells the view's onError", async () => {
    const client = await app.visit("/takes/");
    expect(await client.next()).toEqual([ServerFrame.Patch, 0, [0, "took not an error"]]);
  });

  test("ends with its page", async () => {
    const client = await app.visit("/clock/");
    client.send([4, 0]);
    await client.untilPong();
    const write = vi.spyOn(Clock.prototype, "render");
    await wait(60);
    expect(write).not.toHaveBeenCalled();
  });
});

test.each([
  ["timers", "LV-BACKGROUND-LIMIT"],
  ["tasks", "LV-BACKGROUND-LIMIT"],
  ["short", "LV-TIMER-TIME"],
])("a view that starts %s without end is stopped by %s", async (name, code) => {
  const client = await app.visit("/greedy/");
  expect(await client.call(name)).toMatchObject({ 0: ServerFrame.Refused, 3: code });
});
