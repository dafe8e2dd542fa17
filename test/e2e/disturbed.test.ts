import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ClientFrame, ServerFrame } from "../../src/shared/wire.ts";
import { freshPage, launchBrowser } from "./browser.ts";
import { disturbances, harmless } from "./disturbances.ts";
import { ExampleServer } from "./example-server.ts";

let browser: Browser;
let server: ExampleServer;
let page: Page;
/** Types of the frames that the page sent. */
let sent: number[];
/** How many updates the page had when it joined, -1 when it asked for the whole view. */
let joined: number[];
let errors: string[];
/** How the page looks after so many steps when nobody disturbs it. */
const looks: string[][] = [];

beforeAll(async () => {
  [server, browser] = await Promise.all([
    ExampleServer.start("test/e2e/pages/disturbed.ts"),
    launchBrowser(),
  ]);
  page = await open("/");
  for (let n = 0; n <= 4; n++) {
    if (n > 0) await step(n);
    looks.push(await look());
  }
});

beforeEach(async () => {
  page = await open("/");
});

afterEach(() => {
  expect(errors).toEqual([]);
});

afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

async function open(path: string, prepare?: (page: Page) => Promise<unknown>): Promise<Page> {
  const opened = await freshPage(browser);
  [sent, joined, errors] = [[], [], []];
  opened.on("pageerror", (error) => errors.push(String(error)));
  // The client logs what it did not expect. A missing icon is not its business.
  opened.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes("404")) errors.push(message.text());
  });
  opened.on("websocket", (socket) =>
    socket.on("framesent", ({ payload }) => {
      const [type, , , , applied] = JSON.parse(String(payload));
      sent.push(type);
      if (type === ClientFrame.Join) joined.push(applied);
    }),
  );
  await prepare?.(opened);
  await opened.goto(server.address + path);
  await opened.waitForFunction(() => globalThis.liveloom?.isConnected);
  return opened;
}

/** Opens a page in which something happens before its client has started. */
function openLate(path: string, happen: (page: Page) => Promise<unknown>): Promise<Page> {
  return open(path, (opened) =>
    opened.route("**/live/liveloom*", async (route) => {
      await opened.waitForSelector("#field");
      await happen(opened);
      await route.continue();
    }),
  );
}

/** Waits until the page shows that number, at most five seconds. */
const shows = (n: number) =>
  page.waitForFunction((text) => document.querySelector("output")?.textContent === text, String(n), {
    timeout: 30_000,
    polling: 20,
  });

async function step(n: number): Promise<void> {
  await page.evaluate(() => globalThis.liveloom.push("step"));
  await shows(n);
}

/** What a reader sees, without what others added. */
function look(): Promise<string[]> {
  return page.evaluate(() => {
    for (const added of document.querySelectorAll(".added")) added.remove();
    const selector =
      "output, p, #mixed b, #inline i, a, section, h2, tr, td, dl, dt, dd, textarea, input, ul, li";
    return [...document.querySelectorAll<HTMLInputElement>(selector)].map(
      ({ localName, id, title, value, textContent, attributes }) =>
        [localName, id, title, attributes.getNamedItem("href")?.value, value, textContent].join("|"),
    );
  });
}

const disturb = (on: Page, name: string) => {
  const action = String(disturbances[name]);
  return on.evaluate(`(${action})(document.querySelector("[live-view]"))`);
};

const resyncs = () => sent.filter((type) => type === ClientFrame.Resync).length;

describe.each(Object.keys(disturbances))("when %s", (name) => {
  test("the page is right after the next patch, with one resync at most", async () => {
    await step(1);
    await disturb(page, name);
    for (const n of [2, 3]) {
      await step(n);
      await expect.poll(look).toEqual(looks[n]);
    }
    expect(resyncs()).toBeLessThanOrEqual(1);
    await disturb(page, name);
    await step(4);
    await expect.poll(look).toEqual(looks[4]);
    expect(resyncs()).toBeLessThanOrEqual(2);
  });

  test("before the client starts, the page is right after each patch, without a resync", async () => {
    await page.close();
    page = await openLate("/", (opened) => disturb(opened, name));
    for (const n of [1, 2, 3]) {
      await step(n);
      await expect.poll(look).toEqual(looks[n]);
    }
    expect(resyncs()).toBe(0);
  });
});

describe("a page that streams its head", () => {
  test.each(["a table is sorted", "a row is copied", "elements with values are wrapped"])(
    "is right after each patch, though before the client starts %s",
    async (name) => {
      await page.close();
      page = await openLate("/streamed/", (opened) => disturb(opened, name));
      expect(joined).toEqual([-1]);
      await step(1);
      expect(await look()).toEqual(looks[1]);
    },
  );
});

test("a script in the view that sorts its rows is noticed", async () => {
  await page.close();
  page = await open("/sorted/");
  expect(joined).toEqual([-1]);
  await step(1);
  expect(await look()).toEqual(looks[1]);
});

test.each(Object.entries(harmless))("the whole view is not asked for when %s", async (_, change) => {
  await page.close();
  page = await openLate("/", (opened) => opened.evaluate(change));
  expect(joined).toEqual([0]);
  await step(1);
  expect(resyncs()).toBe(0);
});

describe("something that disturbs the page whenever it changes", () => {
  test.each([
    "a table is sorted",
    "comments are removed",
    "elements with values are wrapped",
    "marks are removed",
  ])("costs a resync for each patch and no more: %s", async (name) => {
    await page.evaluate(`{
        const root = document.querySelector("[live-view]");
        const observer = new MutationObserver(() => {
          observer.disconnect();
          (${disturbances[name]})(root);
          observe();
        });
        const observe = () => observer.observe(root, { childList: true, subtree: true, characterData: true });
        globalThis.stop = () => observer.disconnect();
        observe();
      }`);
    for (const n of [1, 2, 3]) await step(n);
    await page.evaluate("stop()");
    await step(4);
    await expect.poll(look).toEqual(looks[4]);
    expect(resyncs()).toBeLessThanOrEqual(4);
  });
});

describe("while a resync is on its way", () => {
  test("patches do no harm", async () => {
    await disturb(page, "comments are removed");
    await page.evaluate(() => {
      for (let n = 0; n < 4; n++) globalThis.liveloom.push("step");
    });
    await shows(4);
    await expect.poll(look).toEqual(looks[4]);
    expect(resyncs()).toBe(1);
  });

  test.each([
    ["to the server", ClientFrame.Resync, "out"],
    ["to the browser", ServerFrame.Replace, "in"],
  ] as const)("the connection may be lost, on the way %s", async (_, type, way) => {
    await page.close();
    let losses = 0;
    page = await open("/", (opened) =>
      opened.routeWebSocket("**/live/socket*", (browserSide) => {
        const serverSide = browserSide.connectToServer();
        const loses = (message: string | Buffer, direction: string) => {
          if (direction !== way || losses > 0 || JSON.parse(String(message))[0] !== type) return false;
          losses++;
          void Promise.all([browserSide.close({ code: 1001 }), serverSide.close({ code: 1001 })]);
          return true;
        };
        browserSide.onMessage((message) => void (loses(message, "out") || serverSide.send(message)));
        serverSide.onMessage((message) => void (loses(message, "in") || browserSide.send(message)));
      }),
    );
    await disturb(page, "comments are removed");
    for (const n of [1, 2, 3]) {
      await step(n);
      await expect.poll(look).toEqual(looks[n]);
    }
    expect(losses).toBe(1);
  });
});

describe("a page with a stream", () => {
  const entries = () => page.locator("#log").textContent();

  beforeEach(async () => {
    await page.close();
    page = await open("/stream/");
    await step(1);
    await step(2);
    expect(await entries()).toBe("startentry 1entry 2");
  });

  test("is mounted again when it was disturbed, and goes on from there", async () => {
    await disturb(page, "comments are removed");
    await page.evaluate(() => globalThis.liveloom.push("step"));
    await shows(0);
    expect(await entries()).toBe("start");
    await step(1);
    await step(2);
    expect(await entries()).toBe("startentry 1entry 2");
    expect(resyncs()).toBe(1);
  });

  test("is mounted once however many patches were on their way", async () => {
    await disturb(page, "a row is removed");
    await page.evaluate(() => {
      for (let n = 0; n < 4; n++) globalThis.liveloom.push("step");
    });
    await shows(0);
    await step(1);
    expect(await entries()).toBe("startentry 1");
    expect(resyncs()).toBe(1);
  });
});

test("150,000 items come and go with a patch", async () => {
  await page.close();
  page = await open("/long/");
  for (const n of [1, 2, 3]) {
    await step(n);
    expect(await page.evaluate(() => document.querySelectorAll("li").length)).toBe(n === 2 ? 1 : 150_000);
  }
  expect(resyncs()).toBe(0);
});

test("rows in a <tbody> that the browser has added are as good as others", async () => {
  await page.close();
  page = await open("/bare/");
  for (const [n, rows] of ["id0-1", "id10-1", "id210-1", "id3210-1"].entries()) {
    if (n > 0) await step(n);
    await expect.poll(() => page.locator("table").textContent()).toBe(rows);
  }
  expect(resyncs()).toBe(0);
});
