import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { freshPage, launchBrowser } from "./browser.ts";
import { ExampleServer } from "./example-server.ts";
import { Gateway } from "./gateway.ts";

let browser: Browser;
let server: ExampleServer;
let page: Page;
/** What the page sent and got, each as "> text" or "< text". */
let frames: string[];
let errors: string[];

beforeAll(async () => {
  [server, browser] = await Promise.all([ExampleServer.start("test/e2e/pages/nested.ts"), launchBrowser()]);
});

beforeEach(async () => {
  page = await open(server.address);
});

afterEach(() => {
  expect(errors).toEqual([]);
});

afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

async function open(address: string): Promise<Page> {
  const page = await freshPage(browser);
  frames = [];
  errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("websocket", (socket) => {
    socket.on("framesent", ({ payload }) => frames.push(`> ${payload}`));
    socket.on("framereceived", ({ payload }) => frames.push(`< ${payload}`));
  });
  await page.goto(address);
  await connected(page);
  return page;
}

function connected(page: Page) {
  return page.waitForFunction(() => globalThis.liveloom?.isConnected, undefined, { timeout: 20_000 });
}

const note = (name: string) => page.locator(`#note-${name}`);
const click = (name: string, button: string) => note(name).getByRole("button", { name: button }).click();
const onPage = (name: string) => page.getByRole("button", { name: `page ${name}` }).click();
const shows = (...texts: string[]) =>
  expect
    .poll(async () => (await page.locator("article output").allTextContents()).map((text) => text.trim()))
    .toEqual(texts);
const pageShows = (n: number) => expect.poll(() => page.locator("h1").textContent()).toBe(String(n));
const ticks = async () => Number(await page.locator("time").textContent());
const resyncs = () => frames.filter((frame) => /^> \[3,|^< \[4,/.test(frame));

describe("nested views in a browser", () => {
  test("count for themselves while the page around them is patched", async () => {
    const before = await ticks();
    for (let n = 1; n <= 5; n++) {
      await onPage("add");
      await click("two", "add");
      await pageShows(n);
    }
    await shows("one: 0", "two: 5");
    await expect.poll(ticks).toBeGreaterThan(before + 5);
    expect(resyncs()).toEqual([]);
  });

  test("keep what is typed in them when the page is patched and when they move", async () => {
    await page.getByLabel("Note two").focus();
    await page.keyboard.type("hel");
    await page.evaluate(() => globalThis.liveloom.push("reverse"));
    await expect.poll(() => page.locator("article").first().getAttribute("id")).toBe("note-two");
    await page.keyboard.type("lo");
    expect(await page.getByLabel("Note two").inputValue()).toBe("hello");
    await click("two", "add");
    await shows("two: 1 hello", "one: 0");
    expect(resyncs()).toEqual([]);
  });

  test("fail alone", async () => {
    expect(await page.getByText(/^This part of the page is not available/).count()).toBe(1);
    await click("one", "crash");
    await expect.poll(() => note("one").textContent()).toContain("one failed");
    await onPage("add");
    await pageShows(1);
    await click("two", "add");
    await expect.poll(() => note("two").textContent()).toContain("two: 1");
    await note("one").getByRole("button", { name: "add" }).click();
    await shows("one: 1", "two: 1");
  });

  test("that cannot be shown again are replaced by their own words", async () => {
    await page.evaluate(() => document.querySelector("#note-one output")?.remove());
    await click("one", "breaks");
    await expect.poll(() => note("one").textContent()).toContain("one failed");
    await onPage("add");
    await pageShows(1);
  });

  test("wait for nobody but themselves", async () => {
    await click("one", "slow");
    await click("two", "add");
    await onPage("add");
    await pageShows(1);
    await shows("one: 0", "two: 1");
    await shows("one: 10", "two: 1");
  });

  test("come and go", async () => {
    await onPage("more");
    await shows("one: 0", "two: 0", "three: 0");
    await click("three", "add");
    await shows("one: 0", "two: 0", "three: 1");
    expect(await note("three").locator("[aria-busy]").count()).toBe(0);
    await onPage("remove");
    await shows("two: 0", "three: 1");
    await click("three", "add");
    await shows("two: 0", "three: 2");
  });

  test("stay what they are when they are shown elsewhere", async () => {
    const inner = page.getByLabel("Note inner");
    await page.getByRole("button", { name: "outer" }).click();
    await inner.fill("kept");
    await onPage("elsewhere");
    await expect.poll(() => page.locator("footer #outer").textContent()).toBe("1");
    expect(await inner.inputValue()).toBe("kept");
    await page.getByRole("button", { name: "outer" }).click();
    await expect.poll(() => page.locator("footer #outer").textContent()).toBe("2");
    await page.locator("footer").getByRole("button", { name: "add" }).click();
    await expect.poll(() => page.locator("footer output").textContent()).toContain("inner: 1 kept");
  });

  test("end when the page goes elsewhere, and are there when it comes back", async () => {
    await click("one", "add");
    await shows("one: 1", "two: 0");
    await page.getByRole("link", { name: "other" }).click();
    await expect.poll(() => page.locator("h1").textContent()).toBe("Other");
    await page.waitForTimeout(200);
    const count = frames.length;
    await page.waitForTimeout(300);
    expect(frames.length).toBe(count);
    await page.getByRole("link", { name: "back" }).click();
    await shows("one: 0", "two: 0");
    await click("two", "add");
    await shows("one: 0", "two: 1");
    await expect.poll(ticks).toBeGreaterThan(2);
  });

  test("are mended when somebody else changes the page", async () => {
    await click("one", "add");
    await shows("one: 1", "two: 0");
    await page.evaluate(() => {
      document.querySelector("#note-two")?.remove();
      document.querySelector("#note-one output")?.remove();
    });
    await onPage("add");
    await click("one", "add");
    await shows("one: 2", "two: 0");
    await click("two", "add");
    await shows("one: 2", "two: 1");
  });
});

describe("a lost connection", () => {
  test("brings them back as they were", async () => {
    const gateway = await Gateway.open(server.address);
    await page.close();
    page = await open(gateway.address);
    await click("two", "add");
    await shows("one: 0", "two: 1");
    const before = await ticks();
    gateway.drop();
    await page.waitForFunction(() => document.documentElement.hasAttribute("live-disconnected"));
    await click("two", "add");
    await shows("one: 0", "two: 2");
    await expect.poll(ticks).toBeGreaterThan(before + 5);
    gateway.close();
  });

  test("after which the server is another one shows new ones, with what was typed", async () => {
    await page.getByLabel("Note two").fill("typed");
    await page.getByLabel("Note two").blur();
    await shows("one: 0", "two: 0 typed");
    await click("one", "add");
    await shows("one: 1", "two: 0 typed");
    await server.stop();
    await page.waitForFunction(() => document.documentElement.hasAttribute("live-disconnected"));
    await click("one", "add");
    await server.start();
    await connected(page);
    await shows("one: 1", "two: 0 typed");
    await click("one", "add");
    await shows("one: 2", "two: 0 typed");
  });
});

describe("nested views", () => {
  test("are live where no WebSocket gets through", async () => {
    const gateway = await Gateway.open(server.address);
    gateway.sockets = "refuse";
    await page.close();
    page = await open(gateway.address);
    await click("two", "add");
    await shows("one: 0", "two: 1");
    await onPage("more");
    await click("three", "add");
    await shows("one: 0", "two: 1", "three: 1");
    gateway.close();
  });

  test("work in a browser that runs no script", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    await page.close();
    page = await context.newPage();
    await page.goto(server.address);
    await click("two", "add");
    await shows("one: 0", "two: 1");
    await page.locator("header").getByRole("button", { name: "add" }).click();
    await onPage("add");
    await pageShows(1);
    await shows("one: 0", "two: 1");
    expect(await page.locator("header output").textContent()).toContain("inner: 1");
    await context.close();
  });
});
