import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { NotFound, PermissionDenied } from "../../src/errors.ts";
import { component } from "../../src/live/components/component.ts";
import { LiveComponent } from "../../src/live/components/live-component.ts";
import { event } from "../../src/live/event.ts";
import { LiveView } from "../../src/live/live-view.ts";
import type { Permission } from "../../src/live/principal.ts";
import { live } from "../../src/server/live-route.ts";
import { ClientFrame, ServerFrame, VisitKind } from "../../src/shared/wire.ts";
import { each } from "../../src/template/each.ts";
import { html } from "../../src/template/html.ts";
import { stream } from "../../src/template/stream.ts";
import { LiveApp } from "./live-app.ts";

class Careful extends LiveView {
  state = "ok";
  told = "";
  denied = event({ permission: "teams.manage" as Permission }, () => {});
  refused = event({ params: z.object({ a: z.number() }) }, () => {});
  gone = event(() => this._fail(new NotFound()));
  broken = event(() => this._fail(new Error("broken")));
  deniedMidway = event(() => this._fail(new PermissionDenied()));
  rethrown = event(() => this._fail("rethrow"));
  unknown = event(() => this._fail("throw another"));
  stuck = event(() => this._fail("never"));
  reported = event(() => this._fail("report"));

  _fail(error: unknown): never {
    this.state = "half";
    throw error;
  }

  async onError(error: unknown) {
    const name = error instanceof Error ? error.name : String(error);
    this.told = `${name} in state ${this.state}`;
    if (error === "rethrow") throw error;
    if (error === "throw another") throw new Error("another");
    if (error === "never") await new Promise(() => {});
    if (error === "report") this.told = `logged as ${this.reportError(error).length} letters`;
  }

  render() {
    return html`<p>${this.told}</p>`;
  }
}

class Bounded extends LiveView {
  count = 0;
  add = event(() => void this.count++);
  fail = event(() => {
    this.count = 99;
    throw new Error("secret");
  });
  denied = event({ permission: "teams.manage" as Permission }, () => {});
  renderError({ id }: { id: string }) {
    if (this.count === 2) throw new Error("worse");
    return html`<p class="oops">Failed, ${id}</p>`;
  }
  render() {
    return html`<b>${this.count}</b>`;
  }
}

class Streaming extends LiveView {
  items = stream({ key: (text: string) => text });
  mount() {
    this.items.append("a", "b");
  }
  fail = event(() => {
    throw new Error("secret");
  });
  add = event(() => this.items.append("c"));
  renderError() {
    return html`<p>Failed</p>`;
  }
  render() {
    return html`<ul>${each(this.items, (text) => html`<li>${text}</li>`)}</ul>`;
  }
}

/** Its rendering fails where its state says so. */
class Drawn extends LiveView {
  state = "ok";
  told = "";
  asked = 0;
  isHopeless = false;
  items = stream({ key: (text: string) => text });

  mount() {
    this.items.append("a");
    this.subscribe("drawn", (state) => this._change(String(state)));
  }

  change = event({ params: z.object({ to: z.string() }) }, ({ to }) => this._change(to));
  giveUp = event(() => {
    this.isHopeless = true;
    this.state = "render";
  });
  later = event(() => void this.after(1, () => this._change("render")));
  failTwice = event(() => {
    throw new Error("handler");
  });

  handleParams() {
    if (this.request.query.has("to")) this._change(this.request.query.get("to") ?? "");
  }

  _change(to: string) {
    this.items.append(to);
    this.state = to;
  }

  async onError(error: unknown) {
    this.asked++;
    this.told = `${error instanceof Error ? error.message : error} in state ${this.state} at ${this.request.url}`;
    if (this.told.startsWith("handler")) this.state = "render";
  }

  render() {
    if (this.state === "render" || this.isHopeless) throw new Error("render");
    const row = (item: string) => {
      if (item === "row") throw new Error("row");
      return html`<li>${item}</li>`;
    };
    return html`<p>${this.told}</p><ul>${each(this.items, row)}</ul>`;
  }
}

class Lit extends LiveView {
  told = "";
  onError(error: unknown) {
    this.told = `The view: ${error}`;
  }
  render() {
    return html`<p>${this.told}</p>${component(Lamp)}`;
  }
}

/** Takes its first failure by itself. */
class Lamp extends LiveComponent {
  isOn = false;
  told = "";
  on = event(() => {
    this.isOn = true;
  });
  override onError(error: unknown) {
    if (this.told) throw error;
    this.told = `${error} while ${this.isOn ? "on" : "off"}`;
  }
  override render() {
    if (this.isOn) throw new Error("short circuit");
    return html`<button live-click=${this.on}>${this.told}</button>`;
  }
}

class Talkative extends LiveView {
  fail = event(() => {
    this.flash("success", "Saved");
    this.pushEvent("saved" as never, null as never);
    throw new Error("not saved");
  });
  say = event(() => this.flash("info", "Hello"));
  onError() {
    this.flash("error", "Not saved");
  }
  render() {
    return html`<p></p>`;
  }
}

let app: LiveApp;

beforeEach(async () => {
  const routes = [
    live("/careful/", Careful),
    live("/bounded/", Bounded),
    live("/streaming/", Streaming),
    live("/drawn/", Drawn),
    live("/lit/", Lit),
    live("/talkative/", Talkative),
  ];
  app = await LiveApp.start({ production: true, handlerTimeout: 60, routes });
});

afterEach(() => app.close());

const refused = (sequence: number) => [
  ServerFrame.Refused,
  0,
  sequence,
  "LV-INTERNAL",
  "Something went wrong.",
  expect.any(String),
];

describe("onError", () => {
  test.each([
    ["refused", "InvalidParams"],
    ["denied", "LoginRequired"],
    ["deniedMidway", "PermissionDenied"],
    ["gone", "NotFound"],
    ["broken", "Error"],
  ])("gets what happened in %s, with the state as it was, and what it does is shown", async (name, error) => {
    const client = await app.visit("/careful/");
    expect(await client.call(name)).toEqual([1, 0, 1, [0, `${error} in state ok`]]);
    expect(app.log).toEqual([]);
  });

  test.each(["rethrown", "unknown"])("that throws, as in %s, leaves nothing behind", async (name) => {
    const client = await app.visit("/careful/");
    expect(await client.call(name)).toEqual(refused(1));
    expect(await client.call("broken")).toEqual([1, 0, 2, [0, "Error in state ok"]]);
  });

  test("that never ends is given up", async () => {
    const client = await app.visit("/careful/");
    expect(await client.call("stuck")).toMatchObject({ 3: "LV-TIMEOUT" });
    expect(await client.call("broken")).toMatchObject({ 0: ServerFrame.Answer });
  });

  test("is all that is heard of what failed", async () => {
    const client = await app.visit("/talkative/");
    await client.call("say");
    expect(await client.next()).toMatchObject([ServerFrame.Messages, 0, [{ text: "Hello" }]]);
    expect(await client.call("fail")).toEqual([ServerFrame.Answer, 0, 2]);
    expect(await client.next()).toEqual([ServerFrame.Messages, 0, [{ level: "error", text: "Not saved" }]]);
    expect(await client.untilPong()).toEqual([]);
  });

  test("can log what it takes", async () => {
    const client = await app.visit("/careful/");
    expect(await client.call("reported")).toEqual([1, 0, 1, [0, "logged as 8 letters"]]);
    expect(app.log).toMatchObject([{ fields: { about: "Careful" } }]);
  });
});

describe("onError, when what was done cannot be shown,", () => {
  test("gets that, with the state as it was, and what it does is shown in its place", async () => {
    const client = await app.visit("/drawn/");
    const told = "render in state ok at /drawn/";
    expect(await client.call("change", { to: "render" })).toEqual([1, 0, 1, [0, told]]);
    expect(app.log).toEqual([]);
    expect(await client.call("change", { to: "b" })).toMatchObject([1, 0, 2, [1, expect.anything()]]);
  });

  test("has the whole view sent when the failure was in a list, and a stream mounted anew", async () => {
    const client = await app.visit("/drawn/");
    client.post("change", { to: "row" });
    expect((await client.next())[0]).toBe(ServerFrame.Joined);
    expect(await client.next()).toMatchObject([
      ServerFrame.Replace,
      0,
      expect.stringContaining(">a</li>"),
      1,
    ]);
  });

  test("is not asked again when that cannot be shown either: nothing it did stays", async () => {
    const client = await app.visit("/drawn/");
    expect(await client.call("failTwice")).toEqual(refused(1));
    expect(await client.call("giveUp")).toEqual([1, 0, 2, [0, "render in state ok at /drawn/"]]);
  });

  test("gets it of a message, too", async () => {
    const client = await app.visit("/drawn/");
    app.publish("drawn", "render");
    expect(await client.next()).toEqual([ServerFrame.Patch, 0, [0, "render in state ok at /drawn/"]]);
  });

  test("gets it of a timer, too", async () => {
    const client = await app.visit("/drawn/");
    await client.call("later");
    expect(await client.next()).toEqual([ServerFrame.Patch, 0, [0, "render in state ok at /drawn/"]]);
  });

  test("gets it of a visit, and the page keeps its address", async () => {
    const client = await app.visit("/drawn/");
    client.send([ClientFrame.Visit, 0, 1, "/drawn/?to=render", VisitKind.Patch]);
    const told = "render in state ok at /drawn/";
    expect(await client.next()).toEqual([ServerFrame.Page, 0, 1, "/drawn/", "", "", [0, told]]);
  });

  test("is the component's own first", async () => {
    const page = await app.open("/lit/");
    const [, on = ""] = /live-click="([^"]+)"/.exec(page.html) ?? [];
    const client = await app.connect(page);
    await client.join(page);
    const shown = async () => {
      const [kind, , page] = await client.call(on);
      expect([kind, (await client.next())[0]]).toEqual([ServerFrame.Replace, ServerFrame.Answer]);
      return String(page).replace(/<[^>]*>/g, "");
    };
    expect(await shown()).toBe("Error: short circuit while off");
    expect(await shown()).toBe("The view: Error: short circuitError: short circuit while off");
  });
});

describe("renderError", () => {
  test("shows the view's own words until the next update", async () => {
    const client = await app.visit("/bounded/");
    const [, , page] = await client.call("fail");
    const id = Reflect.get(app.log[0]?.fields ?? {}, "id");
    expect(page).toBe(`<p lv=e class="oops">Failed, <!--[-->${id}<!--]--></p>`);
    expect(await client.next()).toEqual([ServerFrame.Answer, 0, 1]);
    expect(await client.call("add")).toEqual([ServerFrame.Replace, 0, "<b lv>1</b>", 2]);
  });

  test("is followed by a view mounted anew when the items of a stream went with the page", async () => {
    const client = await app.visit("/streaming/");
    await client.call("fail");
    expect(await client.next()).toEqual([ServerFrame.Answer, 0, 1]);
    client.post("add");
    expect((await client.next())[0]).toBe(ServerFrame.Joined);
    expect(await client.next()).toMatchObject([ServerFrame.Replace, 0, expect.stringContaining("<li lv"), 1]);
  });

  test("is not for refusals", async () => {
    const client = await app.visit("/bounded/");
    expect(await client.call("denied")).toMatchObject({ 0: ServerFrame.Refused, 3: "LV-LOGIN-REQUIRED" });
  });

  test("that fails itself leaves the page as it is, and the failure is told", async () => {
    const client = await app.visit("/bounded/");
    await client.call("add");
    await client.call("add");
    expect(await client.call("fail")).toEqual(refused(3));
    expect(await client.call("add")).toEqual([1, 0, 4, [0, "3"]]);
  });
});
