import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { freshPage, launchBrowser } from "./browser.ts";
import { ExampleServer } from "./example-server.ts";
import { pressOnArrival } from "./press-on-arrival.ts";

let browser: Browser;
let server: ExampleServer;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([ExampleServer.start("test/e2e/pages/gestures.ts"), launchBrowser()]);
});

beforeEach(async () => {
  page = await freshPage(browser);
});

afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

async function open(path: string): Promise<void> {
  await page.goto(server.address + path);
  await page.waitForFunction(() => globalThis.liveloom?.isConnected);
}

const log = () => page.locator("#log li").allTextContents();
const logs = (...lines: string[]) => expect.poll(log).toEqual(lines);

describe("the page tells", () => {
  beforeEach(() => open("/window/"));

  const key = (name: string, code: string, modifiers = "") =>
    `{"key":"${name}","code":"${code}","repeat":false,"modifiers":[${modifiers}]}`;

  test("of keys, except those that are typed into a field", async () => {
    await page.keyboard.press("k");
    await page.locator("#field").pressSequentially("k");
    await page.locator("#field").press("Escape");
    await page.locator("#field").press("Control+s");
    await page.keyboard.up("ArrowUp");
    await logs(
      `hear ${key("k", "KeyK")}`,
      `hear ${key("Escape", "Escape")}`,
      `hear ${key("s", "KeyS", '"ctrl"')}`,
    );
    expect(await page.locator("#field").inputValue()).toBe("k");
  });

  test("nothing of what live-stop keeps", async () => {
    await page.locator("#stop").press("k");
    await page.locator("#stop").blur();
    await page.keyboard.press("Escape");
    await expect.poll(log).toHaveLength(1);
  });

  test("of scrolling now and then, and of where it ended", async () => {
    await page.evaluate(async () => {
      for (let y = 0; y <= 500; y += 25) {
        scrollTo(0, y);
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    });
    await expect.poll(async () => (await log()).at(-1)).toBe('hear {"x":0,"y":500}');
    expect((await log()).length).toBeLessThan(10);
  });

  test("of a new size", async () => {
    await page.setViewportSize({ width: 500, height: 400 });
    await logs('hear {"width":500,"height":400}');
  });

  test("that it is online again", async () => {
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await logs('other {"is":"online"}');
  });

  test("that it is hidden or shown", async () => {
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
    await logs('hear {"visible":true}');
  });
});

test("what a change brings hears of keys from the moment it is there", async () => {
  await open("/later/");
  await pressOnArrival(page, "input", "Escape");
  await page.locator("#toggle").click();
  await expect.poll(log).not.toEqual([]);
  expect((await log())[0]).toContain('"key":"Escape"');
});

describe("what comes into view", () => {
  beforeEach(async () => {
    await page.setViewportSize({ width: 600, height: 500 });
    await open("/sight/");
  });

  test("asks for more until the view is full, and on when it is scrolled to", async () => {
    await expect.poll(() => page.locator("#pages").textContent()).toBe("3");
    await page.waitForTimeout(300);
    expect(await page.locator("#pages").textContent()).toBe("3");
    await page.evaluate(() => scrollTo(0, 10_000));
    await expect.poll(() => page.locator("#pages").textContent()).not.toBe("3");
  });

  test("does not ask when there is no event any more", async () => {
    for (const _ of Array(8)) {
      await page.evaluate(() => scrollTo(0, 100_000));
      await page.waitForTimeout(100);
    }
    await expect.poll(() => page.locator("#pages").textContent()).toBe("6");
  });

  test("is told of when it comes and goes, or once", async () => {
    const about = async (what: string) => (await log()).filter((line) => line.includes(what));
    await expect.poll(() => about("first")).toEqual(['hear {"p":"first"}']);
    await expect.poll(() => about("once")).toEqual(['hear {"p":"once"}']);
    await expect.poll(() => page.locator("#pages").textContent()).toBe("3");
    await page.evaluate(() => scrollTo(0, 100_000));
    await expect.poll(() => about("first")).toEqual(['hear {"p":"first"}', 'other {"p":"first"}']);
    await page.evaluate(() => scrollTo(0, 0));
    await expect.poll(() => about("first")).toHaveLength(3);
    expect(await about("once")).toHaveLength(1);
  });

  test("is told of again to a view that was mounted anew", async () => {
    await expect.poll(() => page.locator("#pages").textContent()).toBe("3");
    await server.stop();
    await server.start();
    await page.waitForFunction(() => globalThis.liveloom.isConnected, undefined, { timeout: 15_000 });
    await expect.poll(() => page.locator("#pages").textContent()).toBe("3");
    await expect.poll(async () => (await log()).sort()).toEqual(['hear {"p":"first"}', 'hear {"p":"once"}']);
  });
});

describe("a thousand events in a second", () => {
  /** Sends so many over a second, as fast as they are taken. */
  const storm = (count: number) =>
    page.evaluate(async (total) => {
      const heard: string[] = [];
      const shown: string[] = [];
      document.addEventListener("live:refused", (event) => heard.push((event as CustomEvent).detail.code));
      const watch = new MutationObserver((records) => {
        for (const { addedNodes } of records)
          for (const node of addedNodes)
            if (node.parentElement?.closest(".live-notice") || (node as Element).className === "live-notice")
              shown.push(node.textContent ?? "");
      });
      watch.observe(document.body, { childList: true, subtree: true });
      for (let sent = 0; sent < total; sent += total / 50) {
        for (let one = 0; one < total / 50; one++) globalThis.liveloom.push("other");
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      await new Promise((resolve) => setTimeout(resolve, 500));
      watch.disconnect();
      return { refused: heard.length, codes: [...new Set(heard)], shown: [...new Set(shown)] };
    }, count);

  test("are refused beyond the limit with one calm notice, and the page works on", async () => {
    await open("/");
    const { refused, codes, shown } = await storm(1_000);
    expect(refused).toBeGreaterThan(500);
    expect(["LV-RATE-LIMITED", "LV-NOT-SENT"]).toEqual(expect.arrayContaining(codes));
    expect(shown).toEqual(["Too many calls. Wait a moment and try again."]);
    expect((await log()).length).toBe(1_000 - refused);
    await page.waitForTimeout(1_500);
    await page.locator("#plain").click();
    await expect.poll(async () => (await log()).length).toBe(1_001 - refused);
  });

  test("that are more than fit into a message are not sent, and the connection stays", async () => {
    await open("/");
    await page.evaluate(() => globalThis.liveloom.push("hear", { text: "x".repeat(300_000) }));
    await expect
      .poll(() => page.locator(".live-notice").textContent())
      .toBe("This is too much to send at once.");
    await page.locator("#plain").click();
    await logs("other {}");
  });
});

describe("a template file", () => {
  beforeEach(() => open("/django/"));

  test("says the same by the same attributes", async () => {
    page.on("dialog", (dialog) => void dialog.accept());
    await page.locator("#search").pressSequentially("ab");
    await page.locator("#keys").press("Enter");
    await page.locator("#sure").click();
    await page.locator("#named").click();
    await logs(
      'search {"q":"ab"}',
      'hear {"k":"","key":"Enter","code":"Enter","repeat":false,"modifiers":[]}',
      'hear {"id":"3"}',
      "other {}",
    );
  });

  test("works after the view has rested", async () => {
    await page.waitForTimeout(2_000);
    await page.locator("#search").pressSequentially("ab");
    await logs('search {"q":"ab"}');
  });
});
