import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { freshPage, launchBrowser } from "./browser.ts";
import { ExampleServer } from "./example-server.ts";

let browser: Browser;
let server: ExampleServer;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([ExampleServer.start("test/e2e/pages/gestures.ts"), launchBrowser()]);
});

beforeEach(async () => {
  page = await freshPage(browser);
  await open("/");
});

afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

/** Opens a page and waits until it is live and has the part for rarer events. */
async function open(path: string): Promise<void> {
  await page.goto(server.address + path);
  await page.waitForFunction(() => globalThis.liveloom?.isConnected);
}

const log = () => page.locator("#log li").allTextContents();
const logs = (...lines: string[]) => expect.poll(log).toEqual(lines);

/** Sends an event that nothing waits for, so that all before it was handled once it is there. */
async function settled(): Promise<void> {
  await page.locator("#clear").dispatchEvent("click");
  await logs();
}

describe("a kind of event", () => {
  test("is a double click", async () => {
    await page.locator("#double").dblclick();
    await logs('hear {"a":"1"}');
  });

  test("is that the focus comes and goes, but not that it moves inside", async () => {
    await page.locator("#one").focus();
    await page.locator("#two").focus();
    await page.locator("#plain").focus();
    await logs('hear {"one":"1"}', 'other {"two":"2"}');
  });

  test("is a paste, as text", async () => {
    await page.locator("#paste").evaluate((area) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", "a <b>");
      clipboardData.setData("text/html", "<b>a</b>");
      area.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
    });
    await logs('hear {"value":"","text":"a <b>","length":5}');
  });

  test("is a very long paste, cut off", async () => {
    await page.locator("#paste").evaluate((area) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", "x".repeat(200_000));
      area.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
    });
    await expect.poll(async () => (await log())[0]?.length).toBeGreaterThan(50_000);
    expect((await log())[0]).toMatch(/x{50000}","length":200000}$/);
  });

  test("is that the mouse comes and goes, once for the whole element", async () => {
    await page.locator("#hover b").hover();
    await page.locator("#hover").hover({ position: { x: 60, y: 5 } });
    await page.locator("#plain").hover();
    await logs("hear {}", "other {}");
  });
});

describe("a key", () => {
  test.each([
    ["Enter", '{"q":"","key":"Enter","code":"Enter","repeat":false,"modifiers":[]}'],
    ["Control+s", '{"q":"","key":"s","code":"KeyS","repeat":false,"modifiers":["ctrl"]}'],
    ["Control+k", '{"q":"","key":"k","code":"KeyK","repeat":false,"modifiers":["ctrl"]}'],
    ["Shift+Enter", '{"q":"","key":"Enter","code":"Enter","repeat":false,"modifiers":["shift"]}'],
    ["Shift+?", '{"q":"","key":"?","code":"Slash","repeat":false,"modifiers":["shift"]}'],
    [" ", '{"q":"","key":" ","code":"Space","repeat":false,"modifiers":[]}'],
  ])("that is asked for is told of, and does nothing else: %s", async (key, params) => {
    await page.locator("#keys").press(key);
    await logs(`hear ${params}`);
    expect(await page.locator("#keys").inputValue()).toBe("");
  });

  test.each(["Control+Enter", "Control+Shift+s", "Alt+s", "s", "k", "Escape", "Tab"])(
    "that is not asked for is left alone: %s",
    async (key) => {
      await page.locator("#keys").press(key);
      await settled();
    },
  );

  test("can be told of when it is let go, with what was typed", async () => {
    await page.locator("#up").press("a");
    await logs('hear {"q":"a","key":"a","code":"KeyA","repeat":false,"modifiers":[]}');
  });

  test("is heard by the nearest element that asks for it", async () => {
    await page.locator("#inner").press("Enter");
    await page.locator("#inner").press("Escape");
    await expect.poll(async () => (await log()).map((line) => line.split(" ")[0])).toEqual(["hear", "other"]);
  });

  test("is not heard further out than live-stop", async () => {
    await page.locator("#stopped").press("Escape");
    await settled();
  });

  test("that picks a suggestion of an input method is not told of", async () => {
    await page.locator("#keys").evaluate((field) => {
      for (const init of [{ isComposing: true }, { keyCode: 229 }])
        field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, ...init }));
    });
    await settled();
  });

  test("that is held down repeats as fast as it is answered", async () => {
    await page.locator("#held").focus();
    for (let count = 0; count < 20; count++) await page.keyboard.down("a");
    await page.keyboard.up("a");
    await expect.poll(async () => (await log()).length).toBe(1);
    expect((await log())[0]).toContain('"repeat":false');
  });
});

describe("an event that waits", () => {
  test("is sent once nothing more is typed, with the last text", async () => {
    // Typed at once, because a busy machine makes pauses between keys.
    await page.locator("#search").evaluate((field: HTMLInputElement) => {
      for (const text of ["a", "ab", "abc"]) {
        field.value = text;
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      }
    });
    await logs('search {"q":"abc"}');
  });

  test("comes before whatever is done next", async () => {
    await page.locator("#search").pressSequentially("ab");
    await page.locator("#plain").dispatchEvent("click");
    await logs('search {"q":"ab"}', "other {}");
  });

  test("comes before what a script does next", async () => {
    await page.locator("#search").pressSequentially("ab");
    await page.evaluate(() => globalThis.liveloom.push("other", { by: "script" }));
    await logs('search {"q":"ab"}', 'other {"by":"script"}');
  });

  test("is sent when the field is left", async () => {
    await page.locator("#left").pressSequentially("abc");
    await page.waitForTimeout(200);
    expect(await log()).toEqual([]);
    await page.locator("#one").focus();
    await expect.poll(async () => (await log())[0]).toBe('left {"l":"abc"}');
  });

  test("does not wait where the field says so", async () => {
    await page.locator("#quick").pressSequentially("ab");
    await logs('search {"q":"a"}', 'search {"q":"ab"}');
  });

  test("is sent before its form", async () => {
    await page.locator("#in-form").pressSequentially("ab");
    await page.locator("#in-form").press("Enter");
    // Enter changes the field, then submits the form.
    await expect.poll(async () => (await log()).at(-1)).toBe('other {"f":"ab"}');
    expect(await log()).toContain('hear {"f":"ab"}');
    expect((await log()).indexOf('other {"f":"ab"}')).toBe((await log()).length - 1);
  });

  test("is not sent for an element that is gone", async () => {
    await page.locator("#search").pressSequentially("ab");
    await page.locator("#search").evaluate((field) => field.remove());
    await settled();
    await page.waitForTimeout(400);
    expect(await log()).toEqual([]);
  });

  test("waits for an input method to finish its word", async () => {
    await page.locator("#search").evaluate((field: HTMLInputElement) => {
      field.focus();
      field.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
      field.value = "に";
      field.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true }));
    });
    await page.waitForTimeout(500);
    expect(await log()).toEqual([]);
    await page.locator("#search").evaluate((field: HTMLInputElement) => {
      field.value = "日";
      field.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true }));
      field.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
    });
    await logs('search {"q":"日"}');
  });

  test("that began before an input method did waits for its word, too", async () => {
    await page.locator("#search").evaluate((field: HTMLInputElement) => {
      field.value = "a";
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      field.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
      field.value = "aに";
    });
    await page.waitForTimeout(500);
    expect(await log()).toEqual([]);
    await page.locator("#search").evaluate((field: HTMLInputElement) => {
      field.value = "a日";
      field.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
    });
    await logs('search {"q":"a日"}');
  });

  test("is also what a password manager filled in without typing", async () => {
    await page.locator("#search").evaluate((field: HTMLInputElement) => {
      field.value = "filled";
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await logs('search {"q":"filled"}');
  });

  test("throttled, is sent at once, and then the last one", async () => {
    await page.locator("#seldom").evaluate((button: HTMLElement) => {
      for (let count = 1; count <= 5; count++) {
        button.dataset.count = String(count);
        button.click();
      }
    });
    await expect.poll(log).toEqual(['seldom {"count":"1"}']);
    await logs('seldom {"count":"1"}', 'seldom {"count":"5"}');
  });
});

describe("a question before an event", () => {
  test("is asked by the browser, and a no is a no", async () => {
    const asked: string[] = [];
    page.on("dialog", (dialog) => {
      asked.push(dialog.message());
      void (asked.length === 1 ? dialog.dismiss() : dialog.accept());
    });
    await page.locator("#sure").click();
    await page.locator("#sure").click();
    await logs("hear {}");
    expect(asked).toEqual(["Really?", "Really?"]);
  });

  test("is the button's, or else the form's", async () => {
    const asked: string[] = [];
    page.on("dialog", (dialog) => {
      asked.push(dialog.message());
      void dialog.accept();
    });
    await page.locator("#sure-save").click();
    await logs('hear {"b":"save"}');
    await page.locator("#sure-remove").click();
    await logs('hear {"b":"save"}', 'hear {"b":"remove"}');
    expect(asked).toEqual(["The form?", "Remove it?"]);
  });

  test("can be asked by a dialog of the page's own", async () => {
    await page.evaluate(() => {
      document.addEventListener("live:confirm", (event) => {
        event.preventDefault();
        const { text, proceed } = (event as CustomEvent<{ text: string; proceed(): void }>).detail;
        document.title = text;
        setTimeout(proceed, 50);
      });
    });
    await page.locator("#sure").click();
    await logs("hear {}");
    expect(await page.title()).toBe("Really?");
  });
});

describe("while an action is under way", () => {
  /** But for what lets it post without a script, which a view that is sent again does not have. */
  const html = async (selector: string) =>
    (await page.locator(selector).evaluate((element) => element.outerHTML)).replace(' method="post"', "");

  test("its form is busy and its buttons are held, and are restored exactly", async () => {
    const before = await html("#busy");
    await page.locator("#saving").click();
    expect(await page.locator("#busy").getAttribute("aria-busy")).toBe("true");
    expect(await page.locator("#saving").textContent()).toBe("Saving…");
    expect(await page.locator("#saving").isDisabled()).toBe(true);
    expect(await page.locator("#saving-too").inputValue()).toBe("…");
    await logs('slow {"text":"x"}');
    expect(await html("#busy")).toBe(before.replace(/(Save <i[^>]*>)0/, "$11"));
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("saving");
  });

  test("a change of the page reaches a held button", async () => {
    await page.locator("#saving").click();
    await page.evaluate(() => globalThis.liveloom.push("toggle"));
    await page.locator("#plain").click();
    expect(await page.locator("#saving").textContent()).toBe("Saving…");
    await expect.poll(log).toHaveLength(3);
    await expect.poll(() => page.locator("#saving").textContent()).toBe("Save 3");
    await page.locator("#plain").click();
    await expect.poll(() => page.locator("#saving").textContent()).toBe("Save 4");
  });

  test("held buttons come through the whole view being sent again", async () => {
    await page.locator("#saving").click();
    await page.locator("#log").evaluate((list) => list.setAttribute("lv", "moved"));
    await page.locator("#plain").click();
    await expect.poll(log).toHaveLength(2);
    await expect.poll(() => page.locator("#saving").textContent()).toBe("Save 2");
    expect(await page.locator("#saving").isDisabled()).toBe(false);
  });

  test("a form may be sent although what was typed into it is not answered", async () => {
    await page.locator("#busy input[name=text]").fill("y");
    await page.locator("#busy input[name=text]").press("Enter");
    await logs('hear {"text":"y"}', 'slow {"text":"y"}');
  });

  test("the end of the session sets the button free", async () => {
    let say: (frame: string) => void = () => {};
    await page.routeWebSocket(/live.socket/, (socket) => {
      const upstream = socket.connectToServer();
      upstream.onMessage((message) => socket.send(message));
      socket.onMessage((message) => upstream.send(message));
      say = (frame) => socket.send(frame);
    });
    await open("/");
    const before = await html("#busy");
    await page.locator("#saving").click();
    expect(await page.locator("#saving").textContent()).toBe("Saving…");
    say("[7,0]");
    await expect.poll(() => html("#busy")).toBe(before);
  });

  test("a restart of the server sets the button free, and people are told", async () => {
    const before = await html("#busy");
    await page.locator("#saving").click();
    await server.stop();
    expect(await page.locator("#saving").textContent()).toBe("Saving…");
    await server.start();
    await expect.poll(() => html("#busy"), { timeout: 15_000 }).toBe(before);
    await expect
      .poll(() => page.locator(".live-notice").textContent())
      .toBe("The connection was lost. Check whether your last action was done.");
  });

  test("a failure sets the button free", async () => {
    await page.locator("#broken").click();
    expect(await page.locator("#broken").textContent()).toBe("Wait");
    await expect.poll(() => page.locator("#broken").textContent()).toBe("Break");
    expect(await html("#broken")).not.toMatch(/aria-busy|disabled=|pending/);
    await page.locator(".live-notice").waitFor();
  });
});

describe("elements", () => {
  test("that come are told of, and a click around them as well", async () => {
    await page.locator("#toggle").click();
    await logs('hear {"menu":"m"}');
    await page.locator("#in-menu").click();
    await logs('hear {"menu":"m"}', "other {}");
    await page.locator("#double").click();
    await expect.poll(() => page.locator("#menu").count()).toBe(0);
  });

  test("that come hear keys of the page", async () => {
    await page.locator("#toggle").click();
    await page.locator("#menu").waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator("#menu").count()).toBe(0);
  });

  test("are not left by a selection that ends outside", async () => {
    await page.locator("#toggle").click();
    const box = await page.locator("#menu").boundingBox();
    await page.mouse.move((box?.x ?? 0) + 60, (box?.y ?? 0) + 10);
    await page.mouse.down();
    await page.locator("#double").hover();
    await page.mouse.up();
    await page.locator("#in-menu").click();
    await logs('hear {"menu":"m"}', "other {}");
  });

  test("inside a component's shadow are heard like others", async () => {
    await page.locator("#double").evaluate((host) => {
      host.attachShadow({ mode: "open" }).innerHTML =
        '<button live-click="hear" data-from="shadow"><b>in</b></button>';
    });
    await page.locator("#double b").click();
    await logs('hear {"from":"shadow"}');
  });

  test("inside live-stop keep what happens to them", async () => {
    await page.locator("#stop").click();
    await page.locator("#in-row").click();
    await logs("other {}");
  });

  test("that are links open elsewhere with a modifier key, and send nothing", async () => {
    const opened = page.context().waitForEvent("page");
    await page.locator("#away").click({ modifiers: ["Control"] });
    await (await opened).close();
    await settled();
  });

  test("with live-prevent do not do what they would", async () => {
    await page.locator("#box").click();
    await logs("hear {}");
    expect(await page.locator("#box").isChecked()).toBe(false);
  });

  test("that are disabled for assistive technology send nothing", async () => {
    await page.locator("#aria").dispatchEvent("click");
    await settled();
  });
});
