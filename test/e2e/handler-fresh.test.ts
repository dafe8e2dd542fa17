import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { freshPage, holdRequests, launchBrowser } from "./browser.ts";
import { ExampleServer } from "./example-server.ts";
import { Gateway } from "./gateway.ts";

let browser: Browser;
let server: ExampleServer;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([
    ExampleServer.start("test/e2e/pages/handler-fresh.ts"),
    launchBrowser(),
  ]);
});

beforeEach(async () => {
  page = await freshPage(browser);
  // How often the page was told that it has missed something.
  await page.addInitScript(() => {
    document.addEventListener("live:missed", () => {
      const { dataset } = document.documentElement;
      dataset.missed = String(Number(dataset.missed ?? 0) + 1);
    });
  });
});

afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

const isLive = () => page.waitForFunction(() => globalThis.liveloom?.isConnected);

async function open(path: string): Promise<void> {
  await page.goto(server.address + path);
  await isLive();
}

const get = (path: string) => page.request.get(server.address + path);
const shows = (selector: string, text: string) =>
  expect.poll(() => page.locator(selector).textContent()).toBe(text);
const missed = () => page.locator("html").getAttribute("data-missed");
const log = () => page.locator("#log li").allTextContents();

test("what waits for code when the connection is lost is done once", async () => {
  const gateway = await Gateway.open(server.address);
  onTestFinished(() => gateway.close());
  const frames: unknown[] = [];
  page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => frames.push(payload)));
  await page.goto(`${gateway.address}/pages/1/`);
  await isLive();
  const release = await holdRequests(page, "**/more-calls*");
  const before = frames.length;
  await page.getByRole("button", { name: "2" }).click();
  await expect.poll(() => frames.length).toBe(before + 1);
  await get("/tell/page 1/");
  await expect.poll(() => frames.length).toBe(before + 2);
  await shows("#page", "1");
  gateway.drop();
  // Again what it had, and that it is connected.
  await expect.poll(() => frames.length).toBeGreaterThan(before + 4);
  release();
  await shows("#page", "2");
  await expect.poll(log).toEqual(["page 1"]);
  await get("/tell/page 1/");
  await expect.poll(log).toEqual(["page 1", "page 1"]);
});

describe("a page that has missed updates", () => {
  test("is told after a restart of the server, though it never got any", async () => {
    await open("/");
    const before = await page.locator("#started").textContent();
    expect(await missed()).toBe(null);
    await server.stop();
    await server.start();
    await expect.poll(() => page.locator("#started").textContent()).not.toBe(before);
    expect(await missed()).toBe("1");
  });

  test("is told when they were sent before its script was there, and leaves alone what is no more", async () => {
    let letThrough = () => {};
    const held = new Promise<void>((resolve) => {
      letThrough = resolve;
    });
    await page.route("**/liveloom-handlers.*.js", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${server.address}/`, { waitUntil: "commit" });
    await shows("#count", "0");
    await get("/counted/");
    letThrough();
    await isLive();
    await shows("#count", "1");
    expect(await missed()).toBe("1");
    await shows("#only-at-first", "first");
    // What comes now is no news.
    await get("/counted/");
    await shows("#count", "2");
    expect(await missed()).toBe("1");
  });

  test("leaves what it shows when the page leads elsewhere by now", async () => {
    await open("/");
    await page.route(`${server.address}/`, (route) =>
      route.fulfill({ status: 303, headers: { location: "/login/" } }),
    );
    const before = await page.locator("#started").textContent();
    const told = page.waitForEvent("console", (message) => message.text().includes("could not be fetched"));
    await server.stop();
    await server.start();
    await told;
    expect(await page.locator("#started").textContent()).toBe(before);
  });
});

test("a field with a name that objects have arrives", async () => {
  await open("/");
  await page.getByRole("button", { name: "echo" }).click();
  await shows("#echo", '[["__proto__","own"],["a","1"]]');
});

describe("the rooms of a page", () => {
  test("are those of the view that it shows", async () => {
    await open("/warp/");
    const tellBoth = async () => {
      for (const room of ["warp", "weft"]) await get(`/tell/${room}/`);
    };
    await expect.poll(() => get("/tell/warp/").then(log)).toContain("warp");
    await page.getByRole("link", { name: "weft" }).click();
    await shows("h1", "Weft");
    await expect.poll(() => get("/tell/weft/").then(log)).toContain("weft");
    await tellBoth();
    await tellBoth();
    expect(await log()).not.toContain("warp");
    await page.goBack();
    await shows("h1", "Warp");
    await expect.poll(() => get("/tell/warp/").then(log)).toContain("warp");
    expect(await log()).not.toContain("weft");
  });

  test("are those of the page that Back shows", async () => {
    await open("/pages/1/");
    await page.getByRole("button", { name: "3" }).click();
    await shows("#page", "3");
    await page.goBack();
    await shows("#page", "1");
    await page.goForward();
    await shows("#page", "3");
    await expect.poll(() => get("/tell/page 3/").then(log)).toContain("page 3");
    await get("/tell/page 1/");
    await get("/tell/page 3/");
    expect(await log()).not.toContain("page 1");
  });
});

test("Back to an address that needs a login by now goes to the login", async () => {
  await open("/pages/1/");
  for (const to of ["2", "3"]) {
    await page.getByRole("button", { name: to }).click();
    await shows("#page", to);
  }
  await get("/lock/");
  await page.goBack();
  await shows("#login", "Who are you?");
  await expect.poll(() => new URL(page.url()).pathname).toBe("/login/");
});
