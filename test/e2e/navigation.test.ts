import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { freshPage, holdRequests, launchBrowser } from "./browser.ts";
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
  await page.setViewportSize({ width: 800, height: 600 });
  await open("/");
  await page.evaluate(() => fetch("/log/"));
});

afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

async function open(path: string): Promise<void> {
  await page.goto(server.address + path);
  await connected();
  // Lost when a document is loaded.
  await page.evaluate(() => Object.assign(globalThis, { isSameDocument: true }));
}

const connected = () => page.waitForFunction(() => globalThis.liveloom?.isConnected);
const isSameDocument = () => page.evaluate(() => "isSameDocument" in globalThis);
const heading = (text: string) => expect.poll(() => page.locator("h1").textContent()).toBe(text);
const state = (text: string) => expect.poll(() => page.locator("#state").textContent()).toBe(text);
const address = () => page.url().slice(server.address.length);
const title = (text: string) => expect.poll(() => page.title()).toBe(text);
const scrolled = () => page.evaluate(() => Math.round(scrollY));
const log = (): Promise<string[]> => page.evaluate(async () => (await fetch("/log/")).json());

describe("a patch", () => {
  test("shows another address of the view, with its state and what was typed", async () => {
    await page.locator("#typed").fill("kept");
    await page.locator("#click").click();
    await state("1  1");
    await page.locator("#two").click();
    await state("2  1");
    await title("List 2 · Site");
    expect(address()).toBe("/?page=2");
    expect(await page.locator("#typed").inputValue()).toBe("kept");
    expect(await page.locator("meta[name=description]").getAttribute("content")).toBe("Page 2");
    expect(await log()).toEqual(["params /?page=2"]);
    expect(await isSameDocument()).toBe(true);
  });

  test("of an event changes one value of the query and keeps the others", async () => {
    await open("/?tag=x&tag=y");
    await page.locator("#next").click();
    await state("2 x+y 0");
    await expect.poll(address).toBe("/?tag=x&tag=y&page=2");
    await page.goBack();
    await state("1 x+y 0");
    expect(await isSameDocument()).toBe(true);
  });

  test("with replace leaves no history entry", async () => {
    await page.locator("#two").click();
    await state("2  0");
    await page.locator("#three").click();
    await state("3 a+b 0");
    await page.locator("#replace").click();
    await state("9  0");
    await page.goBack();
    await state("1  0");
    expect(address()).toBe("/");
  });

  test("back and forward restore the state, the title and the scroll position", async () => {
    await page.evaluate(() => scrollTo(0, 1500));
    await page.locator("#two").evaluate((link: HTMLElement) => link.click());
    await state("2  0");
    expect(await scrolled()).toBeLessThan(600);
    await page.goBack();
    await state("1  0");
    await title("List 1 · Site");
    await expect.poll(scrolled).toBe(1500);
    await page.goForward();
    await state("2  0");
    await title("List 2 · Site");
    expect(await isSameDocument()).toBe(true);
    expect((await log()).filter((line) => line.startsWith("mount"))).toEqual([]);
  });

  test("to a place on the page scrolls there", async () => {
    await page.locator("#four").click();
    await state("4  0");
    expect(address()).toBe("/?page=4#bottom");
    expect(await scrolled()).toBeGreaterThan(1000);
  });

  test("by a form sends its fields in the address", async () => {
    await page.locator("#search input").fill("6");
    await page.locator("#search button").click();
    await state("6  0");
    expect(address()).toBe("/?page=6");
    expect(await isSameDocument()).toBe(true);
  });

  test("by a form that is posted is the browser's", async () => {
    const isPrevented = await page.evaluate(() => {
      const form = document.querySelector("#search");
      form?.setAttribute("method", "POST");
      const submit = new SubmitEvent("submit", { bubbles: true, cancelable: true });
      form?.dispatchEvent(submit);
      return submit.defaultPrevented;
    });
    expect(isPrevented).toBe(false);
  });

  test("to a query that does not fit loads the page that says so", async () => {
    await page.locator("#strict").click();
    await heading("There is nothing here");
    expect(address()).toBe("/?strict=no");
  });

  test("to another view is an error, and the page works on", async () => {
    await page.locator("#astray").click();
    await expect.poll(() => page.locator(".live-notice").textContent()).toContain("patch()");
    await page.locator("#evil").click();
    await expect.poll(() => page.locator(".live-notice").textContent()).toContain("navigate()");
    await page.locator("#click").click();
    await state("1  1");
    expect(address()).toBe("/");
  });

  test("survives a restart of the server: the page is mounted at the address it has", async () => {
    await page.locator("#two").click();
    await state("2  0");
    await server.stop();
    await server.start();
    await expect.poll(log, { timeout: 15_000 }).toContain("params /?page=2");
    await page.locator("#click").click();
    await state("2  1");
    expect(await isSameDocument()).toBe(true);
  });
});

describe("a navigation", () => {
  test("shows another view in the same document, from the top, with its heading focused and announced", async () => {
    await page.evaluate(() => scrollTo(0, 1500));
    await page.locator("#detail").evaluate((link: HTMLElement) => link.click());
    await heading("Detail 1");
    await title("Detail 1 · Site");
    expect(address()).toBe("/detail/1/");
    expect(await scrolled()).toBe(0);
    expect(await isSameDocument()).toBe(true);
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Detail 1");
    await expect.poll(() => page.locator(".live-announcer").textContent()).toBe("Detail 1 · Site");
    await page.locator("#click").click();
    await expect.poll(() => page.locator("#click").textContent()).toBe("1");
  });

  test("back and forward restore the pages and where they were scrolled to", async () => {
    await page.evaluate(() => scrollTo(0, 1500));
    await page.locator("#detail").evaluate((link: HTMLElement) => link.click());
    await heading("Detail 1");
    await page.evaluate(() => scrollTo(0, 700));
    await page.locator("#next-detail").evaluate((link: HTMLElement) => link.click());
    await heading("Detail 2");
    await page.goBack();
    await heading("Detail 1");
    await expect.poll(scrolled).toBe(700);
    await page.goBack();
    await heading("List 1");
    await expect.poll(scrolled).toBe(1500);
    await page.evaluate(() => history.go(2));
    await heading("Detail 2");
    expect(await isSameDocument()).toBe(true);
  });

  test.each([
    ["of another view", "#detail", "Detail 1"],
    ["of the same view", "#two", "List 2"],
  ])("a page %s is shown, also to who goes back to it before the script is there", async (_, link, there) => {
    await page.locator(link).click();
    await title(`${there} · Site`);
    const release = await holdRequests(page, "**/navigation*");
    await page.reload();
    await page.goBack();
    release();
    await title("List 1 · Site");
    await state("1  0");
    await page.goForward();
    await title(`${there} · Site`);
  });

  test("after a reload goes back to where the page was scrolled to", async () => {
    await page.locator("#detail").click();
    await heading("Detail 1");
    await page.evaluate(() => scrollTo(0, 700));
    await page.reload();
    await connected();
    await expect.poll(scrolled).toBe(700);
    await page.goBack();
    await heading("List 1");
  });

  test("scrolls to the place that the address names", async () => {
    await page.locator("#place").click();
    await heading("Detail 2");
    expect(await scrolled()).toBeGreaterThan(1000);
    expect(address()).toBe("/detail/2/#place");
  });

  test("keeps the layout's links right", async () => {
    const current = (id: string) => page.locator(id).getAttribute("aria-current");
    expect([await current("#nav-list"), await current("#nav-detail")]).toEqual(["page", null]);
    await page.locator("#detail").click();
    await heading("Detail 1");
    await expect.poll(() => current("#nav-detail")).toBe("true");
    expect(await current("#nav-list")).toBeNull();
  });

  test("focuses what asks for it, and shows a bar when it takes a while", async () => {
    await page.locator("#slow").click();
    await expect.poll(() => page.locator(".live-progress").count()).toBe(1);
    await heading("Slow");
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("name");
    await expect.poll(() => page.locator(".live-progress").count()).toBe(0);
  });

  test("is left for a later one: the last click wins", async () => {
    await page.locator("#slow").click();
    await page.locator("#detail").click();
    await heading("Detail 1");
    await expect.poll(log).toEqual(["mount slow", "unmount slow", "mount detail 1"]);
    await page.goBack();
    await heading("List 1");
    expect(address()).toBe("/");
  });

  test("is taken back by Back", async () => {
    await page.locator("#two").click();
    await state("2  0");
    await page.locator("#slow").click();
    await page.goBack();
    await state("1  0");
    await page.waitForTimeout(700);
    await state("1  0");
    expect(address()).toBe("/");
  });

  test("does first what was asked of the old view, and nothing afterwards", async () => {
    await page.evaluate(() => {
      for (const id of ["slow-click", "detail", "click"]) document.getElementById(id)?.click();
    });
    await heading("Detail 1");
    expect(await log()).toEqual(["mount detail 1", "slow click done"]);
    await page.waitForTimeout(100);
    expect(await page.locator("#click").textContent()).toBe("0");
  });

  test("that fails leaves the page as it is, with a notice", async () => {
    await page.locator("#broken").click();
    await expect.poll(() => page.locator(".live-notice").textContent()).toMatch(/\([0-9a-f]{8}\)$/);
    await page.locator("#click").click();
    await state("1  1");
    expect(address()).toBe("/");
  });

  test("follows a redirect, and says what was to be said", async () => {
    await page.locator("#moved").click();
    await heading("Detail 7");
    expect(address()).toBe("/detail/7/");
    await expect.poll(() => page.locator("[live-messages] [role=alert]").textContent()).toBe("Moved here");
    expect(await isSameDocument()).toBe(true);
    await page.locator("#next-detail").click();
    await heading("Detail 8");
    await expect.poll(() => page.locator("[live-messages] p").count()).toBe(0);
  });

  test("to what is no live view loads it", async () => {
    await page.locator("#plain").click();
    await heading("Plain");
    await page.goBack();
    await heading("List 1");
    await connected();
    await page.locator("#secret").click();
    await heading("You may not see this");
  });

  test("to a download leaves the page usable", async () => {
    const download = page.waitForEvent("download");
    await page.locator("#file").click();
    await download;
    await page.locator("#click").click();
    await state("1  1");
  });

  interface Click {
    readonly ctrlKey?: boolean;
    readonly metaKey?: boolean;
    readonly shiftKey?: boolean;
    readonly altKey?: boolean;
    readonly button?: number;
  }

  test.each<[string, Click, Record<string, string>]>([
    ["the control key", { ctrlKey: true }, {}],
    ["the command key", { metaKey: true }, {}],
    ["the shift key", { shiftKey: true }, {}],
    ["the option key", { altKey: true }, {}],
    ["another button", { button: 1 }, {}],
    ["a target", {}, { target: "_blank" }],
    ["a file to download", {}, { download: "" }],
    ["another site", {}, { href: "https://example.com/" }],
    ["an address that is none", {}, { href: "javascript:void 0" }],
    ["another place on the page", {}, { href: "#bottom" }],
  ])("with %s is left to the browser", async (_, init, changes) => {
    const isPrevented = await page.evaluate(
      ([init, changes]) => {
        const link = document.querySelector("#detail");
        for (const [name, value] of Object.entries(changes)) link?.setAttribute(name, value);
        const click = new MouseEvent("click", { ...init, bubbles: true, cancelable: true });
        let isPrevented = false;
        addEventListener("click", () => {
          isPrevented = click.defaultPrevented;
          click.preventDefault();
        });
        link?.dispatchEvent(click);
        return isPrevented;
      },
      [init, changes] as const,
    );
    expect(isPrevented).toBe(false);
  });

  test("to a place on the page scrolls there, and Back scrolls back", async () => {
    await page.locator("#hash").click();
    await expect.poll(scrolled).toBeGreaterThan(1000);
    expect(address()).toBe("/#bottom");
    await page.goBack();
    await expect.poll(scrolled).toBe(0);
    expect((await log()).filter((line) => line.startsWith("params"))).toEqual([]);
  });

  test("without a connection is a normal load", async () => {
    await page.context().setOffline(false);
    await page.evaluate(() => {
      const { WebSocket } = globalThis;
      globalThis.WebSocket = class extends WebSocket {
        constructor() {
          super("ws://localhost:1/");
        }
      };
    });
    await server.stop();
    await expect.poll(() => page.evaluate(() => globalThis.liveloom.isConnected)).toBe(false);
    await server.start();
    await page.locator("#detail").click();
    await heading("Detail 1");
    expect(await isSameDocument()).toBe(false);
  });

  test("by a script is like one by a link", async () => {
    await page.evaluate(() => globalThis.liveloom.navigate("/detail/4/"));
    await heading("Detail 4");
    expect(await isSameDocument()).toBe(true);
  });

  test("back from the browser's cache shows the entry that was gone to", async () => {
    await page.locator("#two").click();
    await state("2  0");
    await page.evaluate(() => {
      history.replaceState(history.state, "", "/?page=3");
      dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    });
    await state("3  0");
  });

  test("a double click on a link does nothing on the page it leads to", async () => {
    const box = await page.locator("#detail").boundingBox();
    await page.mouse.dblclick((box?.x ?? 0) + 2, (box?.y ?? 0) + 2);
    await heading("Detail 1");
    await page.waitForTimeout(100);
    expect(address()).toBe("/detail/1/");
  });
});

test("without JavaScript the links, forms and messages work", async () => {
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const tab = await plain.newPage();
  await tab.goto(server.address);
  await tab.locator("#two").click();
  expect(await tab.locator("#state").textContent()).toBe("2  0");
  await tab.locator("#search button").click();
  expect(await tab.locator("#state").textContent()).toBe("5  0");
  await tab.locator("#moved").click();
  expect(await tab.locator("h1").textContent()).toBe("Detail 7");
  expect(await tab.locator("[live-messages] p").allTextContents()).toEqual(["Moved here"]);
  expect(await tab.locator("#nav-detail").getAttribute("aria-current")).toBe("true");
  await plain.close();
});
