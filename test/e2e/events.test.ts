import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { freshPage, launchBrowser } from "./browser.ts";
import { ExampleServer } from "./example-server.ts";

let browser: Browser;
let server: ExampleServer;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([ExampleServer.start("test/e2e/pages/events.ts"), launchBrowser()]);
});

beforeEach(async () => {
  page = await freshPage(browser);
  await page.goto(server.address);
  await page.waitForFunction(() => globalThis.liveloom?.isConnected);
});

afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

const shows = (text: string) => expect.poll(() => page.locator("output").textContent()).toBe(text);

test("a click sends the element's data", async () => {
  await page.locator("#click").click();
  await shows('clicked {"memberId":"3","x":"<i>"}');
});

test("a click inside a link counts for the link, and is not followed", async () => {
  await page.locator("#link span").click();
  await shows("clicked {}");
  expect(new URL(page.url()).pathname).toBe("/");
});

test("a click on a disabled button sends nothing", async () => {
  await page.locator("#off").dispatchEvent("click");
  await page.locator("#click").click();
  await expect.poll(() => page.locator("#count").textContent()).toBe("1");
});

test("typing sends the field's value at every key, and leaves the field alone", async () => {
  await page.locator("#typed").pressSequentially("abc");
  await shows('typed {"q":"abc"}');
  expect(await page.locator("#typed").inputValue()).toBe("abc");
  expect(await page.locator("#count").textContent()).toBe("3");
});

test("a change sends the field's value under its name", async () => {
  await page.locator("#select").selectOption("2");
  await shows('changed {"s":"2"}');
  await page.locator("#box").check();
  await shows('changed {"box":"yes"}');
  await page.locator("#box").uncheck();
  await shows("changed {}");
});

test("a change inside a form sends the whole form", async () => {
  await page.locator("#form input").first().fill("x");
  await page.locator("#form input").first().blur();
  await shows('changed {"form":"f","tag":["x","b"]}');
});

test("a submitted form sends its fields and the pressed button, and the page stays", async () => {
  await page.locator("#save").click();
  await shows('submitted {"form":"f","tag":["a","b"],"action":"save"}');
});

test("a form whose fields are named like methods works like any other", async () => {
  await page.goto(`${server.address}/clobbered/`);
  await page.waitForFunction(() => globalThis.liveloom?.isConnected);
  await page.evaluate(() => document.querySelector("button")?.click());
  const text = (selector: string) =>
    page.evaluate((query) => document.querySelector(query)?.textContent, selector);
  await expect
    .poll(() => text("output"))
    .toBe('submitted {"form":"c","matches":"x","getAttribute":"","dataset":""}');
  expect(await text("form b")).toBe("1");
});

test("a form is sent once however often it is submitted, and shows that it waits", async () => {
  const slow = page.locator("#slow");
  await slow.evaluate((form: HTMLFormElement) => {
    const note = () =>
      form.setAttribute("data-seen", `${form.dataset.seen ?? ""}${form.matches("[live-pending]")} `);
    new MutationObserver(note).observe(form, { attributeFilter: ["live-pending"] });
  });
  await slow.locator("button").dblclick();
  await expect.poll(() => slow.getAttribute("data-seen")).toBe("true false ");
  await page.locator("#click").click();
  await expect.poll(() => page.locator("#count").textContent()).toBe("2");
});

test("preformatted text keeps a line break at its start", async () => {
  expect(await page.locator("pre").evaluate((pre) => pre.textContent)).toBe("\nline");
});

test("an exception is shown as an id only, and the page works on", async () => {
  await page.locator("#fails").click();
  const notice = page.locator(".live-notice");
  await expect.poll(() => notice.textContent()).toMatch(/^Something went wrong\. \([0-9a-f]{8}\)$/);
  await page.locator("#click").click();
  await shows('clicked {"memberId":"3","x":"<i>"}');
});

test("a page that somebody else has taken apart is put together again", async () => {
  await page.evaluate(() => document.querySelector("#count b")?.remove());
  await page.locator("#click").click();
  await expect.poll(() => page.locator("#count b").textContent()).toBe("1");
  await page.locator("#link span").click();
  await expect.poll(() => page.locator("#count b").textContent()).toBe("2");
  await shows("clicked {}");
});

test("what others add to the page stays, as long as it is not in the way", async () => {
  await page.evaluate(() => document.querySelector("#count")?.before(document.createElement("aside")));
  await page.locator("#click").click();
  await expect.poll(() => page.locator("#count b").textContent()).toBe("1");
  expect(await page.locator("aside").count()).toBe(1);
});

test("a translated page takes patches, and has only the new text afterwards", async () => {
  await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: Node[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
      const font = document.createElement("font");
      text.parentNode?.replaceChild(font, text);
      font.append(`translated ${text.textContent}`);
    }
  });
  await page.locator("#click").click();
  await shows('clicked {"memberId":"3","x":"<i>"}');
  expect(await page.locator("#count b").textContent()).toBe("1");
});
