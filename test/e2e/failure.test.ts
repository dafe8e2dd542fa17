import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { launchBrowser } from "./browser.ts";
import { ExampleServer } from "./example-server.ts";

let browser: Browser;
let production: ExampleServer;
let development: ExampleServer;

async function start(environment: NodeJS.ProcessEnv): Promise<ExampleServer> {
  const server = await ExampleServer.prepare("test/e2e/pages/failure.ts", environment);
  await server.start();
  return server;
}

beforeAll(async () => {
  [browser, production, development] = await Promise.all([
    launchBrowser(),
    start({ NODE_ENV: "production" }),
    start({ NODE_ENV: "development" }),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await Promise.all([production?.remove(), development?.remove()]);
});

async function open(server: ExampleServer, path = "/"): Promise<Page> {
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  await page.goto(server.address + path);
  return page;
}

async function join(server: ExampleServer, path = "/"): Promise<Page> {
  const page = await open(server, path);
  await page.waitForFunction(() => globalThis.liveloom?.isConnected);
  return page;
}

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const shows = (page: Page, text: string) =>
  expect.poll(() => page.locator("output").textContent()).toBe(text);
const notice = (page: Page) => expect.poll(() => page.locator(".live-notice").textContent());
const items = (page: Page) => page.getByRole("listitem").allTextContents();

describe("in production", () => {
  test("a failed event shows a notice with an id, and the page goes on from its old state", async () => {
    const page = await join(production);
    await page.getByLabel("Note").fill("typed");
    await press(page, "half-way");
    await notice(page).toMatch(/^Something went wrong\. \([0-9a-f]{8}\)$/);
    await expect.poll(() => production.output).toContain("the line is <dead>");
    await press(page, "add");
    await shows(page, "1");
    expect(await items(page)).toEqual(["a", "item 1"]);
    expect(await page.getByLabel("Note").inputValue()).toBe("typed");
    expect(await page.locator("live-overlay").count()).toBe(0);
  });

  test("a page whose code cannot be loaded is loaded anew, once there is a server", async () => {
    const page = await join(production);
    await press(page, "add");
    await shows(page, "1");
    let isAway = false;
    await page.route("**/morph*", (route) => {
      isAway = true;
      return route.abort();
    });
    await page.route("**/", (route) => (isAway ? route.fulfill({ status: 502 }) : route.continue()));
    // What others have changed makes it ask for the whole view, which needs that code.
    await page.evaluate(() => document.querySelector("output")?.setAttribute("lv", "x"));
    await press(page, "add");
    await notice(page).toBe("This page is out of date. Reload");
    await page.waitForTimeout(500);
    await shows(page, "1");
    await page.unroute("**/morph*");
    isAway = false;
    await page.waitForFunction(() => globalThis.liveloom?.isConnected);
    await shows(page, "0");
    await press(page, "add");
    await shows(page, "1");
  });

  test("an exception while a row is shown leaves the last page, and its state", async () => {
    const page = await join(production);
    await press(page, "break row");
    await notice(page).toMatch(/^Something went wrong\./);
    expect(await items(page)).toEqual(["a"]);
    await press(page, "add");
    await expect.poll(() => items(page)).toEqual(["a", "item 1"]);
  });

  test("what cannot be shown is the view's own onError's, which shows what it makes of it", async () => {
    const page = await join(production, "/taking/");
    await page.getByLabel("Note").fill("typed");
    await press(page, "add broken");
    await shows(page, "Error: no row with 1 items");
    expect(await items(page)).toEqual(["a"]);
    await press(page, "add");
    await expect.poll(() => items(page)).toEqual(["a", "item 1"]);
    expect(await page.getByLabel("Note").inputValue()).toBe("typed");
    expect(await page.locator(".live-notice").count()).toBe(0);
  });

  test("a handler that never ends is given up, and the next one runs", async () => {
    const page = await join(production);
    await press(page, "never");
    await press(page, "add");
    await notice(page).toMatch(/^The server is busy\. Try again in a moment\. \([0-9a-f]{8}\)$/);
    await shows(page, "1");
  });

  test("a promise that nobody waits for is logged with a hint, and the server goes on", async () => {
    const page = await join(production);
    await press(page, "forget");
    await expect.poll(() => production.output).toMatch(/nobody waits.*await it in the handler, or return it/);
    await press(page, "add");
    await shows(page, "1");
  });

  test("undefined can be thrown as well", async () => {
    const page = await join(production);
    await press(page, "nothing");
    await notice(page).toMatch(/^Something went wrong\. \([0-9a-f]{8}\)$/);
  });

  test("a view shows its own words about a failure, and comes back with the next event", async () => {
    const page = await join(production, "/bounded/");
    await press(page, "fail");
    await expect.poll(() => page.locator("#id").textContent()).toMatch(/^[0-9a-f]{8}$/);
    expect(await page.locator(".live-notice").count()).toBe(0);
    await press(page, "go on");
    await shows(page, "1");
    expect(await page.locator("#id").count()).toBe(0);
  });

  test("what is temporary is shown once", async () => {
    const page = await join(production);
    await press(page, "save");
    await expect.poll(() => page.locator("#saved").textContent()).toBe("Saved");
    await press(page, "add");
    await shows(page, "1");
    expect(await page.locator("#saved").textContent()).toBe("");
  });

  test("a page that crashes three times in a row says so and offers to reload, once", async () => {
    const page = await join(production, "/crashing/");
    let sockets = 0;
    page.on("websocket", () => sockets++);
    await press(page, "poison");
    await shows(page, "1");
    await page.evaluate(() => document.querySelector("output")?.remove());
    await page.evaluate(() => globalThis.liveloom.push("poison"));
    const dialog = page.getByRole("dialog");
    await expect
      .poll(() => dialog.textContent(), { timeout: 15_000 })
      .toMatch(/^This page stopped workingSomething went wrong\. \([0-9a-f]{8}\)Reload$/);
    expect(sockets).toBe(2);
    await page.keyboard.press("Escape");
    await page.waitForTimeout(1_500);
    expect(sockets).toBe(2);
    expect(await dialog.isVisible()).toBe(true);
    await open(production, "/mending/");
    await press(page, "Reload");
    await page.waitForFunction(() => globalThis.liveloom?.isConnected);
    await shows(page, "0");
  });

  test("a page that cannot be mounted is an error page with an id", async () => {
    const page = await open(production, "/broken-mount/");
    expect(await page.locator(".live-error").textContent()).toMatch(/Reference: [0-9a-f]{8}/);
    expect(await page.content()).not.toContain("cannot mount");
  });
});

describe("in development", () => {
  const overlay = (page: Page) => page.locator("live-overlay");

  test("a failure is shown over the page with its source, until Escape", async () => {
    const page = await join(development);
    await press(page, "half-way");
    await expect.poll(() => overlay(page).count()).toBe(1);
    const text = (await overlay(page).locator("section").textContent()) ?? "";
    expect(text).toContain("Error: the line is <dead>");
    expect(text).toContain('FailurePage, event "halfWay"');
    expect(text).toMatch(/test\/e2e\/pages\/failure\.ts:\d+:\d+/);
    expect((await overlay(page).locator("mark").textContent())?.trim()).toMatch(
      /^\d+ {2}\s+throw new Error\("the line is <dead>"\);$/,
    );
    await page.keyboard.press("Escape");
    expect(await overlay(page).count()).toBe(0);
  });

  test("it goes when the page works again", async () => {
    const page = await join(development);
    for (const name of ["half-way", "nothing"]) {
      await press(page, name);
      await expect.poll(() => overlay(page).count()).toBe(1);
    }
    await expect.poll(() => overlay(page).locator("p").textContent()).toBe("undefined (not an Error)");
    await press(page, "add");
    await expect.poll(() => overlay(page).count()).toBe(0);
    await shows(page, "1");
  });

  test("it stays beside the view's own words", async () => {
    const page = await join(development, "/bounded/");
    await press(page, "fail");
    await expect.poll(() => overlay(page).count()).toBe(1);
    expect(await page.locator("#id").count()).toBe(1);
    await press(page, "go on");
    await expect.poll(() => overlay(page).count()).toBe(0);
  });

  test.each([
    [
      "/broken-mount/",
      "cannot mount <this>",
      /test\/e2e\/pages\/failure\.ts:\d+:\d+/,
      'throw new Error("cannot mount <this>");',
    ],
    [
      "/broken-template/",
      "nonsense",
      /test\/e2e\/pages\/templates\/broken\.html:3:\d+/,
      "<p>{{ item|nonsense }}</p>",
    ],
  ])("the error page of %s shows the place", async (path, message, place, line) => {
    const page = await open(development, path);
    const trouble = page.locator(".live-trouble");
    expect(await trouble.textContent()).toContain(message);
    expect(await trouble.locator("code").first().textContent()).toMatch(place);
    expect(await trouble.locator("mark").textContent()).toContain(line);
  });
});
