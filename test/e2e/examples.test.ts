import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { launchBrowser } from "./browser.ts";
import { ExampleServer } from "./example-server.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

async function start(script: string): Promise<ExampleServer> {
  const server = await ExampleServer.start(script);
  onTestFinished(() => server.remove());
  return server;
}

async function open(address: string): Promise<Page> {
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

test("the counter of the README counts", async () => {
  const { address } = await start("examples/counter/main.ts");
  const page = await open(address);
  await page.waitForFunction(() => globalThis.liveloom?.isConnected);
  await page.getByRole("button", { name: "One more" }).click();
  await expect.poll(() => page.locator("strong").textContent()).toBe("1");
  await page.getByLabel("How many").fill("20");
  await page.getByRole("button", { name: "Add" }).click();
  await expect.poll(() => page.locator("strong").textContent()).toBe("21");
});

test("the notice board of the guide shows a note to everybody, and lets only some write", async () => {
  const { address } = await start("examples/notice-board/main.ts");
  const [ada, ben] = await Promise.all([open(address), open(address)]);
  for (const [page, username] of [
    [ada, "ada"],
    [ben, "ben"],
  ] as const) {
    await page.getByLabel("Username").fill(username);
    await page.getByLabel("Password").fill("weaving-is-fun");
    await page.getByRole("button", { name: "Log in" }).click();
    await page.waitForFunction(() => globalThis.liveloom?.isConnected);
  }
  expect(await ben.getByLabel("Note").count()).toBe(0);
  await ada.getByLabel("Note").fill("Hello <b>there</b>");
  await ada.getByRole("button", { name: "Post" }).click();
  for (const page of [ada, ben]) {
    await expect.poll(() => page.getByRole("listitem").allTextContents()).toEqual(["Hello <b>there</b> ada"]);
  }
  await ben.evaluate(() => globalThis.liveloom.push("post", { text: "me too" }));
  await expect.poll(() => ben.getByRole("alert").textContent()).toContain("ask for permission");
  expect(await ada.getByRole("listitem").count()).toBe(1);
});
