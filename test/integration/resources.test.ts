import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Resource } from "../../src/live/background/resource.ts";
import { event } from "../../src/live/event.ts";
import { LiveView } from "../../src/live/live-view.ts";
import { live } from "../../src/server/live-route.ts";
import { ServerFrame } from "../../src/shared/wire.ts";
import { DjangoTemplates } from "../../src/template/django/django-templates.ts";
import { html } from "../../src/template/html.ts";
import { LiveApp } from "./live-app.ts";

const hibernateAfter = 60;

interface Loading {
  readonly signal: AbortSignal;
  resolve(value: string): void;
  reject(error: unknown): void;
}

/** The loads that were begun, in order. */
let loads: Loading[];
let app: LiveApp;

function load(signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => loads.push({ signal, resolve, reject }));
}

abstract class ReportPage extends LiveView {
  abstract report: Resource<string>;
  clicks = 0;

  restore() {}

  reload = event(() => this.report.reload());
  click = event(() => {
    this.clicks++;
  });

  override render() {
    const text = this.report.match({
      pending: () => "pending",
      ok: (value) => html`<b>${value}</b>`,
      failed: (error, last) => `failed with ${error} after ${last}`,
    });
    return html`<p class=${this.report.loading ? "loading" : "idle"}>${text}</p><i>${this.clicks}</i>`;
  }
}

class Report extends ReportPage {
  report = this.resource(load);
}

class Waits extends ReportPage {
  report = this.resource(load, { wait: 100 });
}

class InFile extends LiveView {
  static override template = "report.html";
  report = this.resource(load);
}

/** Its resource is private: made again by a new instance. */
class Private extends LiveView {
  readonly #report = this.resource(load);
  clicks = 0;

  restore() {}

  click = event(() => {
    this.clicks++;
  });

  render() {
    return html`<p>${this.#report.value}</p><i>${this.clicks}</i>`;
  }
}

function templates() {
  const folder = mkdtempSync(join(tmpdir(), "liveloom templates "));
  const source =
    "<p>{% if report.pending %}pending{% elif report.failed %}{{ report.error }}{% else %}{{ report.value }}{% endif %}" +
    "{{ report.reload }}</p>";
  writeFileSync(join(folder, "report.html"), source);
  return new DjangoTemplates({ folders: [folder] });
}

beforeEach(async () => {
  loads = [];
  const routes = [
    live("/", Report),
    live("/waits/", Waits),
    live("/file/", InFile),
    live("/private/", Private),
  ];
  app = await LiveApp.start({ production: true, hibernateAfter, routes, templates: templates() });
});

afterEach(() => app.close());

const ok = (value: string) => [ServerFrame.Patch, 0, [0, { class: "idle" }, 0, [0, `<b lv>${value}</b>`]]];

describe("a resource", () => {
  test("is pending in the page, and shown when it is there", async () => {
    const page = await app.open("/");
    expect(page.html).toContain('class="loading"');
    const client = await app.connect(page);
    await client.join(page);
    loads[0]?.resolve("42");
    expect(await client.next()).toEqual(ok("42"));
    expect(loads.length).toBe(1);
  });

  test("that was loaded before the browser came is shown when it comes", async () => {
    const page = await app.open("/");
    loads[0]?.resolve("early");
    const client = await app.connect(page);
    await client.join(page);
    expect(await client.next()).toEqual(ok("early"));
  });

  test("that the page waits for is in it", async () => {
    const opening = app.open("/waits/");
    await expect.poll(() => loads.length).toBe(1);
    loads[0]?.resolve("in time");
    const page = await opening;
    expect(page.html).toContain("in time");
    const client = await app.connect(page);
    await client.join(page);
    expect(await client.untilPong()).toEqual([]);
  });

  test("that takes too long does not hold the page up", async () => {
    const page = await app.open("/waits/");
    expect(page.html).toContain("pending");
    const client = await app.connect(page);
    await client.join(page);
    loads[0]?.resolve("late");
    expect(await client.next()).toEqual(ok("late"));
  });

  test("keeps its value while it is loaded anew, and the newest wins", async () => {
    const client = await app.visit("/");
    loads[0]?.resolve("first");
    await client.next();
    expect(await client.call("reload")).toEqual([ServerFrame.Answer, 0, 1, [0, { class: "loading" }]]);
    await client.call("reload");
    expect(loads[1]?.signal.aborted).toBe(true);
    loads[2]?.resolve("third");
    expect(await client.next()).toMatchObject([
      ServerFrame.Patch,
      0,
      [0, { class: "idle" }, 0, [1, [0, "third"]]],
    ]);
    loads[1]?.resolve("second");
    expect(await client.untilPong()).toEqual([]);
  });

  test("that fails says so, keeps what there was, and is in the log", async () => {
    const client = await app.visit("/");
    loads[0]?.resolve("first");
    await client.next();
    await client.call("reload");
    loads[1]?.reject("nothing");
    expect(await client.next()).toMatchObject({ 2: { 3: "failed with nothing after first" } });
    expect(app.log.filter(({ level }) => level === "error").length).toBe(1);
    await client.call("reload");
    loads[2]?.resolve("mended");
    expect(await client.next()).toEqual(ok("mended"));
  });

  test("is aborted with its page", async () => {
    const client = await app.visit("/");
    client.send([4, 0]);
    await client.untilPong();
    expect(loads[0]?.signal.aborted).toBe(true);
    loads[0]?.resolve("too late");
    await wait(10);
    expect(app.log.filter(({ level }) => level === "error")).toEqual([]);
  });

  test("is shown by a template file, which cannot load it", async () => {
    const page = await app.open("/file/");
    expect(page.html).toContain("pending");
    const client = await app.connect(page);
    await client.join(page);
    loads[0]?.resolve("42");
    expect(await client.next()).toEqual([ServerFrame.Patch, 0, [1, "42"]]);
    expect(loads.length).toBe(1);
  });
});

describe("a view that rested", () => {
  test("keeps the value of its resource without loading it again", async () => {
    const client = await app.visit("/");
    loads[0]?.resolve("kept");
    await client.next();
    await wait(hibernateAfter * 4);
    expect(await client.call("click")).toEqual([ServerFrame.Answer, 0, 1, [1, "1"]]);
    expect(loads.length).toBe(1);
    await client.call("reload");
    loads[1]?.resolve("new");
    expect(await client.next()).toMatchObject({ 2: { 3: [1, [0, "new"]] } });
  });

  test("waits for a resource that is being loaded", async () => {
    const client = await app.visit("/");
    await wait(hibernateAfter * 4);
    loads[0]?.resolve("at last");
    expect(await client.next()).toEqual(ok("at last"));
    expect(loads.length).toBe(1);
  });

  test("loads a private resource again", async () => {
    const client = await app.visit("/private/");
    loads[0]?.resolve("first");
    expect(await client.next()).toEqual([ServerFrame.Patch, 0, [0, "first"]]);
    await wait(hibernateAfter * 4);
    await client.call("click");
    loads[1]?.resolve("second");
    await expect.poll(() => client.received.at(-1)).toContain("second");
    expect(loads.length).toBe(2);
  });
});
