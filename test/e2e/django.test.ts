import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { freshPage, launchBrowser } from "./browser.ts";
import { ExampleServer } from "./example-server.ts";

let browser: Browser;
let server: ExampleServer;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([ExampleServer.start("test/e2e/pages/django.ts"), launchBrowser()]);
});

beforeEach(async () => {
  page = await freshPage(browser);
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

describe("a stream in a template file", () => {
  const texts = () => page.locator("li span").allTextContents();
  const press = (name: string) => page.getByRole("button", { name }).click();

  beforeEach(async () => {
    await page.goto(`${server.address}/feed/`);
    await page.waitForFunction(() => globalThis.liveloom?.isConnected);
  });

  test("grows, changes and shrinks row by row, and the other rows stay the same elements", async () => {
    expect(await texts()).toEqual(["Nothing yet"]);
    for (const count of [1, 2, 3]) {
      await press("Write");
      await expect.poll(async () => (await texts()).length).toBe(count);
    }
    expect(await texts()).toEqual(["<b>1</b>", "<b>2</b>", "<b>3</b>"]);
    await page.evaluate(() => Object.assign(globalThis, { kept: document.querySelectorAll("li")[2] }));
    await press("Edit 2");
    await expect.poll(texts).toEqual(["<b>1</b>", "2, edited", "<b>3</b>"]);
    await press("Write");
    await expect.poll(texts).toEqual(["2, edited", "<b>3</b>", "<b>4</b>"]);
    await press("Remove 2");
    await expect.poll(texts).toEqual(["<b>3</b>", "<b>4</b>"]);
    expect(await page.evaluate(() => (globalThis as unknown as { kept: Element }).kept.isConnected)).toBe(
      true,
    );
    await press("Remove 4");
    await expect.poll(texts).toEqual(["<b>3</b>"]);
    await press("Remove 3");
    await expect.poll(texts).toEqual(["Nothing yet"]);
    expect(await page.locator("#count").textContent()).toBe("0");
  });

  test("goes on after the page was idle", async () => {
    await press("Write");
    await press("Write");
    await expect.poll(texts).toEqual(["<b>1</b>", "<b>2</b>"]);
    await page.waitForTimeout(1_200);
    await press("Write");
    await expect.poll(texts).toEqual(["<b>1</b>", "<b>2</b>", "<b>3</b>"]);
  });
});
