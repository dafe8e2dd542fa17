import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { freshPage, launchBrowser } from "./browser.ts";
import { ExampleServer } from "./example-server.ts";

let browser: Browser;
let server: ExampleServer;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([ExampleServer.start("test/e2e/pages/focus.ts"), launchBrowser()]);
});

beforeEach(async () => {
  page = await freshPage(browser);
  page.on("pageerror", (error) => expect.fail(`The page threw ${error}`));
  await open("/");
});

afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

async function open(path: string): Promise<void> {
  await page.goto(server.address + path);
  await page.waitForFunction(() => globalThis.liveloom?.isConnected);
}

const focused = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.localName);
const focuses = (id: string) => expect.poll(focused).toBe(id);
const push = (name: string) => page.evaluate((event) => globalThis.liveloom.ask(event), name);

/** Makes the client ask for the whole view at the next patch. */
const disturb = () => page.evaluate(() => document.querySelector("output")?.setAttribute("lv", "x"));

describe("what comes with autofocus", () => {
  test.each(["a patch", "a resync"])("gets the focus when it comes, again and again, in %s", async (kind) => {
    for (const _ of [1, 2]) {
      if (kind === "a resync") await disturb();
      await page.locator("#show").click();
      await focuses("wanted");
      await page.locator("#show").click();
      await expect.poll(() => page.locator("#wanted").count()).toBe(0);
    }
  });

  test("gets it from a box that was ticked, too, and by itself when nothing has it", async () => {
    await page.locator("#box").click();
    await focuses("wanted");
    await push("show");
    await focuses("body");
    await push("show");
    await focuses("wanted");
  });

  test("does not take it from a field that somebody is typing in", async () => {
    await page.locator("#text").fill("my wor");
    await push("show");
    await page.locator("#wanted").waitFor();
    expect(await focused()).toBe("text");
    await page.locator("#text").pressSequentially("ds");
    expect(await page.locator("#text").inputValue()).toBe("my words");
  });

  test("takes it from the field whose Enter has brought it, unless they have gone on typing", async () => {
    await page.locator("#text").fill("one");
    await page.locator("#text").press("Enter");
    await focuses("row1");
    await page.locator("#text").fill("two");
    await page.evaluate(() => {
      const field = document.querySelector<HTMLInputElement>("#text");
      field?.form?.requestSubmit();
      field?.dispatchEvent(new InputEvent("input", { bubbles: true }));
    });
    await page.locator("#row2").waitFor();
    expect(await focused()).toBe("text");
  });

  test("does not take it again when the whole view is sent", async () => {
    await page.locator("#show").click();
    await focuses("wanted");
    await page.locator("#box").focus();
    await disturb();
    await push("add");
    await focuses("row1");
    await page.locator("#box").focus();
    await disturb();
    await push("show");
    await expect.poll(() => page.locator("#wanted").count()).toBe(0);
    expect(await focused()).toBe("box");
  });

  test("gets it on the page that a link leads to, also when the first cannot", async () => {
    await page.locator("#away").click();
    await focuses("there");
    await page.goBack();
    await focuses("h1");
  });
});

describe("a dialog that the server opens", () => {
  const isModal = (id: string) => page.locator(id).evaluate((dialog) => dialog.matches(":modal"));
  const opens = (id: string) => expect.poll(() => isModal(id)).toBe(true);
  const closes = (id: string) =>
    expect.poll(() => page.locator(id).evaluate((dialog) => (dialog as HTMLDialogElement).open)).toBe(false);
  const hears = (...what: string[]) =>
    expect.poll(() => page.locator("output").textContent()).toBe(JSON.stringify(what));

  test("is modal, has the focus where it wants it, and gives it back to what it was opened from", async () => {
    for (const _ of [1, 2]) {
      await page.locator("#edit").click();
      await opens("#kept");
      await focuses("name");
      await page.locator("#stop").click();
      await closes("#kept");
      await focuses("edit");
    }
    await push("add");
    await hears();
  });

  test("tells the view when people close it, and can be opened again", async () => {
    await page.locator("#edit").click();
    await opens("#kept");
    await page.keyboard.press("Escape");
    await hears("closed kept");
    await focuses("edit");
    await page.locator("#edit").click();
    await opens("#kept");
    await page.locator("#choose").click();
    await hears("closed kept", "closed kept chosen");
    await page.locator("#edit").click();
    await opens("#kept");
    await page.locator("#hide").click();
    await hears("closed kept", "closed kept chosen", "closed kept");
    await closes("#kept");
  });

  test("stays open with what was typed while a submit fails, and closes when it does not", async () => {
    await page.locator("#edit").click();
    await opens("#kept");
    await page.locator("#name").fill("ab");
    await page.locator("#name").press("Enter");
    await expect.poll(() => page.locator("#error").textContent()).toBe("Too short");
    expect(await isModal("#kept")).toBe(true);
    expect([await focused(), await page.locator("#name").inputValue()]).toEqual(["name", "ab"]);
    await page.locator("#name").fill("abc");
    await page.locator("#save").click();
    await hears("saved abc");
    await closes("#kept");
    await focuses("edit");
  });

  test("keeps the focus in it: what comes elsewhere does not get it, what comes in it does", async () => {
    await page.locator("#edit").click();
    await opens("#kept");
    await page.locator("#stop").focus();
    await push("show");
    await focuses("inner");
  });

  test.each(["a patch", "a resync"])("stays open or closed as people left it through %s", async (kind) => {
    await page.locator("#edit").click();
    await opens("#kept");
    if (kind === "a resync") await disturb();
    await push("add");
    await page.locator("#row1").waitFor({ state: "attached" });
    expect(await isModal("#kept")).toBe(true);
    if (kind === "a resync") await disturb();
    await push("edit");
    await closes("#kept");
    await focuses("edit");
    expect(await page.evaluate(() => document.querySelector(":modal"))).toBeNull();
  });

  test("may come and go with its content, and gives the focus back", async () => {
    for (const way of ["#done", "Escape"]) {
      await page.locator("#create").click();
      await opens("#new");
      await focuses("first");
      if (way === "Escape") await page.keyboard.press(way);
      else await page.locator(way).click();
      await expect.poll(() => page.locator("#new").count()).toBe(0);
      await focuses("create");
    }
    await hears("closed new");
  });

  test("may be kept open: the view is asked, and nobody else", async () => {
    await page.locator("#ask").click();
    await opens("#asking");
    await page.keyboard.press("Escape");
    await hears("cancelled");
    expect(await isModal("#asking")).toBe(true);
    await page.locator("#answer").click();
    await hears("cancelled", "closed asking");
    await page.locator("#edit").click();
    await opens("#kept");
    await page.locator("#file").dispatchEvent("cancel", { bubbles: true });
    await push("add");
    await hears("cancelled", "closed asking");
  });

  test("is open without a script, too", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(server.address);
    expect(await plain.locator("#name").isVisible()).toBe(false);
    await plain.locator("#edit").click();
    await plain.locator("#name").waitFor();
    await plain.locator("#name").fill("ab");
    await plain.locator("#save").click();
    await expect.poll(() => plain.locator("#error").textContent()).toBe("Too short");
    await plain.locator("#name").fill("abc");
    await plain.locator("#save").click();
    await expect.poll(() => plain.locator("output").textContent()).toBe('["saved abc"]');
    expect(await plain.locator("#name").isVisible()).toBe(false);
    await context.close();
  });

  test("is modal, too, when it was open in the page's first HTML", async () => {
    await open("/?open");
    await opens("#kept");
    await focuses("name");
    await page.keyboard.press("Escape");
    await hears("closed kept");
  });
});

describe("what the view has the browser do", () => {
  const classes = (selector: string) => page.locator(selector).getAttribute("class");

  beforeEach(() => open("/run/"));

  test("is done after the change of the same event, in order, for the view itself without a target", async () => {
    await expect.poll(() => classes("h1")).toBe("mounted");
    await page.evaluate(() =>
      addEventListener("app:stepped", (event) => {
        const { detail, target } = event as CustomEvent;
        Object.assign(globalThis, { stepped: [detail, (target as Element).hasAttribute("live-view")] });
      }),
    );
    await page.locator("#step").click();
    await focuses("made1");
    await expect.poll(() => page.evaluate("globalThis.stepped")).toEqual([{ n: 1 }, true]);
    await expect.poll(() => classes("[live-view]")).toBe("stepped");
    await page.locator("#step").click();
    await focuses("made2");
  });

  test("comes from tasks and messages, too, and may call events", async () => {
    await page.locator("#work").click();
    await focuses("second");
    await page.locator("#wide").waitFor();
    await page.locator("#tell").focus();
    await page.locator("#tell").press("Enter");
    await expect.poll(() => page.locator("output").textContent()).toBe("8");
    await focuses("second");
  });

  test("is dropped with an event that fails", async () => {
    await page.locator("#fail").click();
    await page.locator("#step").click();
    await focuses("made1");
    expect(await page.locator("h1").isVisible()).toBe(true);
  });
});
