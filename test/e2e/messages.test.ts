import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { freshPage, launchBrowser } from "./browser.ts";
import { ExampleServer } from "./example-server.ts";

let browser: Browser;
let server: ExampleServer;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([
    ExampleServer.start("test/e2e/pages/navigation.ts"),
    launchBrowser(),
  ]);
});

beforeEach(async () => {
  page = await freshPage(browser);
  await open("/");
});

afterEach(() => page?.close());

afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

async function open(path: string): Promise<void> {
  await page.goto(server.address + path);
  await page.waitForFunction(() => globalThis.liveloom?.isConnected);
}

const heading = (text: string) => expect.poll(() => page.locator("h1").textContent()).toBe(text);
const state = (text: string) => expect.poll(() => page.locator("#state").textContent()).toBe(text);

describe("a message", () => {
  const shown = () => page.locator("[live-messages] p").allTextContents();

  test("is shown by the layout, once", async () => {
    await page.locator("#say").click();
    await expect.poll(shown).toEqual(["Here"]);
    await page.locator("#two").click();
    await state("2  0");
    await expect.poll(shown).toEqual([]);
  });

  test("can be dismissed by a person, one by one, and taken back by the view", async () => {
    const dismiss = page.getByRole("button", { name: "Dismiss" });
    await page.locator("#say-more").click();
    await expect.poll(shown).toEqual(["Here", "There"]);
    await dismiss.first().click();
    expect(await shown()).toEqual(["There"]);
    await page.locator("#say-more").click();
    await expect.poll(shown).toEqual(["Here", "There"]);
    await page.locator("#hush").click();
    await expect.poll(shown).toEqual(["There"]);
    await dismiss.press("Enter");
    expect(await shown()).toEqual([]);
  });

  test("that came with the page can be dismissed as well", async () => {
    await page.goto(`${server.address}/flash/?detail`);
    await heading("Detail 1");
    expect(await shown()).toEqual(["From afar"]);
    await page.getByRole("button", { name: "Dismiss" }).click();
    expect(await shown()).toEqual([]);
  });

  test("goes along to the next live view, and not further", async () => {
    await page.locator("#leave").click();
    await heading("Detail 1");
    await expect.poll(shown).toEqual(["Saved <b>"]);
    await page.reload();
    expect(await shown()).toEqual([]);
  });

  test("goes along to a page that is loaded, and not further", async () => {
    await page.locator("#download").click();
    await heading("Plain");
    expect(await shown()).toEqual(["Not allowed"]);
    await page.reload();
    expect(await shown()).toEqual([]);
  });

  test("of a plain route survives its redirect, and a view that reads its messages shows them itself", async () => {
    await open("/flash/");
    await heading("Talker");
    const own = () => page.locator("#own p").allTextContents();
    expect(await own()).toEqual(["success: From afar"]);
    expect(await shown()).toEqual([]);
    await page.locator("#say").click();
    await expect.poll(own).toEqual(["info: Mine"]);
    await page.locator("#hush").click();
    await expect.poll(own).toEqual([]);
    await page.locator("#say").click();
    await expect.poll(own).toEqual(["info: Mine"]);
    await page.reload();
    expect(await own()).toEqual([]);
  });
});
