import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { freshPage, launchBrowser } from "./browser.ts";
import { ExampleServer } from "./example-server.ts";

let browser: Browser;
let server: ExampleServer;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([ExampleServer.start("test/e2e/pages/slow.ts"), launchBrowser()]);
});

beforeEach(async () => {
  page = await freshPage(browser);
});

afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

test("a page shows its title while its data is on the way, and is live when it is there", async () => {
  await page.goto(server.address, { waitUntil: "commit" });
  const seen = () => page.evaluate(() => [document.title, document.querySelector("#count") !== null]);
  await expect.poll(seen, { interval: 10 }).toEqual(["Slow", false]);
  await page.waitForFunction(() => globalThis.liveloom?.isConnected);
  await page.getByRole("button").click();
  await expect.poll(() => page.locator("#count").textContent()).toBe("2");
});

test("a page that was on its way can still lead elsewhere", async () => {
  await page.goto(`${server.address}/?leave`);
  await page.waitForURL((url) => url.pathname === "/left/");
  expect(await page.locator("h1").textContent()).toBe("Left");
});
