import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { freshPage, launchBrowser } from "./browser.ts";
import { ExampleServer } from "./example-server.ts";
import { Gateway, type SocketRule } from "./gateway.ts";

let browser: Browser;
let server: ExampleServer;
let gateway: Gateway;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([ExampleServer.start("examples/counter/main.ts"), launchBrowser()]);
});

beforeEach(async () => {
  gateway = await Gateway.open(server.address);
  page = await freshPage(browser);
});

afterEach(async () => {
  await page.close();
  gateway.close();
});

afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

const polls = () => gateway.requests.filter((path) => path.startsWith("/live/poll")).length;
const joined = () =>
  page.waitForFunction(() => globalThis.liveloom?.isConnected, undefined, { timeout: 20_000 });
const count = () => page.locator("strong").textContent();
const increment = () => page.getByRole("button", { name: "One more" }).click();

describe("where no WebSocket gets through", () => {
  test.each<[SocketRule]>([["refuse"], ["hang"], ["open and swallow"]])(
    "because a proxy does this: %s, the page is live over HTTP",
    async (rule) => {
      gateway.sockets = rule;
      await page.goto(gateway.address);
      await joined();
      for (let clicks = 0; clicks < 5; clicks++) await increment();
      await expect.poll(count).toBe("5");
      expect(polls()).toBeGreaterThan(1);
    },
  );

  test("the next page does not try one first, and keeps nobody waiting", async () => {
    gateway.sockets = "hang";
    await page.goto(gateway.address);
    await joined();
    await page.reload();
    const at = Date.now();
    await joined();
    expect(Date.now() - at).toBeLessThan(3_000);
  });

  test("lost answers lose no click, and repeat none", async () => {
    gateway.sockets = "refuse";
    await page.goto(gateway.address);
    await joined();
    gateway.cutsEvery = 3;
    for (let clicks = 0; clicks < 20; clicks++) await increment();
    await expect.poll(count, { timeout: 20_000 }).toBe("20");
    gateway.cutsEvery = 0;
    await increment();
    await expect.poll(count).toBe("21");
  });

  test("the page takes the WebSocket when there is one after all, and goes on where it was", async () => {
    gateway.sockets = "refuse";
    await page.goto(gateway.address);
    await joined();
    for (let clicks = 0; clicks < 3; clicks++) await increment();
    await expect.poll(count).toBe("3");
    gateway.sockets = "pass";
    const clicking = (async () => {
      for (let clicks = 0; clicks < 30; clicks++) {
        await increment();
        if (clicks === 10) await page.evaluate(() => dispatchEvent(new Event("online")));
      }
    })();
    await expect.poll(() => gateway.hasSocket, { timeout: 10_000 }).toBe(true);
    await clicking;
    await expect.poll(count).toBe("33");
    const before = polls();
    await increment();
    await expect.poll(count).toBe("34");
    expect(polls()).toBeLessThanOrEqual(before + 1);
    expect(await page.locator(".live-notice").count()).toBe(0);
  });

  test("a restarted server has the page back, and what was clicked meanwhile", async () => {
    gateway.sockets = "refuse";
    await page.goto(gateway.address);
    await joined();
    await server.stop();
    await expect
      .poll(() => page.locator(".live-notice").textContent(), { timeout: 10_000 })
      .toMatch(/^Reconnecting/);
    await increment();
    await server.start();
    await expect.poll(count, { timeout: 30_000 }).toBe("1");
    await expect.poll(() => page.locator(".live-notice").count()).toBe(0);
  }, 90_000);

  test("a page that is left lets its connection go", async () => {
    gateway.sockets = "refuse";
    await page.goto(gateway.address);
    await joined();
    await page.goto("about:blank");
    await page.goBack();
    await joined();
    await increment();
    await expect.poll(count).toMatch(/^\d+$/);
  });
});

describe("the team demo over HTTP", () => {
  let demo: ExampleServer;
  let way: Gateway;

  beforeAll(async () => {
    demo = await ExampleServer.start("examples/demo/main.ts");
    way = await Gateway.open(demo.address);
    way.sockets = "refuse";
  });

  afterAll(async () => {
    way?.close();
    await demo?.remove();
  });

  async function openAs(username: string): Promise<Page> {
    const context = await browser.newContext({ baseURL: way.address });
    onTestFinished(() => context.close());
    const opened = await context.newPage();
    await opened.goto("/teams/1/");
    await opened.getByLabel("Username").fill(username);
    await opened.getByLabel("Password").fill("weaving-is-fun");
    await opened.getByRole("button", { name: "Log in" }).click();
    await opened.waitForFunction(() => globalThis.liveloom?.isConnected);
    return opened;
  }

  const members = (of: Page) => of.locator("tbody tr").count();

  test("everybody sees at once who was removed, and whoever it is leaves the page", async () => {
    const [sofia, mina] = [await openAs("sofia"), await openAs("mina")];
    const before = await members(sofia);
    await sofia.getByRole("button", { name: "Remove mina" }).click();
    await expect.poll(() => members(sofia)).toBe(before - 1);
    await mina.waitForURL((url) => url.pathname === "/teams/");
  });

  test("a page is told that its session has ended", async () => {
    const amir = await openAs("amir");
    const other = await amir.context().newPage();
    await other.goto("/teams/");
    await other.getByRole("button", { name: /log out/i }).click();
    await expect.poll(() => amir.locator(".live-notice").textContent()).toContain("Your session has ended.");
  });
});
