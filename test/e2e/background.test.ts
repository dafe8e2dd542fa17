import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { freshPage, launchBrowser } from "./browser.ts";
import { ExampleServer } from "./example-server.ts";

const sentence = "The quick brown fox jumps over the lazy dog, again and again. ";
const whole = sentence.repeat(5);

let browser: Browser;
let server: ExampleServer;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([
    ExampleServer.start("test/e2e/pages/background.ts"),
    launchBrowser(),
  ]);
});

beforeEach(async () => {
  page = await shown(await freshPage(browser));
});

afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

async function open(): Promise<Page> {
  return await shown(await browser.newPage());
}

async function shown(opened: Page): Promise<Page> {
  await opened.goto(server.address);
  await opened.waitForFunction(() => globalThis.liveloom?.isConnected);
  return opened;
}

/** So long the text takes to be written. */
const soon = { timeout: 8_000 };

const textOf = (selector: string) => page.locator(selector).textContent();
const press = (name: string) => page.getByRole("button", { name, exact: true }).click();

test("a timer ticks in the page", async () => {
  await expect.poll(async () => Number(await textOf("#ticks"))).toBeGreaterThan(3);
});

test("a message reaches every page", async () => {
  const other = await open();
  await other.getByRole("button", { name: "greet" }).click();
  await expect.poll(() => textOf("#greeting")).toBe("hello");
  await other.close();
});

test("a resource is pending in the page that was sent, and comes by itself", async () => {
  const response = await page.request.get(server.address);
  expect(await response.text()).toContain(">pending</p>");
  await expect.poll(() => page.locator("#late b").textContent()).toBe("here");
});

test("a task moves a progress bar", async () => {
  await press("load");
  await expect
    .poll(() => page.locator("progress").evaluate((bar: HTMLProgressElement) => bar.value))
    .toBe(100);
});

test("a text that grows stays the same node, and what is selected in it stays selected", async () => {
  await press("write");
  await page.waitForFunction(
    (begin) => document.querySelector("#text")?.textContent.startsWith(begin),
    sentence,
  );
  await page.evaluate(() => {
    const text = document.querySelector("#text")?.firstChild;
    if (text) getSelection()?.setBaseAndExtent(text, 4, text, 19);
    Object.assign(globalThis, { text });
  });
  await expect.poll(() => textOf("#text"), soon).toBe(whole);
  expect(await textOf("#between")).toBe(`It says: ${whole} And more.`);
  expect(await page.evaluate(() => getSelection()?.toString())).toBe("quick brown fox");
  expect(
    await page.evaluate(
      () => Reflect.get(globalThis, "text") === document.querySelector("#text")?.firstChild,
    ),
  ).toBe(true);
});

test("a text grows on after the whole view was sent again", async () => {
  await press("write");
  await page.waitForFunction(
    (begin) => document.querySelector("#text")?.textContent.startsWith(begin),
    sentence,
  );
  await page.evaluate(() => document.querySelector("#late")?.remove());
  await expect.poll(() => page.locator("#late").count()).toBe(1);
  await expect.poll(() => textOf("#text"), soon).toBe(whole);
  expect(await textOf("#between")).toBe(`It says: ${whole} And more.`);
});

test("a page that somebody translated gets the text that is added", async () => {
  await press("write");
  await page.waitForFunction(
    (begin) => document.querySelector("#text")?.textContent.startsWith(begin),
    sentence,
  );
  await page.evaluate(() => {
    const font = document.createElement("font");
    font.textContent = "translated ";
    document.querySelector("#text")?.replaceChildren(font);
  });
  await expect.poll(() => textOf("#between"), soon).toBe(`It says: ${whole} And more.`);
  expect(await textOf("#text")).toMatch(/^translated .+again\. $/);
});

test("after a restart of the server everything begins anew", async () => {
  await press("write");
  await expect.poll(async () => Number(await textOf("#ticks"))).toBeGreaterThan(5);
  await server.stop();
  await server.start();
  await expect.poll(() => textOf("#text"), soon).toBe("");
  await expect.poll(async () => Number(await textOf("#ticks"))).toBeGreaterThan(3);
  await expect.poll(() => page.locator("#late b").textContent()).toBe("here");
  await press("write");
  await expect.poll(() => textOf("#text"), soon).toBe(whole);
});
