import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { freshPage, launchBrowser } from "./browser.ts";
import { ExampleServer } from "./example-server.ts";

let browser: Browser;
let server: ExampleServer;
let page: Page;
/** What the page has written into the browser's console. */
let complaints: string[];

beforeAll(async () => {
  [server, browser] = await Promise.all([
    ExampleServer.start("test/e2e/pages/handler-chains.ts"),
    launchBrowser(),
  ]);
});

beforeEach(async () => {
  page = await freshPage(browser);
  complaints = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
});

afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

async function open(name: string, on = page): Promise<void> {
  await on.goto(`${server.address}/${name}/`);
  await on.waitForFunction(() => globalThis.liveloom?.isConnected);
}

const countOf = async (name: string) =>
  Number(await (await page.request.get(`${server.address}/count/${name}/`)).text());

/** A call that was made before this one has been handled afterwards. */
async function ask(on: Page): Promise<void> {
  await on.evaluate(() => document.getElementById("ask")?.click());
  await expect.poll(() => on.locator("#answer").textContent()).toBe("answered");
}

const complains = () =>
  expect.poll(() => complaints.join(), { timeout: 20_000 }).toContain("again and again");

describe("a chain of answers that call ends", () => {
  test("of elements that are in view when they come", async () => {
    await open("appear");
    await complains();
    await ask(page);
    expect(await countOf("appear")).toBe(51);
  });

  test.each(["focus", "event"])("of %ss that updates give", async (name) => {
    await open(name);
    await page.getByRole("button", { name: "begin" }).click();
    await complains();
    await ask(page);
    expect(await countOf(name)).toBeLessThan(12);
  });

  test("of two pages that answer each other", async () => {
    await open("tabs");
    const other = await page.context().newPage();
    other.on("console", (message) => complaints.push(message.text()));
    await open("tabs", other);
    await page.getByRole("button", { name: "begin" }).click();
    await complains();
    for (const each of [page, other]) await ask(each);
    expect(await countOf("tabs")).toBeLessThan(12);
  });
});

describe("what people do is no chain", () => {
  test("when they press what their last press has brought", async () => {
    await open("press");
    for (let count = 0; count < 12; count++) {
      await expect.poll(() => page.locator("#spot").textContent()).toBe(String(count));
      await page.locator("#spot").press("Enter");
    }
    await expect.poll(() => page.locator("#spot").textContent()).toBe("12");
    expect(complaints).toEqual([]);
  });

  test("when they scroll to what their last scrolling has brought", async () => {
    await open("more");
    for (let count = 0; count < 12; count++) {
      await expect.poll(() => page.locator("#spot").textContent()).toBe(String(count));
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    }
    await expect.poll(() => page.locator("#spot").textContent()).toBe("12");
    expect(complaints).toEqual([]);
  });
});
