import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { freshPage, launchBrowser } from "./browser.ts";
import { ExampleServer } from "./example-server.ts";

let browser: Browser;
let server: ExampleServer;
let page: Page;
/** What the server sent since the page was opened. */
let frames: string[];

beforeAll(async () => {
  [server, browser] = await Promise.all([
    ExampleServer.start("test/e2e/pages/components.ts"),
    launchBrowser(),
  ]);
});

beforeEach(async () => {
  page = await freshPage(browser);
  frames = [];
  page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => frames.push(String(payload))));
  await page.goto(server.address);
  await connected();
});

afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

const connected = () => page.waitForFunction(() => globalThis.liveloom?.isConnected);
const button = (item: number, name: string) => page.locator(`#item-${item}`).getByRole("button", { name });
const shows = (...texts: string[]) =>
  expect
    .poll(async () => (await page.locator("output").allTextContents()).map((text) => text.trim()))
    .toEqual(texts);

test("a component's event changes it alone, with a patch of a few bytes", async () => {
  await button(2, "click").click();
  await shows("1: 0", "2: 1", "3: 0");
  const patch = frames.filter((frame) => frame.startsWith("[1,0,1,"));
  expect(patch).toHaveLength(1);
  expect(patch[0]?.length).toBeLessThan(80);
});

test("a component that moves keeps its state, its element and what was typed", async () => {
  await page.getByLabel("Note 3").fill("hello");
  await shows("1: 0", "2: 0", "3: 0 hello");
  await page.evaluate(() => document.getElementById("item-3")?.setAttribute("data-mine", "yes"));
  await page.getByRole("button", { name: "reverse" }).click();
  await shows("3: 0 hello", "2: 0", "1: 0");
  expect(await page.locator("#item-3").getAttribute("data-mine")).toBe("yes");
  expect(await page.getByLabel("Note 3").inputValue()).toBe("hello");
  await button(3, "click").click();
  await shows("3: 1 hello", "2: 0", "1: 0");
});

test("a callback changes the parent, and a component that is gone says nothing", async () => {
  const refused: string[] = [];
  await page.exposeFunction("note", (code: string) => void refused.push(code));
  await page.evaluate(() =>
    document.addEventListener("live:refused", (event) =>
      Reflect.apply(Reflect.get(window, "note"), window, [(event as CustomEvent).detail.code]),
    ),
  );
  const name = await button(2, "click").getAttribute("live-click");
  await button(2, "remove").click();
  await shows("1: 0", "3: 0");
  await expect.poll(() => page.locator("h1").textContent()).toBe("1 3");
  await page.evaluate((event) => globalThis.liveloom.push(event), name ?? "");
  await expect.poll(() => refused).toEqual(["LV-COMPONENT-GONE"]);
  expect(await page.locator("body").textContent()).not.toContain("no longer there");
  await page.evaluate((event) => globalThis.liveloom.push(event), "nothing");
  await expect.poll(() => page.locator("body").textContent()).toContain("This does not exist.");
});

test("components inside a slot go and come with it, anew", async () => {
  await button(1, "click").click();
  await shows("1: 1", "2: 0", "3: 0");
  const toggle = page.getByRole("button", { name: "panel" });
  await toggle.click();
  await shows();
  await toggle.click();
  await shows("1: 0", "2: 0", "3: 0");
  await button(1, "click").click();
  await shows("1: 1", "2: 0", "3: 0");
});

test("a component that fails gives way to what it shows then, and the page lives on", async () => {
  await button(1, "break").click();
  await expect.poll(() => page.getByRole("alert").textContent()).toBe("The panel has failed.");
  await page.getByRole("button", { name: "reverse" }).click();
  await expect.poll(() => page.locator("h1").textContent()).toBe("3 2 1");
  await page.getByRole("button", { name: "mend" }).click();
  await shows("3: 0", "2: 0", "1: 0");
});

test("what is done while the server restarts reaches the component it was meant for", async () => {
  await button(2, "click").click();
  await shows("1: 0", "2: 1", "3: 0");
  await server.stop();
  await page.waitForFunction(() => document.documentElement.hasAttribute("live-disconnected"));
  await button(3, "click").click();
  await server.start();
  await page.waitForFunction(() => globalThis.liveloom?.isConnected, undefined, { timeout: 20_000 });
  await shows("1: 0", "2: 0", "3: 1");
});

test("a page that others have changed is sent as a whole, with the state of its components", async () => {
  await button(2, "click").click();
  await shows("1: 0", "2: 1", "3: 0");
  await page.evaluate(() => document.querySelector("#item-1")?.remove());
  await button(3, "click").click();
  await shows("1: 0", "2: 1", "3: 1");
  await button(1, "click").click();
  await shows("1: 1", "2: 1", "3: 1");
});

test("a component has timers, hears messages, says something, and goes to other addresses, until it is gone", async () => {
  await page.goto(`${server.address}/clock/`);
  await connected();
  const clock = page.locator("#clock");
  await expect.poll(async () => Number(await clock.locator("time").textContent())).toBeGreaterThan(2);
  await clock.getByRole("button", { name: "tell" }).click();
  await expect.poll(() => clock.locator("i").textContent()).toBe("heard");
  await clock.getByRole("button", { name: "say" }).click();
  await expect.poll(() => page.locator(".live-message").textContent()).toBe("It is late");
  await clock.getByRole("button", { name: "turn" }).click();
  await expect.poll(() => clock.locator("a").textContent()).toBe("/clock/?turned");
  expect(new URL(page.url()).search).toBe("?turned");
  await clock.getByRole("button", { name: "stop" }).click();
  await expect.poll(() => clock.count()).toBe(0);
  expect(server.output).not.toContain("error");
});
