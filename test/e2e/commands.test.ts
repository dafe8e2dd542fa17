import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freshPage, launchBrowser } from "./browser.ts";
import { ExampleServer } from "./example-server.ts";

let browser: Browser;
let server: ExampleServer;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([ExampleServer.start("test/e2e/pages/commands.ts"), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

async function open(path: string): Promise<void> {
  page = await freshPage(browser);
  await page.goto(server.address + path);
  await page.waitForFunction(() => globalThis.liveloom?.isConnected);
}

const click = (id: string) => page.locator(`#${id}`).click();
const attribute = (id: string, name: string) => page.locator(`#${id}`).getAttribute(name);
const becomes = (read: () => Promise<unknown>, value: unknown) =>
  expect.poll(read, { timeout: 10_000 }).toBe(value);
const shows = (id: string, text: string) => becomes(() => page.locator(`#${id}`).textContent(), text);
const focused = () => page.evaluate(() => document.activeElement?.id);
const isVisible = (id: string) => page.locator(`#${id}`).isVisible();

/** The server changes something, and it has arrived. */
async function step(): Promise<void> {
  const before = Number(await page.locator("output").textContent());
  await page.evaluate(() => document.getElementById("step")?.click());
  await becomes(() => page.locator("output").textContent(), String(before + 1));
}

describe("commands", () => {
  test("run without the server, in order, and survive what it changes elsewhere", async () => {
    await open("/");
    await page.context().setOffline(true);
    await click("toggle");
    await becomes(focused, "item");
    await page.context().setOffline(false);
    await step();
    await shows("item", "Item 1");
    expect([
      await attribute("toggle", "aria-expanded"),
      await attribute("menu", "hidden"),
      await attribute("card", "class"),
      await focused(),
    ]).toEqual(["true", null, "card open", "item"]);
    await click("toggle");
    expect([
      await attribute("toggle", "aria-expanded"),
      await attribute("menu", "hidden"),
      await attribute("card", "class"),
    ]).toEqual(["false", "", "card"]);
  });

  test("stay until the server changes the same attribute; class names count one by one", async () => {
    await open("/");
    await click("toggle");
    await click("name");
    await click("urgent");
    await becomes(() => attribute("card", "class"), "card urgent open");
    expect(await attribute("card", "title")).toBe("mine");
    await click("rename");
    await becomes(() => attribute("card", "title"), "start!");
    await click("urgent");
    await becomes(() => attribute("card", "class"), "card open");
  });

  test("survive a resync and a server that has restarted", async () => {
    await open("/");
    await click("toggle");
    await page.evaluate(() => document.querySelector("output")?.remove());
    await page.evaluate(() => document.getElementById("step")?.click());
    await becomes(() => page.locator("output").textContent(), "1");
    expect([await attribute("card", "class"), await isVisible("item")]).toEqual(["card open", true]);
    await server.stop();
    await server.start();
    await expect.poll(() => page.locator("output").textContent(), { timeout: 20_000 }).toBe("0");
    expect([await attribute("card", "class"), await isVisible("item")]).toEqual(["card open", true]);
    await step();
    expect([await attribute("card", "class"), await attribute("toggle", "aria-expanded")]).toEqual([
      "card open",
      "true",
    ]);
  });

  test("find the nearest element and what is in it; a link with commands is not followed", async () => {
    await open("/");
    await page.locator("#link span").click();
    await becomes(() => page.locator("#card b").isVisible(), false);
    expect(await attribute("link", "class")).toBe("on");
    expect(new URL(page.url()).pathname).toBe("/");
    await page.locator("li button").last().click();
    await step();
    expect(await page.locator("li").evaluateAll((rows) => rows.map((row) => row.className))).toEqual([
      "",
      "picked",
    ]);
  });

  test("open a dialog as modal, keep it open, and give the focus back", async () => {
    await open("/");
    await click("open");
    await becomes(() => page.locator("#dialog").evaluate((dialog) => dialog.matches(":modal")), true);
    await step();
    expect(await isVisible("close")).toBe(true);
    await click("close");
    await becomes(focused, "open");
    expect(await isVisible("dialog")).toBe(false);
  });

  test("animate what comes and goes", async () => {
    await open("/");
    await click("fade");
    await becomes(() => attribute("faded", "class"), "fading");
    await step();
    await becomes(() => isVisible("faded"), false);
    await becomes(() => attribute("faded", "class"), null);
    await click("fade");
    await becomes(() => isVisible("faded"), true);
    await becomes(() => attribute("faded", "class"), null);
  });

  test("call events with the element's data and their own, and tell scripts", async () => {
    await open("/");
    await page.evaluate(() => {
      document.addEventListener("app:told", (event) => {
        document.body.dataset.told = JSON.stringify((event as CustomEvent).detail);
      });
    });
    await click("both");
    await shows("last", '{"a":"1","b":"2"}');
    expect(await page.evaluate(() => document.body.dataset.told)).toBe('{"x":1}');
    expect(await isVisible("both")).toBe(false);
  });

  test("submit a form once however often it is submitted", async () => {
    await open("/");
    await page.locator("#form button").dblclick();
    await becomes(() => page.locator("output").textContent(), "1");
    await shows("last", "ada");
    expect(await page.locator("#form input").getAttribute("class")).toBe("sent");
    await step();
    expect(await page.locator("output").textContent()).toBe("2");
  });

  test("work in what the server has added", async () => {
    await open("/");
    await step();
    await click("new");
    await becomes(() => attribute("new", "class"), "on");
  });

  test("are refused in the browser, too, when they would run or load something", async () => {
    await open("/");
    await page.evaluate(() => {
      document.getElementById("new")?.remove();
      const bad = [
        ["setAttribute", "", "onclick", "document.title='run'"],
        ["setAttribute", "#link", "href", "javascript:alert(1)"],
        ["toggleAttribute", "", "style", "color:red"],
        ["constructor", "", "x"],
        ["show", "][", "x"],
        ["dispatch", "", "live:joined", 1],
        ["addClass", "", "survived"],
      ];
      document.getElementById("step")?.setAttribute("live-click", JSON.stringify(bad));
    });
    await click("step");
    await becomes(() => attribute("step", "class"), "survived");
    expect([
      await attribute("step", "onclick"),
      await attribute("step", "style"),
      await attribute("link", "href"),
    ]).toEqual([null, null, "/elsewhere/"]);
  });

  test("come from template files, too", async () => {
    await open("/file/");
    await click("both");
    expect(await page.locator("#count").textContent()).toMatch(/soon|1/);
    await shows("count", "1");
    expect(await isVisible("menu")).toBe(true);
  });
});

describe("in the company of other attributes", () => {
  const html = (id: string) => page.locator(`#${id}`).evaluate((element) => element.outerHTML);

  const openCompany = () => open("/company/");

  test("commands run when an element comes, at keys of the page, and at clicks elsewhere", async () => {
    await openCompany();
    await becomes(() => attribute("came", "class"), "here");
    await page.keyboard.press("Control+k");
    await becomes(() => isVisible("menu"), true);
    await click("came");
    await becomes(() => isVisible("menu"), false);
    await shows("count", "0");
  });

  test("commands wait for the pause that the field asks for, and then call the event", async () => {
    await openCompany();
    await page.locator("#typed").pressSequentially("ab");
    expect(await attribute("typed", "class")).toBeNull();
    await becomes(() => attribute("typed", "class"), "told");
    await shows("last", "ab");
    expect(await page.locator("#count").textContent()).toBe("1");
  });

  test("commands wait for the answer to a question", async () => {
    await openCompany();
    page.once("dialog", (dialog) => void dialog.dismiss());
    await click("sure");
    expect(await attribute("sure", "class")).toBeNull();
    page.once("dialog", (dialog) => void dialog.accept());
    await click("sure");
    await becomes(() => attribute("sure", "class"), "done");
  });

  test("a button that is held shows what is expected, and is restored exactly", async () => {
    await openCompany();
    const before = await html("held");
    const meanwhile = await page.evaluate(() => {
      const held = document.querySelector<HTMLButtonElement>("#held");
      document.getElementById("step")?.click();
      held?.click();
      return [held?.textContent, held?.className, held?.disabled];
    });
    expect(meanwhile).toEqual(["soon", "soon", true]);
    // Also once the server has changed something else.
    await page.waitForFunction(() =>
      /^1.*soon$/s.test(["output", "#held"].map((each) => document.querySelector(each)?.textContent).join()),
    );
    await becomes(() => html("held"), before.replace(">0<", ">1<"));
  });
});

describe("optimistic changes", () => {
  const html = (id: string) => page.locator(`#${id}`).evaluate((element) => element.innerHTML);

  test("are shown at once and give way to the answer", async () => {
    await open("/likes/");
    const atOnce = await page.evaluate(() => {
      const [like, thanks] = ["like", "thanks"].map((id) => document.getElementById(id));
      like?.click();
      return [like?.className, like?.textContent, like?.ariaPressed, thanks?.hidden];
    });
    expect(atOnce).toEqual(["like liked", "♥ 1", "true", false]);
    await becomes(() => attribute("like", "class"), "like done");
    expect([await html("like"), await attribute("like", "aria-pressed"), await isVisible("thanks")]).toEqual([
      "♥ <!--[-->1<!--]-->".replace("<!--[-->1<!--]-->", '<b lv="">1</b>'),
      null,
      false,
    ]);
  });

  test.each(["refuse", "fail"])("are rolled back exactly when the event does: %s", async (id) => {
    await open("/likes/");
    const before = await page.locator(`#${id}`).evaluate((element) => element.outerHTML);
    await click(id);
    if (id === "fail") await shows(id, "♥ 1");
    await expect.poll(() => page.locator(".live-notice").count()).toBe(1);
    expect(await page.locator(`#${id}`).evaluate((element) => element.outerHTML)).toBe(before);
    expect(await isVisible("thanks")).toBe(false);
  });

  test("of several events are taken back one by one, also with patches in between", async () => {
    await open("/likes/");
    // What people see after every change: how many others were told, and the sum.
    await page.evaluate(() => {
      const seen: string[] = [];
      const see = () => {
        const [note, sum] = ["note", "sum"].map((id) => document.getElementById(id)?.textContent);
        seen.push(`${note?.length} ${sum}`);
        document.body.dataset.seen = JSON.stringify(seen);
      };
      const observer = new MutationObserver(see);
      for (const id of ["note", "sum"])
        observer.observe(document.getElementById(id) as Element, { subtree: true, childList: true });
    });
    await page.evaluate(() => {
      for (const button of document.querySelectorAll<HTMLElement>(".add")) button.click();
    });
    await shows("sum", "4 in all");
    const seen: string[] = JSON.parse((await page.evaluate(() => document.body.dataset.seen)) ?? "[]");
    expect(seen).toContain("1 3…");
    expect(seen.filter((text) => !/^\d ([123]…|4 in all)$/.test(text))).toEqual([]);
    expect(await page.locator("#sum i").count()).toBe(1);
    await click("like");
    await shows("like", "♥ 5");
    await becomes(() => attribute("like", "class"), "like done");
    await shows("like", "♥ 5");
  });

  test("are taken back when the server that knew of the event is gone", async () => {
    await open("/likes/");
    await click("like");
    await shows("like", "♥ 1");
    await server.stop();
    await server.start();
    await expect.poll(() => page.locator("#like").textContent(), { timeout: 20_000 }).toBe("♥ 0");
    expect(await attribute("like", "class")).toBe("like");
  });
});
