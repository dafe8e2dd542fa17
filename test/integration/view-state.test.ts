import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { NotFound } from "../../src/errors.ts";
import { event } from "../../src/live/event.ts";
import { LiveView } from "../../src/live/live-view.ts";
import type { MountContext } from "../../src/live/mount-hooks.ts";
import { temporary } from "../../src/live/temporary.ts";
import { live } from "../../src/server/live-route.ts";
import { ServerFrame } from "../../src/shared/wire.ts";
import { DjangoTemplates } from "../../src/template/django/django-templates.ts";
import { each } from "../../src/template/each.ts";
import { html } from "../../src/template/html.ts";
import { LiveApp, type OpenPage } from "./live-app.ts";
import type { LiveClient } from "./live-client.ts";

const hibernateAfter = 20;

let log: string[];
let team: string | undefined;

function everybody() {
  log.push("everybody");
}

async function withTeam({ request, redirect }: MountContext) {
  await wait(1);
  log.push("team");
  if (team === undefined) throw new NotFound();
  if (request.query.has("moved")) redirect("/elsewhere/");
  return { name: team };
}

const withLocale = ({ request }: MountContext) => request.locale;

class Hooked extends LiveView {
  static onMount = [withTeam, withLocale];
  count = 0;

  mount() {
    log.push(`mount ${this.given(withTeam).name}`);
  }
  restore() {}
  add = event(() => void this.count++);
  stray = event(() => this.given(strayHook));
  render() {
    return html`<p>${this.given(withTeam).name} ${this.given(withLocale)} ${this.count}</p>`;
  }
}

const strayHook = () => 1;

class Asking extends LiveView {
  static template = "asking.html";
  readonly #private = "private";
  items = [1, 2];
  get total() {
    return this.items.length + this.#private.length;
  }
  get theme() {
    return this.request.cookies.get("theme");
  }
  get names() {
    return [...this.request.cookies.keys(), ...this.request.headers.keys()].join();
  }
  get agent() {
    return this.request.headers.get("user-agent");
  }
}

class AskingInTypeScript extends Asking {
  override render() {
    return html`<p>${this.total} ${this.theme} ${this.names} ${this.request.locale} ${this.agent}</p>`;
  }
}

class Flashing extends LiveView {
  count = 0;
  saved = temporary(() => "");
  rows = temporary((): string[] => []);
  restore() {}
  mount() {
    this.rows = ["first"];
  }
  save = event(() => {
    this.count++;
    this.saved = "Saved";
    this.rows.push("a", "b");
  });
  add = event(() => void this.count++);
  fail = event(() => {
    this.saved = "no";
    throw new Error("no");
  });
  size = event(() => {
    this.count = JSON.stringify([this.saved, this.rows]).length;
  });
  render() {
    return html`<p>${this.count} ${this.saved}</p><ul>${each(this.rows, (row) => html`<li>${row}</li>`)}</ul>`;
  }
}

const templates = new DjangoTemplates({
  files: {
    "asking.html":
      "<p>{{ total }} {{ request.cookies.theme }} {{ names }} {{ request.locale }} {{ agent }}</p>",
  },
});

let app: LiveApp;

beforeAll(async () => {
  const routes = [
    live("/hooked/", Hooked),
    live("/asking/", Asking),
    live("/asking-in-typescript/", AskingInTypeScript),
    live("/flashing/", Flashing),
  ];
  const request = {
    headers: ["User-Agent", "Cookie", "X-Region"],
    secretCookies: ["token"],
    locales: ["en", "de"],
  };
  app = await LiveApp.start({
    production: true,
    hibernateAfter,
    onMount: [everybody],
    request,
    routes,
    templates,
  });
});

afterAll(() => app.close());

beforeEach(() => {
  log = [];
  team = "Weavers";
});

/** Long enough for any view to fall asleep. */
const sleep = () => wait(hibernateAfter * 6);

/** Joins at a page whose view is gone, as after a restart of the server. */
async function joinAnew(page: OpenPage): Promise<LiveClient> {
  const client = await app.connect(page);
  await client.join(page);
  await client.close();
  const again = await app.connect(page);
  await again.join(page, -1);
  return again;
}

describe("hooks before mount", () => {
  test("run in order, the app's first, and give the view what they return", async () => {
    const page = await app.open("/hooked/");
    expect(log).toEqual(["everybody", "team", "mount Weavers"]);
    expect(page.html).toContain("<!--[-->Weavers<!--]--> <!--[-->en<!--]-->");
  });

  test("do not run again for the page's socket, nor after a rest", async () => {
    const client = await app.visit("/hooked/");
    await sleep();
    expect(await client.call("add")).toEqual([1, 0, 1, [3, "1"]]);
    expect(log).toEqual(["everybody", "team", "mount Weavers"]);
  });

  test("run again when the view is mounted anew", async () => {
    const client = await joinAnew(await app.open("/hooked/"));
    expect(await client.next()).toMatchObject({ 0: ServerFrame.Replace });
    expect(log.filter((entry) => entry === "team")).toHaveLength(2);
  });

  test("that redirect or refuse end it", async () => {
    expect(await app.open("/hooked/?moved")).toMatchObject({ status: 302, location: "/elsewhere/" });
    team = undefined;
    expect(await app.open("/hooked/")).toMatchObject({ status: 404 });
    expect(log).toEqual(["everybody", "team", "everybody", "team"]);
  });

  test("that did not run have given nothing", async () => {
    const client = await app.visit("/hooked/");
    expect(await client.call("stray")).toMatchObject({ 3: "LV-HOOK-MISSING" });
  });
});

describe("what a view knows of its request", () => {
  const cookie = "theme=dark; token=secret; session=mine";

  test.each(["/asking/", "/asking-in-typescript/"])(
    "at %s: allowed headers and cookies, never the session's",
    async (path) => {
      const headers = {
        cookie,
        "user-agent": "Loom/1",
        "accept-language": "fr, de-CH;q=0.8, en;q=0.5",
        "x-other": "1",
      };
      const response = await fetch(app.origin + path, { headers });
      const text = (await response.text()).replace(/<!--.*?-->/g, "");
      expect(text).toContain(">9 dark theme,user-agent de Loom/1</p>");
    },
  );

  test("comes from the socket when the view is mounted anew", async () => {
    const page = await app.open("/asking/");
    const client = await joinAnew({ ...page, cookie: `${page.cookie}; theme=light` });
    const [, , html] = await client.next();
    expect(String(html).replace(/<!--.*?-->/g, "")).toContain("9 light theme en");
  });
});

describe("temporary fields", () => {
  test("are shown once", async () => {
    const client = await app.visit("/flashing/");
    expect(await client.call("save")).toEqual([
      1,
      0,
      1,
      [0, "1", 1, "Saved", 2, [2, { i: [1, "<li lv>b</li>"], u: [0, [0, "a"]] }]],
    ]);
    expect(await client.call("add")).toEqual([1, 0, 2, [0, "2", 1, "", 2, [0, ""]]]);
  });

  test("are empty again right after they were shown", async () => {
    const client = await app.visit("/flashing/");
    await client.call("save");
    expect(await client.call("size")).toMatchObject({
      3: { 0: 0, 1: String(JSON.stringify(["", []]).length) },
    });
  });

  test("of an event that failed are not shown", async () => {
    const client = await app.visit("/flashing/");
    await client.call("fail");
    expect(await client.call("add")).toMatchObject({ 3: { 0: 0, 1: "1", 2: 2 } });
  });

  test("stay in the page while the view rests, and are gone in the next update", async () => {
    const client = await app.visit("/flashing/");
    await client.call("save");
    await sleep();
    expect(await client.untilPong()).toEqual([]);
    expect(await client.call("add")).toEqual([1, 0, 2, [0, "2", 1, "", 2, [0, ""]]]);
    await sleep();
    expect(await client.call("add")).toEqual([1, 0, 3, [0, "3"]]);
  });

  test("cannot be shown again", async () => {
    const client = await app.visit("/flashing/");
    await client.call("save");
    client.send([3, 0]);
    const [type, , page] = await client.next();
    expect([type, String(page).includes("Saved")]).toEqual([ServerFrame.Replace, false]);
  });
});
