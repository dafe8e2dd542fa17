import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { freshPage, launchBrowser } from "./browser.ts";
import { ExampleServer } from "./example-server.ts";

let browser: Browser;
let server: ExampleServer;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([
    ExampleServer.start("test/e2e/pages/handler-attributes.ts"),
    launchBrowser(),
  ]);
});

beforeEach(async () => {
  page = await freshPage(browser);
  await page.setViewportSize({ width: 800, height: 600 });
  await page.goto(server.address);
  await page.waitForFunction(() => globalThis.liveloom?.isConnected);
  // What looks after elements has looked.
  await logs();
});

afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

/** What was called, besides the element that is within its threshold from the beginning. */
const logs = (...lines: string[]) =>
  expect.poll(() => page.locator("#log li").allTextContents()).toEqual(["far", ...lines]);

/** What is called, in a click's turn: nothing of it waits for a round trip. */
const clickAtOnce = (...ids: string[]) =>
  page.evaluate((ids) => {
    for (const id of ids) document.getElementById(id)?.click();
  }, ids);

describe("live-throttle", () => {
  test("lets the first through at once, and the last before what is done next elsewhere", async () => {
    await clickAtOnce("slow", "slow", "slow");
    await logs("slow");
    await clickAtOnce("plain");
    await logs("slow", "slow", "plain");
  });

  test("sends what was done last when its time is over", async () => {
    await clickAtOnce("often", "often", "often");
    await logs("often", "often");
    await clickAtOnce("plain");
    await logs("often", "often", "plain");
  });

  test("holds events of any other type back, too", async () => {
    await page.locator("#moved").hover();
    await page.mouse.move(30, 30);
    await page.locator("#moved").hover();
    await logs("moved");
  });
});

describe("live-key", () => {
  test("names the keys that call, with what has to be held", async () => {
    await page.locator("#keys").focus();
    for (const key of ["a", "s", "Control+s", "Tab", "Shift+Tab", "Space", "Shift+Enter", "Enter"]) {
      await page.locator("#keys").focus();
      await page.keyboard.press(key);
    }
    await logs("key s as", "key Tab as", "key   as", "key Enter as");
    // What is named is prevented, what is not is typed.
    expect(await page.locator("#keys").inputValue()).toBe("as");
  });

  test("works for keys that are let go, and a key that is held counts once", async () => {
    await page.locator("#up").press("Escape");
    await page.locator("#up").press("Enter");
    await page.locator("#any").focus();
    for (const _ of [1, 2, 3]) await page.keyboard.down("ArrowLeft");
    await page.keyboard.up("ArrowLeft");
    await logs("up Escape", "any ArrowLeft");
  });
});

describe("live-threshold", () => {
  test("says how far away an element counts as seen", async () => {
    await logs();
    const scrollTo = (top: number) => page.evaluate((top) => window.scrollTo(0, top), top);
    const top = await page.getByText("near").evaluate((element) => element.getBoundingClientRect().top);
    await scrollTo(top - 600 - 5);
    await logs("near");
    await scrollTo(10_000);
    await logs("near", "here");
  });

  test("counts in what scrolls inside of the page, too", async () => {
    await page.evaluate(() => window.scrollTo(0, 10_000));
    await expect.poll(() => page.locator("#log li").count()).toBe(3);
    await page.locator("#box").evaluate((box) => box.scrollTo(0, 250));
    await expect.poll(() => page.locator("#log li").last().textContent()).toBe("inside");
  });
});
