import { expect, test } from "vitest";
import { handler } from "../../src/handlers/handler.ts";
import { loginRequired } from "../../src/live/guards.ts";
import { get } from "../../src/server/http-route.ts";
import { html } from "../../src/template/html.ts";
import { expectRefused, testApp } from "../../src/testing/index.ts";

const greet = handler("greet", async (ctx) => {
  await new Promise((resolve) => setTimeout(resolve, 20));
  await ctx.send(
    { target: "#greeting", html: html`Hello, ${ctx.form.name ?? ""}!` },
    { title: "Greeted", url: "/greeted/" },
  );
  ctx.after(60_000, () => ctx.send({ target: "#greeting", remove: true }));
});

const refuse = handler("refuse", { access: loginRequired() }, () => undefined);

const page = html`<form live-call=${greet}><label>Name <input name="name"></label><button>Greet</button></form>
  <p id="greeting" role="status"></p><p live-call=${refuse}>Refuse</p>`;

const options = {
  routes: [get("/", (context) => context.page({ title: "Start", body: page }))],
  handlers: [greet, refuse],
};

test("a page that calls handlers is tested without a browser", async () => {
  await using app = testApp(options);
  const page = await app.visit("/");
  await page.type("Name", "<Ada>");
  await page.click("Greet");
  expect(page.getByRole("status").textContent).toBe("Hello, <Ada>!");
  expect([page.title, page.url]).toEqual(["Greeted", "/greeted/"]);
  await page.clock.advance(60_000);
  expect(page.queryByRole("status")).toBe(undefined);
});

test("a refused call is told to the test", async () => {
  await using app = testApp(options);
  const page = await app.visit("/");
  await expectRefused(() => page.click("Refuse"), "LoginRequired");
});

test("calls wait for a lost connection", async () => {
  await using app = testApp(options);
  const page = await app.visit("/");
  await page.lost();
  await page.type("Name", "Ada");
  await page.click("Greet");
  expect(page.getByRole("status").textContent).toBe("");
  await page.reconnect();
  expect(page.getByRole("status").textContent).toBe("Hello, Ada!");
});
