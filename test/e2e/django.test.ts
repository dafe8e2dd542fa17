import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { launchBrowser } from "./browser.ts";
import { ExampleServer } from "./example-server.ts";

let browser: Browser;
let server: ExampleServer;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([ExampleServer.start("test/e2e/pages/django.ts"), launchBrowser()]);
});

beforeEach(async () => {
  page = await browser.newPage();
  page.on("pageerror", (error) => expect.fail(`The page threw ${error}`));
  await page.goto(server.address);
  await page.waitForFunction(() => globalThis.liveloom?.isConnected);
});

afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

const items = () =>
  page.locator("li").evaluateAll((all) => all.map((li) => li.childNodes[0]?.parentElement?.innerText));

test("a template file shows the view's state, escaped", async () => {
  expect(await page.locator("h1").textContent()).toBe("BLUE <TEAM>");
  expect(await page.locator("#count").textContent()).toBe("2 members, 5.25 points");
  expect(await page.locator("#who").textContent()).toBe("nobody");
  expect(await items()).toEqual(["1. Ada 2.3 Remove ada", "2. <b>bob</b> 3.0 Remove <b>bob</b>"]);
});

test("an event changes what it has to, and keeps the elements of keyed items", async () => {
  await page.evaluate(() => Object.assign(globalThis, { kept: document.querySelector("#m2") }));
  await page.getByRole("button", { name: "Remove ada" }).click();
  await expect.poll(items).toEqual(["1. <b>bob</b> 3.0 Remove <b>bob</b>"]);
  expect(await page.locator("#count").textContent()).toBe("1 member, 3 points");
  expect(await page.locator("h1").getAttribute("class")).toBe("urgent");
  expect(await page.locator("#m2").getAttribute("class")).toBe("first");
  expect(await page.evaluate(() => (globalThis as unknown as { kept: Element }).kept.isConnected)).toBe(true);
  await page.getByRole("button", { name: "Remove" }).click();
  await expect.poll(items).toEqual(["Nobody left"]);
});

test("a form calls an event", async () => {
  await page.locator("input[name=name]").fill("eve");
  await page.getByRole("button", { name: "Add" }).click();
  await expect.poll(async () => (await items())[0]).toBe("1. Eve 0.0 Remove eve");
});

test("a plain form is let in by its token", async () => {
  await page.getByRole("button", { name: "Post" }).click();
  await expect.poll(() => page.locator("body").textContent()).toBe("posted");
});
