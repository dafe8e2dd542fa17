import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { handler } from "../../src/handlers/handler.ts";
import { loginRequired } from "../../src/live/guards.ts";
import { get, post } from "../../src/server/http-route.ts";
import { ServerFrame, UpdateKind } from "../../src/shared/wire.ts";
import { html } from "../../src/template/html.ts";
import { LiveApp } from "./live-app.ts";

const seen: unknown[] = [];

const handlers = [
  handler("greet", { form: z.object({ name: z.string().min(1), tag: z.array(z.string()) }) }, async (ctx) => {
    seen.push({ data: ctx.data, form: ctx.form });
    await ctx.send({ target: "#greeting", html: html`Hello <b>${ctx.form.name}</b>` }, { title: "Greeted" });
  }),
  handler("move", (ctx) => ctx.send({ url: "/other/" })),
  handler("leave", (ctx) => ctx.redirect("/other/")),
  handler("later", (ctx) => {
    ctx.after(20, () => ctx.broadcast({ title: "Later" }));
  }),
  handler("secret", { access: loginRequired() }, () => undefined),
];

let app: LiveApp;

beforeAll(async () => {
  app = await LiveApp.start({
    production: true,
    routes: [
      get("/", (context) =>
        context.page({
          title: "Start",
          body: html`<p id="greeting">${context.url.searchParams.get("q")}</p>
            <form live-call="greet" data-team-id=${3}><input name="name"></form><form live-call="greet" action="/x/"></form>`,
        }),
      ),
      get("/other/", (context) => context.page({ title: "Other", body: html`<p>other</p>` })),
      post("/plain/", async (context) => new Response((await context.form()).get("a"))),
    ],
    handlers,
  });
});

afterAll(() => app.close());

async function send(fields: [string, string][], { path = "/", origin = app.origin, useToken = true } = {}) {
  const page = await app.open("/");
  const token = /name="live-token" value="([^"]+)"/.exec(page.html)?.[1] ?? "";
  const body = new URLSearchParams([...fields, ["live-token", useToken ? token : "no"]]);
  const headers = { origin, cookie: page.cookie, accept: "text/html" };
  const response = await fetch(app.origin + path, { method: "POST", body, headers, redirect: "manual" });
  return { status: response.status, location: response.headers.get("location"), html: await response.text() };
}

test("a form posts its handler and its data, unless it says itself where it is sent", async () => {
  const { html } = await app.open("/");
  expect(html).toContain(`method="post"><input type="hidden" name="live-token"`);
  expect(html).toContain('<input type="hidden" name="live-call" value="greet?teamId=3"><input name="name">');
  expect(html).toContain('<form live-call="greet" action="/x/"></form>');
});

test("a posted call is answered by the whole page with its updates", async () => {
  seen.length = 0;
  const fields: [string, string][] = [
    ["live-call", "greet?teamId=3"],
    ["name", "<Ada>"],
    ["tag", "a"],
    ["tag", "b"],
  ];
  const { status, html } = await send(fields, { path: "/?q=1" });
  expect(status).toBe(200);
  expect(html).toContain('id="greeting">Hello <b>&lt;Ada&gt;</b></p>');
  expect(html).toContain(">Greeted</title>");
  expect(html).toContain("</html>");
  expect(seen).toEqual([{ data: { teamId: "3" }, form: { name: "<Ada>", tag: ["a", "b"] } }]);
});

test("an address in an update is the page that is answered with", async () => {
  expect((await send([["live-call", "move"]])).html).toContain("<p>other</p>");
});

test("what a posted call has begun goes on", async () => {
  const client = await app.enter("/");
  await send([["live-call", "later"]]);
  expect(await client.next()).toEqual([ServerFrame.Updates, [[UpdateKind.Title, "Later"]]]);
});

test("a redirect is one", async () => {
  expect(await send([["live-call", "leave"]])).toMatchObject({ status: 303, location: "/other/" });
});

test.each([
  ["invalid fields", "greet", 400],
  ["an unknown handler", "nobody", 404],
  ["who is not logged in", "secret", 401],
])("a call is refused for %s, with a page", async (_what, name, status) => {
  const answer = await send([["live-call", name]]);
  expect(answer.status).toBe(status);
  expect(answer.html).toContain('<a href="/">Back to the page</a>');
});

test("a call needs the token of a page of its session, and the own origin", async () => {
  expect((await send([["live-call", "move"]], { useToken: false })).status).toBe(403);
  expect((await send([["live-call", "move"]], { origin: "https://elsewhere.example" })).status).toBe(403);
});

test("where there is no page, nothing is done", async () => {
  seen.length = 0;
  const fields: [string, string][] = [
    ["live-call", "greet"],
    ["name", "Ada"],
    ["tag", "a"],
    ["tag", "b"],
  ];
  expect((await send(fields, { path: "/nowhere/" })).status).toBe(404);
  expect(seen).toEqual([]);
});

test("other posts are not touched", async () => {
  const page = await app.open("/");
  const headers = { origin: app.origin, cookie: page.cookie };
  const body = new URLSearchParams({ a: "1" });
  expect((await fetch(`${app.origin}/plain/`, { method: "POST", body, headers })).status).toBe(403);
});
