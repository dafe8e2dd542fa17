import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { freshPage, holdRequests, launchBrowser, reloadWithDelay } from "./browser.ts";
import { ExampleServer } from "./example-server.ts";
import { Gateway } from "./gateway.ts";

let browser: Browser;
let server: ExampleServer;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([ExampleServer.start("test/e2e/pages/handlers.ts"), launchBrowser()]);
});

beforeEach(async () => {
  page = await shown(await freshPage(browser), server.address);
});

afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

async function open(path: string, address = server.address): Promise<Page> {
  return await shown(await (await browser.newContext()).newPage(), address + path);
}

async function shown(opened: Page, address: string): Promise<Page> {
  await opened.goto(address);
  await opened.waitForFunction(() => globalThis.liveloom?.isConnected);
  return opened;
}

const shows = (text: string) => expect.poll(() => page.locator("#last").textContent()).toBe(text);
const counts = (...lines: string[]) =>
  expect.poll(() => page.locator("#counts li").allTextContents()).toEqual(["init {}", ...lines]);

/** What a field says, one after the other, without a pause in which time could pass. */
const typeAtOnce = (selector: string, ...texts: string[]) =>
  page.locator(selector).evaluate((field, texts) => {
    for (const text of texts) {
      (field as HTMLInputElement).value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }, texts);

describe("what is sent", () => {
  test("is the element's data, with both spellings", async () => {
    await page.locator("#data").click();
    await shows('{"data":{"productId":"42","dataModalId":"7","modalId":"7"},"form":{}}');
  });

  test("is the form as FormData has it, and the button that was pressed", async () => {
    await page.locator("#save").click();
    const form = { firstName: "Ada", tag: ["a", "b"], c: "yes", s: ["1", "2"], action: "save" };
    await shows(JSON.stringify({ data: { form: "f" }, form }));
  });

  test("is the form around a button of another kind", async () => {
    await page.locator("#peek").click();
    const form = { firstName: "Ada", tag: ["a", "b"], c: "yes", s: ["1", "2"] };
    await shows(JSON.stringify({ data: {}, form }));
  });

  test("is never a file", async () => {
    await page
      .locator("#files input[type=file]")
      .setInputFiles({ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("a") });
    await page.locator("#send").click();
    await expect.poll(() => page.locator(".live-notice").textContent()).toContain("use an upload");
    await page.locator("#data").click();
    await expect.poll(() => page.locator("#last").textContent()).toContain("42");
  });
});

describe("an element calls", () => {
  test("when somebody types, ticks, or leaves it, as it is meant for", async () => {
    await counts();
    await page.locator("#typed").pressSequentially("ab");
    await page.locator("#box").check();
    await page.locator("#box").uncheck();
    await page.locator("#left").fill("x");
    await page.locator("#typed").focus();
    await counts('typed {"q":"a"}', 'typed {"q":"ab"}', 'box {"box":"on"}', "box {}", 'left {"l":"x"}');
  });

  test("after a pause, or before what is done next", async () => {
    await counts();
    await typeAtOnce("#debounced", "a", "ab", "abc");
    await counts('debounced {"d":"abc"}');
    await typeAtOnce("#debounced", "abcd");
    await page.locator("#box").check();
    await counts('debounced {"d":"abc"}', 'debounced {"d":"abcd"}', 'box {"box":"on"}');
  });

  test("at once and then at most once in a stretch of time", async () => {
    await counts();
    await typeAtOnce("#throttled", "a", "ab", "abc");
    await counts('throttled {"t":"a"}', 'throttled {"t":"abc"}');
  });

  test("when its keys are pressed, unless they are meant for a text in it", async () => {
    await counts();
    await page.locator("#data").focus();
    for (const key of ["k", "Control+k", "?", "Escape", "Enter"]) await page.keyboard.press(key);
    await shows('{"data":{"productId":"42","dataModalId":"7","modalId":"7"},"form":{}}');
    await counts("k", "?", "Escape");
    await page.locator("#kept").pressSequentially("k?");
    await page.keyboard.press("Escape");
    await counts("k", "?", "Escape", "Escape");
    expect(await page.locator("#kept").inputValue()).toBe("k?");
  });

  test("unless what is inside stops it", async () => {
    await counts();
    await page.locator("#inside").click();
    await page.locator("#close").click();
    await page.locator("#edge").click();
    await counts("close {}", "overlay {}");
  });

  test("and a link is not followed, unless in another tab", async () => {
    await counts();
    await page.locator("#link").click();
    await counts("link {}");
    const other = page.context().waitForEvent("page");
    await page.locator("#link").click({ modifiers: ["ControlOrMeta"] });
    expect(new URL((await other).url()).pathname).toBe("/elsewhere/");
    await counts("link {}");
  });

  test("not when it is disabled, and only when its question is answered", async () => {
    await counts();
    await page.locator("#off").dispatchEvent("click");
    page.once("dialog", (dialog) => dialog.dismiss());
    await page.locator("#ask").click();
    page.once("dialog", (dialog) => dialog.accept());
    await page.locator("#ask").click();
    await counts("x {}");
  });

  test("when it comes into view, and when it leaves", async () => {
    await counts();
    await page.locator("#below").scrollIntoViewIfNeeded();
    await counts("seen {}");
    await page.evaluate(() => scrollTo(0, 0));
    await counts("seen {}", "seen {}");
  });

  test("itself by its own answer only so often", async () => {
    await page.locator("#recurse").click();
    await expect.poll(() => page.locator("#again li").count()).toBe(9);
    // A tenth call would have been made before this one.
    await page.locator("#data").click();
    await expect.poll(() => page.locator("#last").textContent()).toContain("42");
    expect(await page.locator("#again li").count()).toBe(9);
  });

  test("once while its form is not answered", async () => {
    await page.locator("#pausing").click();
    await shows("paused");
    expect(await page.locator("#paused").getAttribute("aria-busy")).toBe("true");
    await page.locator("#pausing").click();
    // A second call would never be answered.
    await page.request.get(`${server.address}/go-on/`);
    await expect.poll(() => page.locator("#paused").getAttribute("aria-busy")).toBe(null);
  });
});

describe("updates", () => {
  test("put HTML where they say, in order, and skip what is not there", async () => {
    await page.locator("#places").click();
    await expect.poll(() => page.locator("#new").textContent()).toBe("outer");
    const around = await page.locator("#place").evaluate((place) => place.parentElement?.innerHTML);
    expect(around).toBe(
      '<i class="around">before</i><p id="place"><i>prepend</i><i>in</i><i>append</i></p><i class="around">after</i>',
    );
    expect(await page.locator("#old, #gone").count()).toBe(0);
    expect(await page.locator("tbody").innerHTML()).toBe(
      "<tr><td>1</td></tr><tr><td>2</td><td>&lt;b&gt;</td></tr>",
    );
    expect(await page.locator("select[aria-label]").innerHTML()).toBe(
      "<option>one</option><option>two</option>",
    );
    expect(await page.locator("#dot").evaluate((dot) => dot instanceof SVGCircleElement)).toBe(true);
    expect(await page.locator("#text").innerHTML()).toBe("only text &amp; more");
    expect(await page.locator("#script b").textContent()).toBe("script");
    expect(await page.title()).toBe("First");
    await expect.poll(() => server.output).toContain('nothing in the page matches \\"#nowhere\\"');
  });

  test("give title, address, focus and events; Back asks the server", async () => {
    await page.evaluate(() => {
      document.addEventListener("app:done", (event) => {
        document.body.dataset.done = JSON.stringify((event as CustomEvent).detail);
      });
    });
    await page.locator("#effects").click();
    await expect.poll(() => page.title()).toBe("Second");
    expect(new URL(page.url()).search).toBe("?page=2");
    expect(await page.locator("#page").textContent()).toBe("2");
    expect(await page.locator("body").getAttribute("data-done")).toBe('{"id":7}');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("typed");
    await page.goBack();
    await expect.poll(() => page.locator("#page").textContent()).toBe("1");
    await expect.poll(() => page.title()).toBe("First");
    await page.goForward();
    await expect.poll(() => page.locator("#page").textContent()).toBe("2");
    await page.locator("#data").click();
    await expect.poll(() => page.locator("#last").textContent()).toContain("42");
  });

  test("make entries in the history, among which one goes back and forth", async () => {
    const turn = async (to: string) => {
      await page.locator(`#turn-${to}`).click();
      await expect.poll(() => page.title()).toBe(`Page ${to}`);
    };
    const isAt = async (number: string, address: string) => {
      await expect.poll(() => page.locator("#page").textContent()).toBe(number);
      expect(new URL(page.url()).search).toBe(address);
    };
    for (const to of ["2", "3", "4"]) await turn(to);
    await page.evaluate(() => history.go(-3));
    await isAt("1", "");
    await page.evaluate(() => history.go(2));
    await isAt("3", "?page=3");
    await turn("5");
    // Two at once: the last one counts.
    await page.evaluate(() => {
      history.back();
      history.back();
    });
    await isAt("2", "?page=2");
    await page.evaluate(() => history.go(2));
    await isAt("5", "?page=5");
    await page.reload();
    await isAt("5", "?page=5");
    await page.goBack();
    await isAt("3", "?page=3");
    await page.locator("#data").click();
    await expect.poll(() => page.locator("#last").textContent()).toContain("42");
  });

  test("show the page before, also to who goes back before the script is there", async () => {
    await page.locator("#turn-2").click();
    await expect.poll(() => page.title()).toBe("Page 2");
    const release = await holdRequests(page, "**/more-calls*");
    await page.reload();
    await page.goBack();
    release();
    await expect.poll(() => page.locator("#page").textContent()).toBe("1");
    await page.goForward();
    await expect.poll(() => page.locator("#page").textContent()).toBe("2");
  });

  test("keep what is the same when they morph", async () => {
    await page.locator("#kept").fill("mine");
    const field = await page.locator("#kept").elementHandle();
    await page.locator("#morphs").click();
    await expect.poll(() => page.locator("#morph b").textContent()).toBe("new");
    expect(await page.locator("#kept").inputValue()).toBe("mine");
    expect(await field?.evaluate((element) => element.isConnected)).toBe(true);
    // What somebody is in is theirs; what they have left is what the server says anew.
    await page.locator("#kept").focus();
    await page.evaluate(() => document.getElementById("refills")?.click());
    await expect.poll(() => page.locator("#kept").getAttribute("title")).toBe("newer");
    expect(await page.locator("#kept").inputValue()).toBe("mine");
  });

  test("are done in order and at once, also those whose code has to be loaded first", async () => {
    await page.evaluate(() => {
      const seen: string[] = [];
      const morph = document.getElementById("morph");
      const see = () => {
        seen.push(morph?.textContent ?? "");
        document.body.dataset.seen = seen.join();
      };
      if (morph) new MutationObserver(see).observe(morph, { childList: true });
    });
    await page.locator("#in-order").click();
    await expect.poll(() => page.locator("body").getAttribute("data-seen")).toBe("1234");
  });

  test("scroll to a place, and to the top", async () => {
    await page.locator("#scrolls").click();
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(1_000);
    await page.locator("#top").click();
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
  });

  test("come while the handler goes on, and later", async () => {
    await page.locator("#wait").click();
    await shows("waiting");
    const other = await open("/");
    await other.locator("#go").click();
    await shows("done");
    await other.context().close();
    await page.locator("#later").click();
    await shows("later");
  });

  test("reach every page", async () => {
    const other = await open("/live/");
    await page.locator("#all").fill("<b>");
    await page.locator("#all").press("Enter");
    await shows("all: <b>");
    await expect.poll(() => other.locator("#last").textContent()).toBe("all: <b>");
    await other.context().close();
  });

  test("that failed are told, and the page goes on", async () => {
    await page.locator("#fails").click();
    await expect.poll(() => page.locator(".live-notice").textContent()).toContain("secret detail");
    await page.locator("#data").click();
    await expect.poll(() => page.locator("#last").textContent()).toContain("42");
  });
});

describe("a lost connection", () => {
  test("keeps the calls, which are handled once each, in order", async () => {
    await counts();
    const made = await page.locator("#fresh").textContent();
    await page.context().setOffline(true);
    await server.stop();
    await page.locator("#typed").pressSequentially("abc");
    await expect.poll(() => page.locator(".live-notice").textContent()).toContain("3 waiting");
    await server.start();
    await page.context().setOffline(false);
    await counts('typed {"q":"a"}', 'typed {"q":"ab"}', 'typed {"q":"abc"}');
    await expect.poll(() => page.locator(".live-notice").count()).toBe(0);
    // The new server does not know what the page has missed.
    await expect.poll(() => page.locator("#fresh").textContent()).not.toBe(made);
  });

  test("brings what was sent to the page meanwhile", async () => {
    const gateway = await Gateway.open(server.address);
    onTestFinished(() => gateway.close());
    const away = await open("/", gateway.address);
    await away.route("**/live/poll*", (route) => route.abort());
    gateway.sockets = "refuse";
    gateway.drop();
    await away.waitForFunction(() => document.documentElement.hasAttribute("live-disconnected"));
    for (const text of ["one", "two"]) {
      await page.locator("#all").fill(text);
      await page.locator("#all").press("Enter");
      await shows(`all: ${text}`);
    }
    expect(await away.locator("#last").textContent()).toBe("");
    await away.evaluate(() => {
      const heard: (string | null)[] = [];
      const observer = new MutationObserver((records) => {
        for (const { addedNodes } of records) heard.push(...[...addedNodes].map((node) => node.textContent));
        document.body.dataset.heard = heard.join();
      });
      observer.observe(document.getElementById("last") as HTMLElement, { childList: true });
    });
    gateway.sockets = "pass";
    await away.evaluate(() => dispatchEvent(new Event("online")));
    await expect.poll(() => away.locator("body").getAttribute("data-heard")).toBe("all: one,all: two");
    await away.context().close();
  });
});

test("without a WebSocket everything goes over HTTP", async () => {
  const gateway = await Gateway.open(server.address);
  onTestFinished(() => gateway.close());
  gateway.sockets = "refuse";
  const behind = await open("/", gateway.address);
  await behind.locator("#data").click();
  await expect.poll(() => behind.locator("#last").textContent()).toContain("42");
  await page.locator("#all").fill("to all");
  await page.locator("#all").press("Enter");
  await expect.poll(() => behind.locator("#last").textContent()).toBe("all: to all");
  await behind.context().close();
});

describe("in a page with a live view", () => {
  beforeEach(async () => {
    await page.goto(`${server.address}/live/`);
    await page.waitForFunction(() => globalThis.liveloom?.isConnected);
  });

  test("elements call, and the view goes on", async () => {
    await page.locator("#add").click();
    await expect.poll(() => page.locator("#counter").textContent()).toBe("1");
    await page.locator("#call").click();
    await shows('{"data":{"x":"1"},"form":{}}');
    await page.locator("#add").click();
    await expect.poll(() => page.locator("#counter").textContent()).toBe("2");
    await shows('{"data":{"x":"1"},"form":{}}');
  });

  test("nothing is called too early: the page is connected once its code for that is there", async () => {
    await reloadWithDelay(page, "**/calls*");
    await page.waitForFunction(() => globalThis.liveloom?.isConnected);
    await page.locator("#call").click();
    await shows('{"data":{"x":"0"},"form":{}}');
  });

  test("an address is visited by the view", async () => {
    await page.locator("#add").click();
    await page.locator("#visit").click();
    await expect.poll(() => page.locator("#address").textContent()).toBe("/live/?from=handler");
    expect(new URL(page.url()).search).toBe("?from=handler");
    await page.goBack();
    await expect.poll(() => page.locator("#address").textContent()).toBe("/live/");
  });
});
