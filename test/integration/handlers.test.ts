import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { LiveloomError } from "../../src/errors.ts";
import { handler } from "../../src/handlers/handler.ts";
import { Handlers } from "../../src/handlers/handlers.ts";
import { loginRequired } from "../../src/live/guards.ts";
import { get } from "../../src/server/http-route.ts";
import { ServerFrame, UpdateKind, wholePage } from "../../src/shared/wire.ts";
import { html } from "../../src/template/html.ts";
import { raw } from "../../src/template/raw.ts";
import { LiveApp } from "./live-app.ts";

const { Called, Updates, Refused, Entered } = ServerFrame;
const { Inner } = UpdateKind;

const seen: unknown[] = [];
const aborted: unknown[] = [];
let release = () => {};

const handlers = new Handlers([
  handler("say_hello", async (ctx) => {
    await ctx.send({ target: "#greeting", html: html`<b>Hello ${ctx.form.name ?? ""}</b>` });
  }),
  handler("note", (ctx) => {
    const { name, data, form, user, room, request } = ctx;
    seen.push({ name, data, form, user: user.id, room, url: request.url });
  }),
  handler(
    "add",
    { params: z.object({ a: z.coerce.number(), b: z.coerce.number().default(1) }) },
    ({ data: { a, b }, ...ctx }) => {
      void ctx;
      seen.push(a + b);
    },
  ),
  handler("secret", { access: loginRequired() }, () => void seen.push("secret")),
  handler("delete", { permission: "shop.delete" as never }, () => void seen.push("delete")),
  handler("rare", { rateLimit: { calls: 1, perSeconds: 60 } }, () => void seen.push("rare")),
  handler("fail", () => {
    throw new Error("secret path");
  }),
  handler("fail_late", async (ctx) => {
    await ctx.send({ title: "Before" });
    await Promise.resolve();
    throw new LiveloomError("LV-NOT-FOUND");
  }),
  handler("text", async (ctx) => ctx.send({ target: "p", html: "<b>" as never })),
  handler("wait", async (ctx) => {
    await ctx.send({ target: "#state", html: html`Wait` });
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    await ctx.send({ target: "#state", html: html`Done` });
  }),
  handler("slow", { timeout: 20 }, async (ctx) => {
    ctx.signal.addEventListener("abort", () => aborted.push(ctx.signal.reason));
    await new Promise(() => {});
  }),
  handler("tell", async (ctx) => {
    await ctx.broadcast({ title: `${ctx.data.text}` });
    await ctx.others.send({ title: "others" });
    await ctx.send({ title: "self" });
  }),
  handler("flood", async (ctx) => {
    for (let count = 0; count < 500; count++) await ctx.broadcast({ title: String(count) });
  }),
  handler("big", (ctx) => ctx.send({ event: { name: "x", detail: 1n } })),
  handler("big_late", async (ctx) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    await ctx.send({ event: { name: "x", detail: 1n } });
  }),
  handler("circle", (ctx) => {
    const detail: { self?: unknown } = {};
    detail.self = detail;
    return ctx.send({ title: "Before" }, { event: { name: "x", detail } });
  }),
  handler("vouched", (ctx) => ctx.send({ target: "p", html: raw("<i>x</i>") })),
]);

let app: LiveApp;

beforeAll(async () => {
  app = await LiveApp.start({
    routes: [get("/", (context) => context.page({ title: "Start", body: html`<p id="greeting"></p>` }))],
    handlers,
  });
});

afterAll(() => app.close());

describe("a call", () => {
  test("is answered by the updates that the handler sends", async () => {
    const client = await app.enter("/");
    const answer = await client.callHandler("say_hello", { form: { name: "<Ada>" } });
    expect(answer).toEqual([Called, 1, [[Inner, "#greeting", "<b>Hello &lt;Ada&gt;</b>"]]]);
    const text = client.received.at(-1) ?? "";
    expect(text.length - "<b>Hello &lt;Ada&gt;</b>".length).toBeLessThanOrEqual(40);
  });

  test("brings its name, data and form, and nothing else", async () => {
    seen.length = 0;
    const client = await app.enter("/");
    const data = { productId: "7", __proto__: "x" } as never;
    await client.callHandler("note", { data, form: { "items[0][Name]": ["a", "b"] }, url: "/?page=2" });
    const form = { "items[0][Name]": ["a", "b"] };
    expect(seen).toEqual([
      { name: "note", data: { productId: "7" }, form, user: 0, room: undefined, url: "/?page=2" },
    ]);
  });

  test("has its data read by the handler's schema, or is refused", async () => {
    seen.length = 0;
    const client = await app.enter("/");
    expect(await client.callHandler("add", { data: { a: "2" } })).toEqual([Called, 1]);
    expect(await client.callHandler("add", { data: { a: "x" } })).toMatchObject([
      Refused,
      wholePage,
      2,
      "LV-PARAMS-INVALID",
      expect.anything(),
    ]);
    expect(seen).toEqual([3]);
  });

  test.each([
    ["an unknown handler", "nobody", "LV-HANDLER-UNKNOWN"],
    ["a name that objects have", "constructor", "LV-HANDLER-UNKNOWN"],
    ["a name that objects have, too", "__proto__", "LV-HANDLER-UNKNOWN"],
    ["a name that is none", "a b", "LV-HANDLER-UNKNOWN"],
    ["who is not logged in", "secret", "LV-LOGIN-REQUIRED"],
    ["who lacks the permission and may log in", "delete", "LV-LOGIN-REQUIRED"],
    ["a handler that throws", "fail", "LV-INTERNAL"],
    ["text in the place of HTML", "text", "LV-UPDATE-HTML"],
    ["what JSON cannot say", "big", "LV-UPDATE-EVENT"],
    ["what JSON cannot say, after a while", "big_late", "LV-UPDATE-EVENT"],
    ["what holds itself", "circle", "LV-UPDATE-EVENT"],
    ["a name of 250,000 letters", "say_hellp".repeat(27_000), "LV-HANDLER-UNKNOWN"],
    ["what takes too long", "slow", "LV-TIMEOUT"],
  ])("is refused for %s, and the next one is handled", async (_what, name, code) => {
    seen.length = 0;
    const client = await app.enter("/");
    expect((await client.callHandler(name)).slice(0, 4)).toEqual([Refused, wholePage, 1, code]);
    expect(seen).toEqual([]);
    expect(await client.callHandler("note")).toEqual([Called, 2]);
  });

  test("that takes too long is told by its signal", () => {
    expect(aborted).toMatchObject([{ code: "LV-TIMEOUT" }]);
  });

  test("is refused when it comes too often", async () => {
    const client = await app.enter("/");
    expect(await client.callHandler("rare")).toEqual([Called, 1]);
    expect((await client.callHandler("rare")).slice(0, 4)).toEqual([
      Refused,
      wholePage,
      2,
      "LV-RATE-LIMITED",
    ]);
  });

  test("with 5,000 fields is refused, and the page stays connected", async () => {
    const client = await app.enter("/");
    const form = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`f${index}`, "x"]));
    expect((await client.callHandler("note", { form })).slice(0, 4)).toEqual([
      Refused,
      wholePage,
      1,
      "LV-CALL-FIELDS",
    ]);
    expect(await client.callHandler("note")).toEqual([Called, 2]);
  });

  test("is not handled before the page has entered", async () => {
    const page = await app.open("/");
    const client = await app.connect(page);
    expect((await client.callHandler("note")).slice(0, 4)).toEqual([
      Refused,
      wholePage,
      1,
      "LV-PAGE-NOT-ENTERED",
    ]);
  });

  test("that fails has what it sent before", async () => {
    const client = await app.enter("/");
    expect(await client.callHandler("fail_late")).toEqual([Updates, [[UpdateKind.Title, "Before"]]]);
    expect((await client.next()).slice(0, 4)).toEqual([Refused, wholePage, 1, "LV-NOT-FOUND"]);
  });

  test("shows what it sent while it goes on, and holds up its own page only", async () => {
    const [slow, other] = [await app.enter("/"), await app.enter("/")];
    expect(await slow.callHandler("wait")).toEqual([Updates, [[Inner, "#state", "Wait"]]]);
    slow.postCall("note");
    expect(await other.callHandler("note")).toEqual([Called, 1]);
    release();
    expect(await slow.next()).toEqual([Called, 1, [[Inner, "#state", "Done"]]]);
    expect(await slow.next()).toEqual([Called, 2]);
  });

  test("takes HTML that somebody vouched for", async () => {
    const client = await app.enter("/");
    expect(await client.callHandler("vouched")).toEqual([Called, 1, [[Inner, "p", "<i>x</i>"]]]);
  });
});

describe("entering", () => {
  test("needs the token of a page of the same session", async () => {
    const [one, other] = [await app.open("/"), await app.open("/")];
    const client = await app.connect(other);
    expect((await client.enter(one)).slice(0, 4)).toEqual([Refused, wholePage, 0, "LV-TOKEN-INVALID"]);
    expect((await client.callHandler("note")).slice(0, 4)).toEqual([
      Refused,
      wholePage,
      1,
      "LV-PAGE-NOT-ENTERED",
    ]);
  });

  test("needs an address of this app", async () => {
    const page = await app.open("/");
    const client = await app.connect(page);
    const refused = await client.enter({ ...page, path: "https://elsewhere.example/" });
    expect(refused.slice(0, 4)).toEqual([Refused, wholePage, 0, "LV-ROUTE-UNKNOWN"]);
  });
});

describe("a page that comes back", () => {
  test("gets what it missed, and its calls are handled once each", async () => {
    seen.length = 0;
    const page = await app.open("/");
    const first = await app.connect(page);
    const [, token] = await first.enter(page);
    await first.callHandler("note");
    await first.close();
    app.app.send("everyone", { title: "Missed" });
    const second = await app.connect(page);
    const back = { ...page, pageToken: String(token) };
    expect(await second.enter(back, { received: 1 })).toMatchObject([Entered, expect.any(String), 1, 0]);
    expect(await second.next()).toEqual([Updates, [[UpdateKind.Title, "Missed"]]]);
    second.postCall("note");
    expect(await second.callHandler("note")).toEqual([Called, 2]);
    expect(seen).toHaveLength(2);
  });

  test("gets an answer again that was lost on the way", async () => {
    const page = await app.open("/");
    const first = await app.connect(page);
    const [, token] = await first.enter(page);
    const answer = await first.callHandler("vouched");
    await first.close();
    const second = await app.connect(page);
    await second.enter({ ...page, pageToken: String(token) }, { received: 0 });
    expect(await second.next()).toEqual(answer);
  });

  test("is told when it missed too much", async () => {
    const page = await app.open("/");
    const first = await app.connect(page);
    const [, token] = await first.enter(page);
    await first.close();
    for (let count = 0; count < 300; count++) app.app.send("everyone", { title: "x" });
    await new Promise((resolve) => setTimeout(resolve));
    const second = await app.connect(page);
    const back = { ...page, pageToken: String(token) };
    expect(await second.enter(back)).toMatchObject([Entered, expect.any(String), 0, 1]);
    expect(await second.callHandler("note")).toEqual([Called, 1]);
  });
});

describe("updates for others", () => {
  test("reach everybody, or everybody else, in order", async () => {
    const [one, other] = [await app.enter("/"), await app.enter("/")];
    const title = (text: string) => [Updates, [[UpdateKind.Title, text]]];
    expect(await one.callHandler("tell", { data: { text: "all" } })).toEqual(title("all"));
    expect(await one.next()).toEqual([Called, 1, [[UpdateKind.Title, "self"]]]);
    expect(await other.next()).toEqual(title("all"));
    expect(await other.next()).toEqual(title("others"));
  });

  test("reach everybody 500 times in a row", async () => {
    const clients = await Promise.all(Array.from({ length: 20 }, () => app.enter("/")));
    await clients[0]?.callHandler("flood");
    for (const client of clients) {
      await client.untilPong();
      const got = client.received.filter((text) => text.startsWith(`[${Updates},`));
      expect(got).toEqual(
        Array.from({ length: 500 }, (_, index) => `[${Updates},[[${UpdateKind.Title},"${index}"]]]`),
      );
    }
  });
});
