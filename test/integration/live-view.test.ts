import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { createApp } from "../../src/adapters/node.ts";
import { InvalidParams } from "../../src/errors.ts";
import { event } from "../../src/live/event.ts";
import { LiveView } from "../../src/live/live-view.ts";
import { live } from "../../src/server/live-route.ts";
import { ClientFrame, protocolVersion, ServerFrame, socketPath } from "../../src/shared/wire.ts";
import { html } from "../../src/template/html.ts";
import { LiveApp, type OpenPage } from "./live-app.ts";
import type { LiveClient } from "./live-client.ts";

const mounted = vi.fn();
const unmounted = vi.fn();
/** What the slow event waits for. */
let slowWork: Promise<void>;
let finishSlowWork: () => void;
let isClosedForToday = false;

class Desk extends LiveView {
  steps = "";

  mount() {
    mounted();
    if (isClosedForToday) return this.redirect("/closed/");
    this.subscribe("desk");
  }

  unmount() {
    unmounted();
  }

  step = event({ params: z.object({ name: z.string() }) }, ({ name }) => this.#add(name));

  slowStep = event(async () => {
    await slowWork;
    this.#add("slow");
  });

  nothing = event(() => undefined);

  fail = event(() => {
    this.#add("half");
    throw new Error("the printer is on fire");
  });

  leave = event(() => this.redirect("/elsewhere/"));

  handleInfo(_topic: string, message: unknown) {
    this.#add(`told:${message}`);
  }

  onError(error: unknown) {
    if (!(error instanceof InvalidParams)) throw error;
    this.#add("invalid");
  }

  #add(name: string): void {
    this.steps = `${this.steps} ${name}`.trim();
  }

  render() {
    return html`<p>${this.steps}</p>`;
  }
}

let app: LiveApp;

beforeAll(async () => {
  app = await LiveApp.start({ production: true, routes: [live("/desk/", Desk)] });
});

afterAll(() => app.close());

beforeEach(() => {
  mounted.mockClear();
  unmounted.mockClear();
  slowWork = new Promise((resolve) => {
    finishSlowWork = resolve;
  });
  isClosedForToday = false;
});

function step(client: LiveClient, name: string) {
  return client.call("step", { name });
}

/** The token by which the view can be taken up again. */
async function joinedToken(client: LiveClient, page: OpenPage): Promise<string> {
  const [, , token] = await client.join(page);
  return String(token);
}

describe("opening", () => {
  test("mounts the view once for the page and its socket, and sends no HTML again", async () => {
    const page = await app.open("/desk/");
    expect(page.html).toContain("<p lv></p>");
    const client = await app.connect(page);
    const joined = await client.join(page);
    expect(joined).toEqual([ServerFrame.Joined, 0, expect.any(String), 0]);
    expect(await client.untilPong()).toEqual([]);
    expect(mounted).toHaveBeenCalledOnce();
  });

  test("brings what was published between the page and its socket", async () => {
    const page = await app.open("/desk/");
    app.publish("desk", "1");
    app.publish("desk", "2");
    const client = await app.connect(page);
    expect(await client.join(page)).toHaveLength(4);
    expect(await client.next()).toEqual([ServerFrame.Patch, 0, [0, "told:1 told:2"]]);
  });

  test("is a redirect when mount says so", async () => {
    isClosedForToday = true;
    expect(await app.open("/desk/")).toMatchObject({ status: 302, location: "/closed/", token: "" });
    expect(unmounted).toHaveBeenCalledOnce();
  });

  test("again is a redirect when mount says so meanwhile", async () => {
    const page = await app.open("/desk/");
    const client = await app.connect(page);
    const token = await joinedToken(client, page);
    client.send([ClientFrame.Leave, 0]);
    isClosedForToday = true;
    expect(await client.join({ ...page, token })).toEqual([ServerFrame.Redirect, 0, "/closed/"]);
  });
});

describe("events", () => {
  test("are answered with what they changed, in a few bytes", async () => {
    const client = await app.visit("/desk/");
    expect(await step(client, "a")).toEqual([ServerFrame.Answer, 0, 1, [0, "a"]]);
    expect(Buffer.byteLength(client.received.at(-1) ?? "")).toBeLessThanOrEqual(30);
  });

  test("that change nothing are answered without a patch", async () => {
    const client = await app.visit("/desk/");
    expect(await client.call("nothing")).toEqual([ServerFrame.Answer, 0, 1]);
  });

  test("are handled in order, even when the first is slow", async () => {
    const client = await app.visit("/desk/");
    client.post("slowStep");
    client.post("step", { name: "quick" });
    expect(await client.untilPong()).toEqual([]);
    finishSlowWork();
    expect(await client.next()).toEqual([ServerFrame.Answer, 0, 1, [0, "slow"]]);
    expect(await client.next()).toEqual([ServerFrame.Answer, 0, 2, [0, "slow quick"]]);
  });

  test("of a slow view do not hold up another one", async () => {
    const slow = await app.visit("/desk/");
    const other = await app.visit("/desk/");
    slow.post("slowStep");
    expect(await step(other, "a")).toEqual([ServerFrame.Answer, 0, 1, [0, "a"]]);
    expect(slow.received).toHaveLength(1);
    finishSlowWork();
    expect(await slow.next()).toEqual([ServerFrame.Answer, 0, 1, [0, "slow"]]);
  });

  test("are not handled twice under one number", async () => {
    const client = await app.visit("/desk/");
    await step(client, "a");
    client.send([ClientFrame.Event, 0, 1, "step", { name: "again" }]);
    expect(await client.next()).toEqual([ServerFrame.Answer, 0, 1]);
    expect(await step(client, "b")).toEqual([ServerFrame.Answer, 0, 2, [0, "a b"]]);
  });

  test("may leave the page, and close the view", async () => {
    const client = await app.visit("/desk/");
    expect(await client.call("leave")).toEqual([ServerFrame.Redirect, 0, "/elsewhere/"]);
    expect(unmounted).toHaveBeenCalledOnce();
    expect(await step(client, "a")).toMatchObject({ 0: ServerFrame.Refused, 3: "LV-VIEW-NOT-MOUNTED" });
  });

  test("with wrong parameters go to onError, and what it shows is the answer", async () => {
    const client = await app.visit("/desk/");
    expect(await client.call("step", { name: 1 })).toEqual([ServerFrame.Answer, 0, 1, [0, "invalid"]]);
  });
});

describe("an event that throws", () => {
  test("is refused under an id that leads to the error in the log", async () => {
    const client = await app.visit("/desk/");
    const message = await client.call("fail");
    const id = String(message[5]);
    expect(message).toEqual([ServerFrame.Refused, 0, 1, "LV-INTERNAL", "Something went wrong.", id]);
    expect(app.log.at(-1)).toMatchObject({
      level: "error",
      fields: { id, err: { message: "the printer is on fire" } },
    });
  });

  test("leaves the view alive, as it was before", async () => {
    const client = await app.visit("/desk/");
    await client.call("fail");
    expect(await step(client, "a")).toEqual([ServerFrame.Answer, 0, 2, [0, "a"]]);
  });
});

describe("a resync", () => {
  test("sends the whole view, and patches go on from there", async () => {
    const client = await app.visit("/desk/");
    await step(client, "a");
    client.send([ClientFrame.Resync, 0]);
    expect(await client.next()).toEqual([ServerFrame.Replace, 0, "<p lv>a</p>", 2]);
    expect(await step(client, "b")).toEqual([ServerFrame.Answer, 0, 2, [0, "a b"]]);
  });
});

describe("a connection that is lost", () => {
  let page: OpenPage;
  let token: string;
  let lost: LiveClient;
  let back: LiveClient;

  beforeEach(async () => {
    page = await app.open("/desk/");
    lost = await app.connect(page);
    token = await joinedToken(lost, page);
    await step(lost, "a");
    back = await app.connect(page);
  });

  test("is taken up again with the view as it was", async () => {
    await lost.close();
    expect(await back.join({ ...page, token }, 1)).toEqual([ServerFrame.Joined, 0, expect.any(String), 1]);
    back.send([ClientFrame.Event, 0, 2, "step", { name: "b" }]);
    expect(await back.next()).toEqual([ServerFrame.Answer, 0, 2, [0, "a b"]]);
    expect(mounted).toHaveBeenCalledOnce();
  });

  test("is taken up before the server has noticed the loss", async () => {
    expect(await back.join({ ...page, token }, 1)).toHaveLength(4);
    await lost.close();
    back.send([ClientFrame.Event, 0, 2, "step", { name: "b" }]);
    expect(await back.next()).toEqual([ServerFrame.Answer, 0, 2, [0, "a b"]]);
    expect(unmounted).not.toHaveBeenCalled();
  });

  test("is out of the old socket's hands once it is taken up", async () => {
    await back.join({ ...page, token }, 1);
    lost.send([ClientFrame.Event, 0, 2, "step", { name: "b" }]);
    expect(await lost.next()).toMatchObject({ 0: ServerFrame.Refused, 3: "LV-VIEW-NOT-MOUNTED" });
    lost.send([ClientFrame.Leave, 0]);
    await lost.untilPong();
    back.send([ClientFrame.Event, 0, 2, "step", { name: "c" }]);
    expect(await back.next()).toEqual([ServerFrame.Answer, 0, 2, [0, "a c"]]);
  });

  test("gets the whole view when the browser missed a patch", async () => {
    await lost.close();
    const joined = await back.join({ ...page, token }, 0);
    expect(joined).toEqual([ServerFrame.Joined, 0, expect.any(String), 1]);
    expect(await back.next()).toEqual([ServerFrame.Replace, 0, "<p lv>a</p>", 2]);
  });

  test("gets the whole view again when that was lost, too", async () => {
    await lost.close();
    token = String((await back.join({ ...page, token }, 0))[2]);
    await back.close();
    const again = await app.connect(page);
    await again.join({ ...page, token }, 0);
    expect(await again.next()).toEqual([ServerFrame.Replace, 0, "<p lv>a</p>", 3]);
  });

  test("gets the whole view when the browser asks for it", async () => {
    await lost.close();
    await back.join({ ...page, token }, -1);
    expect(await back.next()).toEqual([ServerFrame.Replace, 0, "<p lv>a</p>", 2]);
  });

  test("gets what happened meanwhile", async () => {
    await lost.close();
    app.publish("desk", "news");
    await back.join({ ...page, token }, 1);
    expect(await back.next()).toEqual([ServerFrame.Patch, 0, [0, "a told:news"]]);
  });

  test("mounts anew when the view was closed", async () => {
    lost.send([ClientFrame.Leave, 0]);
    await lost.untilPong();
    const joined = await back.join({ ...page, token }, 1);
    expect(joined).toEqual([ServerFrame.Joined, 0, expect.any(String), -1]);
    expect(await back.next()).toEqual([ServerFrame.Replace, 0, "<p lv></p>", 1]);
    expect([mounted, unmounted].map(({ mock }) => mock.calls.length)).toEqual([2, 1]);
  });
});

describe("a socket that closes while it joins", () => {
  const settled = () => [mounted, unmounted].map(({ mock }) => mock.calls.length);

  test("leaves no view behind that was mounted for it", async () => {
    const page = await app.open("/desk/");
    const first = await app.connect(page);
    await first.join(page);
    first.send([ClientFrame.Leave, 0]);
    await first.untilPong();
    expect(settled()).toEqual([1, 1]);
    const second = await app.connect(page);
    second.send([ClientFrame.Join, 0, page.token, "/desk/", 0]);
    second.sendRaw("garbage");
    await second.closeCode;
    await app.visit("/desk/");
    const [mounts = 0, unmounts = 0] = settled();
    expect(mounts - unmounts).toBe(1);
  });
});

test("a server that stops tells its browsers to come back", async () => {
  const stopping = await LiveApp.start({ routes: [live("/desk/", Desk)] });
  const client = await stopping.visit("/desk/");
  // Over HTTP: until the page waits for news again.
  await new Promise((resolve) => setTimeout(resolve, 200));
  await stopping.close();
  expect(await client.closeCode).toBe(1012);
});

test("a server that stops takes nobody in any more", async () => {
  const stopping = createApp({
    routes: [live("/desk/", Desk)],
    secret: "a-secret-for-tests-only-0123456789",
  });
  const request = () => new Request("http://localhost/desk/");
  expect((await stopping.handle(request())).status).toBe(200);
  const closing = stopping.close();
  const answer = await stopping.handle(request());
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "1"]);
  const close = vi.fn();
  stopping.connect(
    { send: vi.fn(), close, onClose: vi.fn() } as never,
    new Request(`http://localhost${socketPath}?v=${protocolVersion}`),
  );
  expect(close).toHaveBeenCalledWith(1012, "restarting");
  await closing;
});
