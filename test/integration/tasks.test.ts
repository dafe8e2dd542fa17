import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Task, TaskTools } from "../../src/live/background/tasks.ts";
import { showInterval } from "../../src/live/background/turns.ts";
import { event } from "../../src/live/event.ts";
import { LiveView } from "../../src/live/live-view.ts";
import { live } from "../../src/server/live-route.ts";
import { ServerFrame, type ServerMessage } from "../../src/shared/wire.ts";
import { html } from "../../src/template/html.ts";
import { LiveApp } from "./live-app.ts";
import type { LiveClient } from "./live-client.ts";

const hibernateAfter = 60;
/** What the tasks noticed, in order. */
let log: string[];
let app: LiveApp;

class Work extends LiveView {
  text = "";
  clicks = 0;
  _last: Task | undefined;
  _isAllowed = true;

  restore() {}

  click = event(() => {
    this.clicks++;
  });

  steps = event(() => {
    this.task(async ({ show }) => {
      for (const step of ["one", "two", "three"]) {
        await wait(showInterval * 1.5);
        await show(() => {
          this.text = step;
        });
      }
    });
  });

  late = event(() => {
    this.task(async ({ show }) => {
      await wait(400);
      await show(() => {
        this.text = "late";
      });
    });
  });

  /** 100 words of 10 characters. */
  words = event(() => {
    this.task(async ({ show }) => {
      for (let count = 0; count < 100; count++) {
        await wait(1);
        await show(() => {
          this.text += `word ${String(count).padStart(4, "0")} `;
        });
      }
    });
  });

  forever = event(() => {
    this._last = this.task((tools) => this.#loop("forever", tools));
  });

  busy = event(() => {
    this.task(async ({ show }) => {
      for (;;) await show(() => this.clicks);
    });
  });

  named = event(() => {
    this.task("answer", (tools) => this.#loop(`named ${this.clicks}`, tools));
  });

  leaves = event(() => {
    this.task((tools) => this.#loop("left", tools));
    this.task(async ({ show }) => show(() => this.redirect("/elsewhere/")));
  });

  forbids = event(() => {
    this.task((tools) => this.#loop("forbidden", tools));
    this._isAllowed = false;
  });

  authorize() {
    return this._isAllowed;
  }

  cancel = event(() => this._last?.cancel());

  fails = event(() => {
    this.task(() => {
      throw "no error";
    });
  });

  failsToShow = event(() => {
    this.task(async ({ show }) => {
      await show(() => {
        throw new Error("not shown");
      });
    });
  });

  async #loop(name: string, { signal, show }: TaskTools) {
    signal.addEventListener("abort", () => log.push(`${name} aborted`));
    try {
      for (;;) {
        await wait(10);
        await show(() => {
          this.text = name;
        });
      }
    } finally {
      log.push(`${name} ended`);
    }
  }

  render() {
    return html`<p>${this.text}</p><b>${this.clicks}</b>`;
  }
}

class Careful extends Work {
  override onError(error: unknown) {
    this.text = `took ${error instanceof Error ? error.message : error}`;
  }
}

/** Begins its task when it is mounted. */
class Eager extends LiveView {
  text = "";

  mount() {
    log.push("mounted");
    this.task(async ({ show }) => {
      log.push("began");
      await show(() => {
        this.text = "shown";
      });
    });
  }

  render() {
    return html`<p>${this.text}</p>`;
  }
}

beforeEach(async () => {
  log = [];
  const routes = [live("/", Work), live("/careful/", Careful), live("/eager/", Eager)];
  app = await LiveApp.start({ production: true, hibernateAfter, routes });
});

afterEach(() => app.close());

const shown = (text: string): ServerMessage => [ServerFrame.Patch, 0, [0, text]];

/** Starts something that answers at once, without a change. */
async function start(client: LiveClient, name: string): Promise<void> {
  expect(await client.call(name)).toMatchObject([ServerFrame.Answer, 0, expect.any(Number)]);
}

test("shows each step, while events are handled meanwhile", async () => {
  const client = await app.visit("/");
  await start(client, "steps");
  client.post("click");
  const frames = [await client.next(), await client.next(), await client.next(), await client.next()];
  const answer = [ServerFrame.Answer, 0, 2, [1, "1"]];
  expect(frames).toContainEqual(answer);
  expect(frames.filter(([type]) => type !== ServerFrame.Answer)).toEqual(["one", "two", "three"].map(shown));
});

test("shows what changes in quick succession together, and sends of a growing text what is new", async () => {
  const client = await app.visit("/");
  await start(client, "words");
  let patches = 0;
  let text = "";
  while (text.length < 1000) {
    const [type, , patch] = await client.next();
    const [, change] = patch as [number, string | [number, string]];
    expect(type).toBe(ServerFrame.Patch);
    text = typeof change === "string" ? change : text + change[1];
    patches++;
  }
  expect(text).toBe(
    Array.from({ length: 100 }, (_, count) => `word ${String(count).padStart(4, "0")} `).join(""),
  );
  expect(patches).toBeLessThan(50);
  const sent = client.received.slice(2).join("").length;
  // 10 characters a word, and less than as much again for the frames around them.
  expect(sent).toBeLessThan(2_000);
});

test("is aborted with its page, and leaves nothing running", async () => {
  const client = await app.visit("/");
  await start(client, "forever");
  await client.next();
  client.send([4, 0]);
  await expect.poll(() => log).toEqual(["forever aborted", "forever ended"]);
});

test("is aborted when the app closes", async () => {
  const client = await app.visit("/");
  await start(client, "forever");
  await client.next();
  await app.close();
  await expect.poll(() => log).toEqual(["forever aborted", "forever ended"]);
});

test.each([
  ["the view goes elsewhere", "leaves", "/elsewhere/", "left"],
  ["the user may not see it any more", "forbids", "/", "forbidden"],
])("is aborted when %s", async (_, name, to, task) => {
  const client = await app.visit("/");
  await start(client, name);
  expect(await client.next()).toEqual([ServerFrame.Redirect, 0, to]);
  await expect.poll(() => log).toEqual([`${task} aborted`, `${task} ended`]);
});

test("that does nothing but change the view keeps nobody from their turn", async () => {
  const client = await app.visit("/");
  await start(client, "busy");
  expect(await client.call("click")).toEqual([ServerFrame.Answer, 0, 2, [1, "1"]]);
});

test("is cancelled by its handle", async () => {
  const client = await app.visit("/");
  await start(client, "forever");
  await client.next();
  await client.call("cancel");
  await expect.poll(() => log).toEqual(["forever aborted", "forever ended"]);
});

test("gives way to a newer one of its name", async () => {
  const client = await app.visit("/");
  await start(client, "named");
  await client.next();
  await client.call("click");
  await start(client, "named");
  await expect.poll(() => log).toEqual(["named 0 aborted", "named 0 ended"]);
  expect(await client.next()).toEqual(shown("named 1"));
});

test("that fails is in the log, and the page works on", async () => {
  const client = await app.visit("/");
  await start(client, "fails");
  await start(client, "failsToShow");
  await expect.poll(() => app.log.filter(({ level }) => level === "error").length).toBe(2);
  expect(await client.call("click")).toMatchObject({ 3: [1, "1"] });
});

test.each([
  ["fails", "took no error"],
  ["failsToShow", "took not shown"],
])("that %s tells onError", async (name, text) => {
  const client = await app.visit("/careful/");
  await start(client, name);
  expect(await client.next()).toEqual(shown(text));
  expect(app.log.filter(({ level }) => level === "error")).toEqual([]);
});

test("of a page that nobody shows waits for a browser", async () => {
  const page = await app.open("/eager/");
  await wait(30);
  expect(log).toEqual(["mounted"]);
  const client = await app.connect(page);
  await client.join(page);
  expect(await client.next()).toEqual(shown("shown"));
  expect(log).toEqual(["mounted", "began"]);
});

test("goes on while the connection is lost, and the browser is told what it missed", async () => {
  const page = await app.open("/");
  const first = await app.connect(page);
  const [, , token] = await first.join(page);
  await start(first, "late");
  await first.close();
  await wait(600);
  const back = await app.connect(page);
  await back.join({ ...page, token: String(token) });
  // The whole view, if it rested meanwhile.
  await back.next();
  expect(back.received.at(-1)).toContain("late");
});

test("begins anew with a view that is mounted again after a restart", async () => {
  const page = await app.open("/eager/");
  const first = await app.connect(page);
  const [, , token] = await first.join(page);
  await first.next();
  first.send([4, 0]);
  await first.untilPong();
  const back = await app.connect(page);
  expect(await back.join({ ...page, token: String(token) }, 1)).toMatchObject({ 3: -1 });
  expect(await back.next()).toMatchObject([ServerFrame.Replace, 0, "<p lv></p>", 1]);
  expect(await back.next()).toEqual(shown("shown"));
});

test("keeps the instance of a view whose rendering rests", async () => {
  const client = await app.visit("/");
  await start(client, "forever");
  expect(await client.next()).toEqual(shown("forever"));
  await wait(hibernateAfter * 3);
  await client.call("cancel");
  expect(await client.call("click")).toMatchObject({ 3: [1, "1"] });
});
