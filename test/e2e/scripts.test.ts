import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import { freshPage, launchBrowser, reloadWithDelay } from "./browser.ts";
import { ExampleServer } from "./example-server.ts";
import { Gateway } from "./gateway.ts";

let browser: Browser;
let server: ExampleServer;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([ExampleServer.start("test/e2e/pages/scripts.ts"), launchBrowser()]);
});

beforeEach(async () => {
  page = await freshPage(browser);
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

const heard = () => page.evaluate<string[]>("globalThis.heard");

const hears = (...what: string[]) => expect.poll(heard, { timeout: 10_000 }).toEqual(what);

test.each(["/", "/first/"])(
  "hooks hear of what mount had to say, whichever script runs first: %s",
  async (path) => {
    await open(path);
    await hears("mounted probe", "welcome mount");
  },
);

test("a hook hears of changes to its element, then of what the view tells, and so does the window", async () => {
  await page.locator("#step").click();
  await hears("mounted probe", "welcome mount", "updated probe 1 1", "stepped 1 1");
  expect(await page.evaluate("globalThis.windowHeard")).toEqual([1]);
  await page.locator("#unrelated").click();
  await expect.poll(() => page.locator("li").first().textContent()).toBe("3");
  await hears("mounted probe", "welcome mount", "updated probe 1 1", "stepped 1 1");
});

test("a hook can look at its element before the server changes it", async () => {
  const before = () => page.evaluate<string>("globalThis.probe.before");
  await page.locator("#step").click();
  await expect.poll(heard).toContain("updated probe 1 1");
  expect(await before()).toBe("0");
  await page.locator("#step").click();
  await expect.poll(heard).toContain("updated probe 2 2");
  expect(await before()).toBe("1");
});

test("a hook hears of all changes, also when its code is slow to come", async () => {
  await reloadWithDelay(page, "**/parts-*/hooks*");
  await page.waitForFunction(() => globalThis.liveloom?.isConnected);
  await page.locator("#step").click();
  await hears("mounted probe", "welcome mount", "updated probe 1 1", "stepped 1 1");
});

test("hooks come and go with a page that a link leads to, and hear of its mount", async () => {
  await hears("mounted probe", "welcome mount");
  await page.evaluate(() => globalThis.liveloom?.navigate("/first/"));
  await page.waitForURL("**/first/");
  const gone = ["probe false", "row1", "row2", "row3"].map((each) => `destroyed ${each}`);
  await hears("mounted probe", "welcome mount", ...gone, "mounted probe", "welcome mount");
});

test("scripts and views talk without a WebSocket, too, and hear of no connection that never was", async () => {
  const gateway = await Gateway.open(server.address);
  onTestFinished(() => gateway.close());
  gateway.sockets = "refuse";
  await page.goto(gateway.address);
  await page.waitForFunction(() => globalThis.liveloom?.isConnected, undefined, { timeout: 20_000 });
  await page.locator("#step").click();
  await hears("mounted probe", "welcome mount", "updated probe 1 1", "stepped 1 1");
  expect(await page.evaluate(() => globalThis.liveloom?.ask("double", { n: 4 }))).toEqual({ doubled: 8 });
});

test("a broken hook breaks nothing", async () => {
  const errors: string[] = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.locator("#step").click();
  await page.locator("#step").click();
  await expect.poll(() => page.locator("#broken").textContent()).toBe("2");
  await expect.poll(() => errors.filter((text) => text.includes('"Broken" failed')).length).toBe(2);
});

test("a hook asks the view and gets what the handler returned, once the page shows it", async () => {
  const reply = await page.evaluate(async () => {
    const { probe } = globalThis as unknown as { probe: { pushEvent(...call: unknown[]): Promise<object> } };
    return {
      ...(await probe.pushEvent("double", { n: 4 })),
      shown: document.querySelector("output")?.textContent,
    };
  });
  expect(reply).toEqual({ doubled: 8, shown: "8" });
  expect(await page.evaluate(() => globalThis.liveloom.ask("step"))).toBeNull();
});

test.each([
  ["fail", {}, "LV-INTERNAL"],
  ["double", { n: "x" }, "LV-PARAMS-INVALID"],
  ["nowhere", {}, "LV-EVENT-UNKNOWN"],
])("an event that is refused or fails rejects with its code: %s", async (name, params, code) => {
  const ask = ([event, about]: [string, object]) =>
    globalThis.liveloom.ask(event, about).catch((error) => error.code);
  expect(await page.evaluate(ask, [name, params] as [string, object])).toBe(code);
});

test.each([
  ["goes round in a circle", "const circle = {}; circle.self = circle;", "circle"],
  ["JSON has no word for", "", "{ n: 1n }"],
])("what %s is not sent, and whoever asks gets a code", async (_, prepare, value) => {
  const refusal = `({ code, message }) => code + ": " + message`;
  const ask = (target: string) =>
    page.evaluate(`(() => { ${prepare} return ${target}("double", ${value}).catch(${refusal}) })()`);
  expect(await ask("liveloom.ask")).toBe("LV-NOT-SENT: This cannot be sent: it is no JSON.");
  expect(await ask("probe.pushEvent.bind(probe)")).toBe("LV-NOT-SENT: This cannot be sent: it is no JSON.");
  expect(await page.evaluate(() => globalThis.liveloom.ask("double", { n: 2 }))).toEqual({ doubled: 4 });
});

test("developers are told once of what does nothing: hooks, and dialogs that cannot be opened again", async () => {
  const warnings: string[] = [];
  const another = await browser.newPage();
  another.on("console", (message) => message.type() === "warning" && warnings.push(message.text()));
  await another.goto(`${server.address}/first/`);
  await expect.poll(() => warnings.length, { timeout: 20_000 }).toBe(3);
  await another.locator("#step").click();
  await another.evaluate(() => document.querySelector("#widget")?.setAttribute("live-hook", "Chart"));
  await expect.poll(() => warnings.length, { timeout: 20_000 }).toBe(4);
  expect(warnings.map((text) => text.replace(/ JSHandle.*/, "")).toSorted()).toEqual([
    expect.stringContaining("a dialog with live-modal has no live-close."),
    expect.stringContaining('live-hook="Chart": no script has registered a hook of this name.'),
    expect.stringMatching(
      /live-hook="Later": no script has .* Registered: Probe, Other, Broken, Row, Widget\./,
    ),
    expect.stringContaining('live-hook="Probe" stands outside of the live view'),
  ]);
  await another.close();
});

test("an element with another hook's name changes hooks", async () => {
  await page.locator("#change").click();
  await hears("mounted probe", "welcome mount", "destroyed probe false", "mounted other probe");
});

test("a hook keeps its fields while its row moves, and hears when it goes", async () => {
  await page.locator("#unrelated").click();
  await page.locator("#shrink").click();
  await hears("mounted probe", "welcome mount", "destroyed row3");
});

test("a widget that fills an ignored element keeps what it made, and follows its value", async () => {
  await page.locator("#widget i").evaluate((made) => {
    made.id = "made";
  });
  await page.locator("#step").click();
  await expect.poll(() => page.locator("#widget #made").textContent()).toBe("drawn 1");
});

test("hooks and their elements live through a lost connection and a resync", async () => {
  await page.context().setOffline(true);
  await page.evaluate(() => document.querySelector("output")?.remove());
  await page.context().setOffline(false);
  await page.locator("#step").click();
  await expect.poll(() => page.locator("output").textContent()).toBe("1");
  expect((await heard()).filter((text) => /mounted|destroyed/.test(text))).toEqual(["mounted probe"]);
});

test("hooks hear of a lost connection and of the next one, also when the server has restarted", async () => {
  await server.stop();
  await hears("mounted probe", "welcome mount", "disconnected");
  await server.start();
  await expect.poll(heard, { timeout: 20_000 }).toContain("reconnected");
  expect((await heard()).filter((text) => text.startsWith("mounted"))).toEqual(["mounted probe"]);
});

test("a hook that is registered later takes over elements that are there", async () => {
  await page.evaluate(`import("/live/hooks/index.js").then(({ hooks }) =>
    hooks({ Later: { mounted() { this.el.id = "taken"; } } }))`);
  await expect.poll(() => page.locator("#taken").count()).toBe(1);
});
