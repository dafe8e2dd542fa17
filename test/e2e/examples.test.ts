import { once } from "node:events";
import { createServer } from "node:net";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { launchBrowser } from "./browser.ts";
import { ExampleServer } from "./example-server.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

async function start(script: string): Promise<ExampleServer> {
  const server = await ExampleServer.start(script);
  onTestFinished(() => server.remove());
  return server;
}

async function open(address: string): Promise<Page> {
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

test("the counter of the README counts", async () => {
  const { address } = await start("examples/counter/main.ts");
  const page = await open(address);
  await page.waitForFunction(() => globalThis.liveloom?.isConnected);
  await page.getByRole("button", { name: "One more" }).click();
  await expect.poll(() => page.locator("strong").textContent()).toBe("1");
  await page.getByLabel("How many").fill("20");
  await page.getByRole("button", { name: "Add" }).click();
  await expect.poll(() => page.locator("strong").textContent()).toBe("21");
});

test("the notice board of the guide shows a note to everybody, and lets only some write", async () => {
  const { address } = await start("examples/notice-board/main.ts");
  const [ada, ben] = await Promise.all([open(address), open(address)]);
  for (const [page, username] of [
    [ada, "ada"],
    [ben, "ben"],
  ] as const) {
    await page.getByLabel("Username").fill(username);
    await page.getByLabel("Password").fill("weaving-is-fun");
    await page.getByRole("button", { name: "Log in" }).click();
    await page.waitForFunction(() => globalThis.liveloom?.isConnected);
  }
  expect(await ben.getByLabel("Note").count()).toBe(0);
  await ada.getByLabel("Note").fill("Hello <b>there</b>");
  await ada.getByRole("button", { name: "Post" }).click();
  for (const page of [ada, ben]) {
    await expect.poll(() => page.getByRole("listitem").allTextContents()).toEqual(["Hello <b>there</b> ada"]);
  }
  await ben.evaluate(() => globalThis.liveloom.push("post", { text: "me too" }));
  await expect.poll(() => ben.getByRole("alert").textContent()).toContain("Ask for permission");
  expect(await ada.getByRole("listitem").count()).toBe(1);
  await ada.evaluate(() => globalThis.liveloom.push("post", { text: " " }));
  await expect.poll(() => ada.getByRole("alert").textContent()).toBe("A note has 1 to 200 characters.");
  await ada.getByLabel("Note").fill("Better");
  await ada.getByRole("button", { name: "Post" }).click();
  await expect.poll(() => ada.getByRole("alert").count()).toBe(0);
});

test("the feed of the guide shows every page what is posted, liked and removed, and no more than its limit", async () => {
  const { address } = await start("examples/feed/main.ts");
  const [ada, ben] = await Promise.all([open(address), open(address)]);
  const pages = [ada, ben];
  await Promise.all(pages.map((page) => page.waitForFunction(() => globalThis.liveloom?.isConnected)));
  const both = async (texts: string[]) => {
    for (const page of pages)
      await expect.poll(() => page.locator(".post p").allTextContents()).toEqual(texts);
  };
  const field = ada.getByLabel("What is new?");
  for (const text of ["One", "Two <b>"]) {
    await field.fill(text);
    await field.press("Enter");
    await expect.poll(() => field.inputValue()).toBe("");
  }
  await both(["Two <b>", "One"]);
  await ben.getByRole("listitem").filter({ hasText: "One" }).getByLabel("Like").click();
  for (const page of pages) {
    await expect.poll(() => page.locator(".post span").allTextContents()).toEqual(["0", "1"]);
    await expect.poll(() => page.locator(".liked p").allTextContents()).toEqual(["One"]);
  }
  await ada.getByRole("listitem").filter({ hasText: "Two" }).getByLabel("Remove").click();
  await both(["One"]);
  await ben.evaluate(() => document.querySelector(".posts")?.setAttribute("lv", "moved by somebody else"));
  await ben.getByLabel("What is new?").fill("half a sen");
  await ada.getByLabel("Like").click();
  await expect.poll(() => ben.locator(".post span").allTextContents()).toEqual(["2"]);
  expect(await ben.getByLabel("What is new?").inputValue()).toBe("half a sen");
  const more = Array.from({ length: 20 }, (_, index) => `More ${index}`);
  await ben.evaluate((texts) => {
    for (const text of texts) globalThis.liveloom.push("post", { text });
  }, more);
  await both(more.toReversed());
});

test("the board of the guide keeps a card's form while others change the board, and moves the card with it", async () => {
  const { address } = await start("examples/board/main.ts");
  const [ada, ben] = await Promise.all([open(address), open(address)]);
  const pages = [ada, ben];
  await Promise.all(pages.map((page) => page.waitForFunction(() => globalThis.liveloom?.isConnected)));
  const column = (page: Page, name: string) => page.getByRole("region", { name }).locator(".card");
  await ada.getByLabel("New task").fill("Spin");
  await ada.getByLabel("New task").press("Enter");
  await expect.poll(() => ada.getByLabel("New task").inputValue()).toBe("");
  await expect.poll(() => column(ben, "To do").count()).toBe(3);
  await column(ada, "To do").nth(0).getByRole("button", { name: "Edit" }).click();
  const field = ada.getByLabel("Title");
  await field.fill("Throw it");
  await column(ben, "To do").filter({ hasText: "Cut" }).getByRole("button", { name: "Remove" }).click();
  await column(ben, "To do").filter({ hasText: "shuttle" }).getByRole("button", { name: "Forth" }).click();
  await expect.poll(() => column(ada, "Doing").count()).toBe(2);
  expect(await column(ada, "Doing").getByLabel("Title").count()).toBe(1);
  await field.fill("Throw it well");
  await field.press("Enter");
  for (const page of pages) {
    await expect
      .poll(() => column(page, "Doing").locator("p").allTextContents())
      .toEqual(["Dress the loom", "Throw it well"]);
    expect(await column(page, "To do").locator("p").allTextContents()).toEqual(["Spin"]);
  }
});

const examples = ["counter", "notice-board", "feed", "board", "demo"].map(
  (name) => `examples/${name}/main.ts`,
);

/** All that an example says when it does not start. */
async function refusalOf(script: string, environment: NodeJS.ProcessEnv): Promise<string> {
  const server = await ExampleServer.prepare(script, environment);
  onTestFinished(() => server.remove());
  return await server.start().then(
    () => "it started",
    (error: Error) => error.message,
  );
}

test.each(examples)("%s says in a sentence that its port is taken", async (script) => {
  const taken = createServer().listen(0, "localhost");
  await once(taken, "listening");
  onTestFinished(() => void taken.close());
  const address = taken.address();
  const port = typeof address === "object" ? String(address?.port) : "";
  expect(await refusalOf(script, { PORT: port })).toBe(
    `The example ended with 1: LV-LISTEN: Cannot listen on localhost:${port}: the port is taken. Stop what listens there, or choose another port.\n`,
  );
});

test.each<[string, NodeJS.ProcessEnv, string]>([
  [
    "port",
    { PORT: "abc" },
    "LV-LISTEN: Cannot listen on localhost:abc: a port is a whole number from 0 to 65535.",
  ],
  [
    "database",
    { DATABASE_URL: "postgres://localhost/weft" },
    'LV-CONFIG-DATABASE: A database address is "sqlite:" and a file, such as "sqlite:data/app.db"; got "postgres://localhost/weft".',
  ],
  [
    "secret",
    { LIVELOOM_SECRET: "short" },
    "LV-CONFIG-SECRET: createApp needs a secret of at least 32 characters in production, got 5. Pass `secret` or set LIVELOOM_SECRET.",
  ],
])("the demo says in a sentence that its %s is wrong", async (_, environment, sentence) => {
  expect(await refusalOf("examples/demo/main.ts", environment)).toBe(
    `The example ended with 1: ${sentence}\n`,
  );
});
