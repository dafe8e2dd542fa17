import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { freshPage, launchBrowser } from "./browser.ts";
import { ExampleServer } from "./example-server.ts";

let browser: Browser;
let server: ExampleServer;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([ExampleServer.start("test/e2e/pages/fields.ts"), launchBrowser()]);
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

const shows = (text: string) => expect.poll(() => page.locator("output").textContent()).toBe(text);

/** A step of the server, without a click that would move the focus. */
async function step(number: number): Promise<void> {
  await page.evaluate(() => globalThis.liveloom.push("step"));
  await shows(`v${number}`);
}

/** Makes the client ask for the whole view at the next patch. */
const disturb = () => page.evaluate(() => document.querySelector("output")?.setAttribute("lv", "x"));

const kinds = ["a patch", "a resync"] as const;

const property = (selector: string, name: string) =>
  page
    .locator(selector)
    .evaluate((element, key) => (element as unknown as Record<string, unknown>)[key], name);

describe("a field", () => {
  test("shows the server's value, also after it was typed into and left", async () => {
    await page.locator("#typed").fill("mine");
    await page.locator("#step").click();
    await shows("v2");
    expect(await page.locator("#typed").inputValue()).toBe("v2");
  });

  test("keeps what is being typed, and where the caret is", async () => {
    await page.locator("#typed").fill("mine");
    await page.locator("#typed").press("ArrowLeft");
    await step(2);
    expect(await page.locator("#typed").inputValue()).toBe("mine");
    expect(await property("#typed", "selectionStart")).toBe(3);
    expect(await page.locator("#typed").getAttribute("value")).toBe("v2");
  });

  test("follows the server while it is typed into when it asks for that", async () => {
    await page.locator("#forced").pressSequentially("x");
    await shows("v1");
    expect(await page.locator("#forced").inputValue()).toBe("v1");
  });

  test("of text keeps what is being typed", async () => {
    await page.locator("#area").fill("mine");
    await step(1);
    expect(await page.locator("#area").inputValue()).toBe("mine");
    await page.locator("#typed").focus();
    await step(2);
    expect(await page.locator("#area").inputValue()).toBe("v2");
  });

  test("that is ticked or chosen follows the server after the user touched it", async () => {
    await page.locator("#box").click();
    await page.locator("#box").click();
    await page.locator("#select").selectOption("b");
    await step(1);
    const state = async () => [
      await page.locator("#box").isChecked(),
      await page.locator("#radio").isChecked(),
      await page.locator("#select").inputValue(),
      await property("#video", "muted"),
    ];
    expect(await state()).toEqual([true, true, "b", true]);
    await page.locator("#select").selectOption("b");
    await step(2);
    expect(await state()).toEqual([false, false, "a", false]);
  });
});

describe("a field that the server changes while somebody is in it", () => {
  const value = (selector: string) => page.locator(selector).inputValue();
  const leave = () => page.locator("#step").focus();

  test.each([
    ["#quiet", "a patch"],
    ["#area", "a patch"],
    ["#quiet", "a resync"],
    ["#area", "a resync"],
  ])("shows the latest value once it is left, when nothing was typed: %s, %s", async (field, kind) => {
    await step(1);
    await page.locator(field).focus();
    for (const number of [2, 3]) {
      if (kind === "a resync") await disturb();
      await step(number);
      expect(await value(field)).toBe("v1");
    }
    await leave();
    expect(await value(field)).toBe("v3");
  });

  test("shows what it showed from its first use on until it is left", async () => {
    await page.locator("#quiet").focus();
    await step(1);
    expect(await value("#quiet")).toBe("v0");
    await leave();
    expect(await value("#quiet")).toBe("v1");
  });

  test.each([
    ["#quiet", "a patch"],
    ["#area", "a patch"],
    ["#quiet", "a resync"],
    ["#area", "a resync"],
  ])("keeps what was typed before or after: %s, %s", async (field, kind) => {
    await page.locator(field).fill("mine");
    if (kind === "a resync") await disturb();
    await step(1);
    await leave();
    expect(await value(field)).toBe("mine");
    await page.locator(field).focus();
    await step(2);
    await page.locator(field).pressSequentially("!");
    await leave();
    expect(await value(field)).toBe("mine!");
  });

  test("shows what the server made of what it was told", async () => {
    await page.locator("#loud").fill("loud");
    await page.locator("#loud").press("Enter");
    await shows("v1");
    expect(await value("#loud")).toBe("loud");
    await leave();
    expect(await value("#loud")).toBe("LOUD");
  });

  test("keeps what was typed into it after the server was told", async () => {
    await page.locator("#typed").fill("a");
    await shows("v1");
    await page.locator("#typed").evaluate((field: HTMLInputElement) => {
      field.removeAttribute("live-input");
    });
    await page.locator("#typed").fill("ab");
    await leave();
    expect(await value("#typed")).toBe("ab");
  });

  test("keeps what is no number yet", async () => {
    await page.locator("#number").fill("");
    await page.locator("#number").pressSequentially("1e");
    await step(1);
    expect(await page.locator("#number").evaluate((field: HTMLInputElement) => field.validity.badInput)).toBe(
      true,
    );
  });

  test("keeps what was typed while another window is used", async () => {
    await page.locator("#quiet").fill("mine");
    await page
      .locator("#quiet")
      .evaluate((field) => field.dispatchEvent(new FocusEvent("focusout", { bubbles: true })));
    await step(1);
    await leave();
    expect(await value("#quiet")).toBe("mine");
  });
});

test("fields keep what was typed and chosen through a resync, as long as the server did not change them", async () => {
  await page.locator("#own-text").fill("mine");
  await page.locator("#own-area").fill("mine");
  await page.locator("#own-box").click();
  await page.locator("#own-select").selectOption("b");
  await page.locator("#typed").fill("mine");
  await page.locator("#step").focus();
  await disturb();
  await step(2);
  expect(await page.locator("#own-text").inputValue()).toBe("mine");
  expect(await page.locator("#own-area").inputValue()).toBe("mine");
  expect(await page.locator("#own-box").isChecked()).toBe(false);
  expect(await page.locator("#own-select").inputValue()).toBe("b");
  expect(await page.locator("#typed").inputValue()).toBe("v2");
});

describe("what the user opened", () => {
  test.each(kinds)("follows the server where the server says, in %s", async (kind) => {
    for (const [n, isOpen] of [true, false].entries()) {
      if (kind === "a resync") await disturb();
      await step(n + 1);
      expect(await property("#details", "open")).toBe(isOpen);
    }
  });

  test.each(kinds)("stays as people left it while the server says nothing new, in %s", async (kind) => {
    await step(1);
    await page.locator("#details summary").click();
    if (kind === "a resync") await disturb();
    await page.evaluate(() => globalThis.liveloom.push("typed", { value: "" }));
    await shows("v2");
    expect(await property("#details", "open")).toBe(false);
  });

  test.each(kinds)("follows the server also when it came with a patch, in %s", async (kind) => {
    await page.evaluate(() => globalThis.liveloom.push("widen"));
    await page.locator("#come-details").waitFor();
    if (kind === "a resync") await disturb();
    await step(1);
    expect(await property("#come-details", "open")).toBe(true);
  });

  test.each(kinds)("stays open through %s", async (kind) => {
    await page.locator("#own summary").click();
    await page.evaluate(() => document.querySelector("dialog")?.showModal());
    if (kind === "a resync") await disturb();
    await step(1);
    expect([await property("#own", "open"), await property("#dialog", "open")]).toEqual([true, true]);
    expect(await page.locator("#dialog").textContent()).toBe("v1");
  });
});

describe("an editor that the server changes while somebody is in it", () => {
  const text = (selector: string) => page.locator(selector).textContent();
  const leave = () => page.locator("#step").focus();
  const says = (selector: string, expected: string) => expect.poll(() => text(selector)).toBe(expected);

  test.each(kinds)("keeps what is being written through %s", async (kind) => {
    await page.locator("#editor").fill("my words");
    if (kind === "a resync") await disturb();
    await step(1);
    expect(await text("#editor")).toBe("my words");
    await leave();
    expect(await text("#editor")).toBe("my words");
    await step(2);
    await says("#editor", "v2");
  });

  test.each(kinds)("shows the latest once it is left, when nothing was written: %s", async (kind) => {
    await page.locator("#editor").focus();
    for (const number of [1, 2]) {
      if (kind === "a resync") await disturb();
      await step(number);
      expect(await text("#editor")).toBe("v0");
    }
    await leave();
    await says("#editor", "v2");
    await step(3);
    await says("#editor", "v3");
  });

  test("keeps what was written after the change, too", async () => {
    await page.locator("#editor").focus();
    await step(1);
    await page.locator("#editor").press("End");
    await page.locator("#editor").pressSequentially("!");
    await leave();
    expect(await text("#editor")).toBe("v0!");
  });

  test("shows what came in place of its content, and follows the server from then on", async () => {
    await page.locator("#rich").focus();
    await step(1);
    expect(await text("#rich")).toBe("v0?");
    await leave();
    expect(await text("#rich")).toBe("v1!");
    expect(await page.locator("#rich b").count()).toBe(1);
    await step(2);
    await says("#rich", "v2?");
  });

  test("shows what has changed in what came since", async () => {
    await page.locator("#rich").focus();
    await step(1);
    await page.evaluate(() => globalThis.liveloom.push("typed", { value: "" }));
    await shows("v2");
    expect(await text("#rich")).toBe("v0?");
    await leave();
    await says("#rich", "v2!");
    await step(3);
    await says("#rich", "v3?");
  });
});

test.each(kinds)(
  "ignored content is the browser's through %s, attributes with values are not",
  async (kind) => {
    await page.locator("#ignored").evaluate((element) => {
      element.setAttribute("class", "widget");
      element.innerHTML = "<canvas lv></canvas>";
    });
    if (kind === "a resync") await disturb();
    await step(1);
    expect(await page.locator("#ignored").evaluate((element) => element.innerHTML)).toBe(
      '<canvas lv=""></canvas>',
    );
    const ignored = page.locator("#ignored");
    expect(await ignored.getAttribute("data-n")).toBe("1");
    expect(await ignored.getAttribute("data-on")).toBe("true");
    expect(await ignored.getAttribute("class")).toBe("widget");
    if (kind === "a resync") await disturb();
    await step(2);
    expect(await ignored.getAttribute("data-on")).toBe(null);
  },
);

test("a frame and a field are the same elements after a patch and a resync", async () => {
  await page.evaluate(() => {
    Object.assign(globalThis, { kept: ["#frame", "#typed"].map((id) => document.querySelector(id)) });
  });
  const isKept = () =>
    page.evaluate(() =>
      (globalThis as unknown as { kept: Element[] }).kept.every((element) => element.isConnected),
    );
  await step(1);
  expect(await isKept()).toBe(true);
  await disturb();
  await step(2);
  expect(await isKept()).toBe(true);
});

test.each(["#row1", "#row2", "#row3"])(
  "the focus and the selection stay when their row moves: %s",
  async (row) => {
    await page.locator(row).fill("some text");
    await page.locator(row).evaluate((field: HTMLInputElement) => field.setSelectionRange(2, 5));
    await step(1);
    const active = await page.evaluate(() => {
      const { id, selectionStart, selectionEnd } = document.activeElement as HTMLInputElement;
      return [`#${id}`, selectionStart, selectionEnd];
    });
    expect(active).toEqual([row, 2, 5]);
  },
);

test("classes and styles come and go", async () => {
  const look = () =>
    page.locator("#box2").evaluate((element) => [element.className, element.getAttribute("style")]);
  expect(await look()).toEqual(["a", "width: 0px"]);
  await step(1);
  expect(await look()).toEqual(["a on", "width: 10px; color: red"]);
  expect(await page.locator("#box2").evaluate((element) => getComputedStyle(element).width)).toBe("10px");
});

test("parts of drawings and formulas are made in their namespaces", async () => {
  await page.locator("#widen").click();
  const namespaces = () =>
    page.evaluate(() =>
      ["rect", "circle", "mfrac", "mi"].map((name) => document.querySelector(name)?.namespaceURI),
    );
  const [svg, math] = ["http://www.w3.org/2000/svg", "http://www.w3.org/1998/Math/MathML"];
  await expect.poll(namespaces).toEqual([svg, svg, math, math]);
  await step(1);
  expect(await page.locator("rect").getAttribute("width")).toBe("1");
  expect(await page.locator("mi").textContent()).toBe("v1");
});

test("an element is told that it came and went", async () => {
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    document.addEventListener("live:mounted", ({ target }) => {
      const element = target as Element;
      heard.push(`mounted ${element.id}`);
      element.addEventListener("live:removed", () => heard.push(`removed ${element.id}`));
    });
  });
  const heard = () => page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);
  await page.locator("#widen").click();
  await expect.poll(heard).toEqual(["mounted come"]);
  await page.locator("#widen").click();
  await expect.poll(heard).toEqual(["mounted come", "removed come"]);
});
