import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { InvalidParams } from "../../src/errors.ts";
import { component } from "../../src/live/components/component.ts";
import { LiveComponent } from "../../src/live/components/live-component.ts";
import { event } from "../../src/live/event.ts";
import { LiveView } from "../../src/live/live-view.ts";
import { post } from "../../src/server/http-route.ts";
import { live } from "../../src/server/live-route.ts";
import { waitLimits } from "../../src/session/mounted-views.ts";
import { html } from "../../src/template/html.ts";
import { LiveApp, type OpenPage } from "./live-app.ts";
import { type PostedPage, type PostOptions, postEvent } from "./post-event.ts";

const mounted = vi.fn();
/** What the desk's access says. */
let decision: "allow" | "login" | "deny" = "allow";
let isGone = false;

class Desk extends LiveView {
  static access = { decide: () => decision };

  title = "Desk";
  steps = "";

  mount() {
    mounted();
  }

  authorize() {
    return !isGone;
  }

  step = event({ params: z.strictObject({ id: z.string(), tag: z.unknown().optional() }) }, (params) =>
    this._add(JSON.stringify(params)),
  );
  secret = event({ permission: "teams.manage_team_members" }, () => this._add("secret"));
  rare = event({ rateLimit: { calls: 1, perSeconds: 60 } }, () => this._add("rare"));
  leave = event(() => this.redirect("/elsewhere/"));
  fail = event(() => {
    throw new Error("the printer is on fire");
  });

  onError(error: unknown) {
    if (error instanceof InvalidParams) this._add("invalid");
    else throw error;
  }

  _add(name: string) {
    this.steps = `${this.steps} ${name}`.trim();
  }

  render() {
    return html`<p>${this.steps}</p><form live-submit=${this.step} data-id="1"><input name="tag"></form>
      <button live-click=${this.step} data-id="2">Step</button>`;
  }
}

class Light extends LiveComponent<{ onSwitch: () => void }> {
  isOn = false;

  toggle = event(() => {
    this.isOn = !this.isOn;
    this.props.onSwitch();
  });

  render() {
    return html`<button live-click=${this.toggle}>${this.isOn ? "on" : "off"}</button>`;
  }
}

class Room extends LiveView {
  switched = 0;

  render() {
    return html`<p>${this.switched}</p>${component(Light, { onSwitch: () => void this.switched++ })}`;
  }
}

class Scripted extends Desk {
  static withoutScript = false;
}

class Taken extends Desk {}

let app: LiveApp;

beforeAll(async () => {
  app = await LiveApp.start({
    routes: [
      live("/desk/", Desk),
      live("/room/", Room),
      live("/scripted/", Scripted),
      live("/taken/", Taken),
      post("/taken/", () => new Response("the route's own")),
    ],
  });
});

afterAll(() => app.close());

beforeEach(() => {
  mounted.mockClear();
  decision = "allow";
  isGone = false;
});

const send = (page: PostedPage, liveEvent: string, options?: PostOptions) =>
  postEvent(app, page, liveEvent, options);

const shown = (page: OpenPage) => /<p lv>(.*?)<\/p>/.exec(page.html)?.[1]?.replaceAll("&quot;", '"');
const again = (page: OpenPage) => app.open(page.path, page.cookie);

describe("an event posted without script", () => {
  test("is handled by the view of the page, which then shows what it made", async () => {
    const page = await app.open("/desk/?day=1");
    expect(page.html).toContain(`<input type="hidden" name="live-event" value="step?id=1">`);
    expect(page.html).toContain(` value=2 form=live-post name=live-event:step?id>Step</button>`);
    expect(await send(page, "2", { name: "live-event:step?id" })).toMatchObject({
      status: 303,
      location: "/desk/?day=1",
    });
    const next = await again(page);
    expect(shown(next)).toBe('{"id":"2"}');
    await send(next, "step?id=1", {
      fields: [
        ["tag", "a"],
        ["tag", "b"],
        ["csrf_token", "x"],
      ],
    });
    expect(shown(await again(next))).toBe('{"id":"2"} {"id":"1","tag":["a","b"]}');
    expect(mounted).toHaveBeenCalledTimes(1);
  });

  test("gets all of a button's data", async () => {
    const page = await app.open("/desk/");
    await send(page, "a%26b%3D&id=", { name: "live-event:step?tag" });
    expect(shown(await again(page))).toBe('{"id":"","tag":"a&amp;b="}');
  });

  test("is shown once: whoever opens the page later gets a new one", async () => {
    const page = await app.open("/desk/");
    await send(page, "step?id=2");
    await again(page);
    expect(shown(await again(page))).toBe("");
  });

  test("is handled by a view mounted anew when the page's does not wait any more", async () => {
    const page = await app.open("/desk/");
    await send(page, "step?id=1");
    await send(page, "step?id=2");
    expect(shown(await again(page))).toBe('{"id":"2"}');
    expect(mounted).toHaveBeenCalledTimes(2);
  });

  test("is the only thing that a page with a script does not know of", async () => {
    const page = await app.open("/desk/");
    await send(page, "step?id=2");
    const next = await again(page);
    const client = await app.connect(next);
    await client.join(next);
    expect(await client.call("step", { id: "3" })).toEqual([1, 0, 1, [0, '{"id":"2"} {"id":"3"}']]);
  });

  test("may be a component's, also of a view mounted anew", async () => {
    const page = await app.open("/room/");
    const [, toggle = ""] = /live-click="([^"]+)"/.exec(page.html) ?? [];
    await send(page, toggle);
    const next = await again(page);
    expect([shown(next), /<button.*?>(.*?)</.exec(next.html)?.[1]]).toEqual(["1", "on"]);
    await send(page, toggle);
    expect(shown(await again(page))).toBe("1");
  });

  test("may lead elsewhere", async () => {
    const page = await app.open("/desk/");
    expect(await send(page, "leave")).toMatchObject({ status: 303, location: "/elsewhere/" });
    expect(shown(await again(page))).toBe("");
  });

  test("shows what onError made of a refusal", async () => {
    const page = await app.open("/desk/");
    expect(await send(page, "step?wrong=1")).toMatchObject({ status: 303 });
    expect(shown(await again(page))).toBe("invalid");
  });

  test.each([
    ["an event that needs a permission", "secret", 401, "Log in to continue."],
    ["an event that is not declared", "toString", 404, "has no event"],
    ["a name that is none", "__proto__", 400, "An event's name has"],
    ["an event that fails", "fail", 500, "the printer is on fire"],
  ])("shows an error page for %s", async (_, name, status, text) => {
    const page = await app.open("/desk/");
    const posted = await send(page, name);
    expect(posted).toMatchObject({ status, location: null });
    expect(posted.text).toContain(text);
  });

  test("is counted like any other", async () => {
    const page = await app.open("/desk/");
    await send(page, "rare");
    expect((await send(page, "rare")).status).toBe(429);
  });

  test("is refused to whoever may not see the page any more", async () => {
    const page = await app.open("/desk/");
    decision = "deny";
    expect((await send(page, "step?id=1")).status).toBe(403);
    decision = "allow";
    const other = await app.open("/desk/");
    isGone = true;
    expect((await send(other, "step?id=1")).status).toBe(404);
  });

  test("is not shown to whoever may not see the page any more", async () => {
    const page = await app.open("/desk/");
    await send(page, "step?id=1");
    decision = "deny";
    expect((await again(page)).status).toBe(403);
  });

  test("asks who has to log in first to do so", async () => {
    const page = await app.open("/desk/");
    decision = "login";
    expect(await send(page, "step?id=1")).toMatchObject({
      status: 401,
      text: expect.stringContaining("Log in to continue."),
    });
  });
});

describe("a post is refused", () => {
  test("from another site", async () => {
    const page = await app.open("/desk/");
    const body = new URLSearchParams({ "live-token": page.token, "live-event": "step?id=1" });
    const headers = { cookie: page.cookie, origin: "https://evil.example" };
    expect((await fetch(`${app.origin}/desk/`, { method: "POST", body, headers })).status).toBe(403);
  });

  test.each<[string, (page: OpenPage, other: OpenPage) => string]>([
    ["no token", () => ""],
    ["a token that was made up", () => "a.b.c"],
    ["a token that was changed", ({ token }) => `x${token}`],
    ["another session's token", (_, other) => other.token],
  ])("with %s", async (_, tokenOf) => {
    const [page, other] = [await app.open("/desk/"), await app.open("/desk/")];
    expect((await send({ ...page, token: tokenOf(page, other) }, "step?id=1")).status).toBe(403);
    expect(shown(await again(page))).toBe("");
  });

  test("with a token that is the session's, but of another page: that page's view is left alone", async () => {
    const page = await app.open("/desk/");
    expect(await send({ ...page, path: "/desk/?other" }, "step?id=1")).toMatchObject({
      location: "/desk/?other",
    });
    expect(shown(await app.open("/desk/", page.cookie))).toBe("");
  });

  test("with a token that a connection uses: its view is left alone", async () => {
    const page = await app.open("/desk/");
    const client = await app.connect(page);
    const [, , token] = (await client.join(page)) as [number, number, string];
    await send({ ...page, token }, "step?id=1");
    expect(await client.call("step", { id: "3" })).toEqual([1, 0, 1, [0, '{"id":"3"}']]);
  });

  test.each<[string, RequestInit, number]>([
    ["another content type", { body: "{}", headers: { "content-type": "application/json" } }, 415],
    ["a body that is too large", { body: new URLSearchParams({ a: "x".repeat(70_000) }) }, 413],
    [
      "too many fields",
      { body: "a=&".repeat(201), headers: { "content-type": "application/x-www-form-urlencoded" } },
      413,
    ],
    ["no event", { body: new URLSearchParams({ a: "b" }) }, 405],
  ])("with %s", async (_, options, status) => {
    const { cookie } = await app.open("/desk/");
    const response = await app.fetchAs(cookie)(`${app.origin}/desk/`, { method: "POST", ...options });
    expect(response.status).toBe(status);
  });

  test("where the view wants a script", async () => {
    const page = await app.open("/scripted/");
    expect(page.html).not.toContain("live-event");
    expect((await send(page, "step?id=1")).status).toBe(405);
  });
});

test("a route of its own for posts comes first", async () => {
  const page = await app.open("/taken/");
  const csrf = (await app.open("/desk/", page.cookie)).html;
  expect(csrf).toContain("live-token");
  // It asks for its own token.
  expect((await send(page, "step?id=1")).status).toBe(403);
});

test("the view waits for the next event as long as people take, and is closed then", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "Date"] });
  const patient = await LiveApp.start({ routes: [live("/desk/", Desk)] });
  try {
    const post = async (page: OpenPage) =>
      await patient.fetchAs(page.cookie)(`${patient.origin}/desk/`, {
        method: "POST",
        body: new URLSearchParams({ "live-token": page.token, "live-event": "step?id=1" }),
        redirect: "manual",
      });
    const first = await patient.open("/desk/");
    await post(first);
    const second = await patient.open("/desk/", first.cookie);
    await vi.advanceTimersByTimeAsync(waitLimits.withoutScript - 10_000);
    await post(second);
    const third = await patient.open("/desk/", first.cookie);
    expect(shown(third)).toBe('{"id":"1"} {"id":"1"}');
    await vi.advanceTimersByTimeAsync(waitLimits.withoutScript + 10_000);
    await post(third);
    expect(shown(await patient.open("/desk/", first.cookie))).toBe('{"id":"1"}');
  } finally {
    vi.useRealTimers();
    await patient.close();
  }
});
