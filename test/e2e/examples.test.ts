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

test("the table of the guide keeps its search, order and page in the address", async () => {
  const { address } = await start("examples/url-table/main.ts");
  const page = await open(address);
  await page.waitForFunction(() => globalThis.liveloom?.isConnected);
  const first = (name: string) => expect.poll(() => page.locator("tbody a").first().textContent()).toBe(name);
  const query = () => new URL(page.url()).search;
  await first("Everest");
  await page.getByRole("link", { name: "height" }).click();
  await first("Grossglockner");
  await expect.poll(query).toBe("?sort=height&order=up");
  await page.getByRole("link", { name: "2", exact: true }).click();
  await first("Dykh-Tau");
  await page.getByLabel("Range").selectOption("Alps");
  await first("Grossglockner");
  await expect.poll(query).toBe("?sort=height&order=up&range=Alps");
  await expect.poll(() => page.title()).toBe("Peaks of the Alps");
  await page.getByLabel("Name").pressSequentially("matter");
  await first("Matterhorn");
  await page.getByRole("link", { name: "Matterhorn" }).click();
  await expect.poll(() => page.locator("h1").textContent()).toBe("Matterhorn");
  await page.getByRole("button", { name: "Another peak" }).click();
  await expect.poll(() => page.locator(".live-message").textContent()).toContain("From Matterhorn to ");
  await page.goBack();
  await page.goBack();
  await first("Matterhorn");
  await expect.poll(() => page.getByLabel("Name").inputValue()).toBe("matter");
  await page.goto(`${address}/?range=Alps&page=7`);
  await expect.poll(query).toBe("?range=Alps&page=1");
});

test("the sign-up form of the guide says what is wrong, keeps what was typed, and takes one account an address", async () => {
  const { address } = await start("examples/sign-up/main.ts");
  const page = await open(address);
  await page.waitForFunction(() => globalThis.liveloom?.isConnected);
  const fill = async (email: string) => {
    const values = { Name: "Ada", "E-mail": email, Street: "Loom Lane 1", City: "Lyon", Number: "0123 456" };
    for (const [label, value] of Object.entries(values))
      await page.getByLabel(label, { exact: true }).fill(value);
    for (const label of ["Password", "Once more"]) await page.getByLabel(label).fill("weaving-is-fun");
    await page.getByLabel("I accept the terms").check();
    await page.getByRole("button", { name: "Sign up" }).click();
  };
  const errors = () => page.locator(".error").allTextContents();
  await page.getByLabel("Password").fill("short");
  await page.getByLabel("Once more").fill("shorter");
  await page.getByLabel("Street").focus();
  await expect.poll(errors).toEqual(["At least eight characters"]);
  await page.getByRole("button", { name: "Add a phone" }).click();
  await expect.poll(() => page.getByLabel("Number").count()).toBe(2);
  await page.getByRole("button", { name: "Remove phone 2" }).click();
  await expect.poll(() => page.getByLabel("Number").count()).toBe(1);
  await fill("ada@example.com");
  await expect.poll(errors).toEqual(["Somebody has signed up with this address"]);
  expect(await page.getByLabel("Street").inputValue()).toBe("Loom Lane 1");
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("account-email");
  await fill("bob@example.com");
  await expect.poll(() => page.getByRole("status").first().textContent()).toContain("Welcome, Ada!");
  expect(await page.getByLabel("Password").inputValue()).toBe("");
  expect(await errors()).toEqual([]);
});

test("the wizard goes on when a step is right, and back with all that was typed", async () => {
  const { address } = await start("examples/wizard/main.ts");
  const page = await open(address);
  await page.waitForFunction(() => globalThis.liveloom?.isConnected);
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  const heading = (name: string) => expect.poll(() => page.locator("h2").textContent()).toBe(name);
  await press("Next");
  await expect.poll(() => page.locator(".error").first().textContent()).toBe("Choose a country");
  await page.getByLabel("Country").selectOption("it");
  await expect
    .poll(() => page.getByLabel("City").locator("option").allTextContents())
    .toEqual(["Choose…", "Milano", "Roma"]);
  await page.getByLabel("City").selectOption("Roma");
  await page.getByLabel("Nights").fill("3");
  await press("Next");
  await heading("Who travels?");
  await page.getByLabel("Traveller 1", { exact: true }).fill("Ada");
  await press("Add somebody");
  await page.getByLabel("Traveller 2", { exact: true }).fill("Bob");
  await page.getByLabel("vegetarian").nth(1).check();
  await press("Back");
  await heading("Where to?");
  expect([await page.getByLabel("City").inputValue(), await page.getByLabel("Nights").inputValue()]).toEqual([
    "Roma",
    "3",
  ]);
  await press("Next");
  await heading("Who travels?");
  expect(await page.getByLabel("Traveller 2", { exact: true }).inputValue()).toBe("Bob");
  expect(await page.getByLabel("vegetarian").nth(1).isChecked()).toBe(true);
  await press("Next");
  await heading("Is everything right?");
  expect(await page.locator("dd").allTextContents()).toEqual([
    "Roma, Italy",
    expect.stringMatching(/^3 nights from /),
    "Ada (any food), Bob (vegetarian food)",
  ]);
  await press("Book it");
  await heading("Have a good trip!");
});

test("the dashboard of the guide draws, counts, loads, reports and explains", async () => {
  const { address } = await start("examples/dashboard/main.ts");
  const [ada, ben] = await Promise.all([open(address), open(address)]);
  await expect.poll(() => ada.locator("polyline").getAttribute("points")).toMatch(/^0,\d+ 10,\d+/);
  await expect.poll(() => ada.getByRole("listitem").count(), { timeout: 15_000 }).toBe(4);
  await expect.poll(() => ada.locator("time").textContent(), { timeout: 15_000 }).toBe("3 s");
  await ada.getByRole("button", { name: "Make the report" }).click();
  await expect.poll(() => ada.getByRole("button", { name: "Cancel" }).isEnabled()).toBe(true);
  await ada.getByRole("button", { name: "Cancel" }).click();
  await expect.poll(() => ada.getByRole("progressbar").getAttribute("value")).toBe("0");
  await ben.getByRole("button", { name: "Explain" }).click();
  await ben.getByRole("button", { name: "Make the report" }).click();
  const news = ada.getByText("Somebody made a report of 2000 rows.");
  await expect.poll(() => news.isVisible(), { timeout: 15_000 }).toBe(true);
  await expect
    .poll(() => ben.locator(".summary").textContent(), { timeout: 10_000 })
    .toContain("search results.");
  await expect.poll(() => news.count(), { timeout: 10_000 }).toBe(0);
});

test("the safe transfers of the guide put the money back when the line breaks", async () => {
  const { address } = await start("examples/safe-transfers/main.ts");
  const page = await open(address);
  await page.waitForFunction(() => globalThis.liveloom?.isConnected);
  const balances = () => page.locator("strong").allTextContents();
  const submit = () => page.getByRole("button", { name: "Transfer" }).click();
  await submit();
  await expect.poll(() => page.getByRole("status").first().textContent()).toBe("€50.00 on their way.");
  expect(await balances()).toEqual(["€450.00", "€120.00", "€130.00", "€700.00"]);
  await page.getByRole("button", { name: "Cut the line" }).click();
  await submit();
  await expect
    .poll(() => page.locator(".problem").textContent())
    .toMatch(/^Nothing was moved\. Tell us [0-9a-f]{8} when you call\.$/);
  expect(await balances()).toEqual(["€450.00", "€120.00", "€130.00", "€700.00"]);
  await page.getByRole("button", { name: "Cut the line" }).click();
  await page.getByRole("button", { name: "Ask a bank abroad" }).click();
  await submit();
  await expect.poll(balances).toEqual(["€400.00", "€120.00", "€180.00", "€700.00"]);
});

test("the to-do list adds, checks, filters and clears, on every open page", async () => {
  const { address } = await start("examples/todo/main.ts");
  const [ada, ben] = await Promise.all([open(address), open(`${address}/?show=open`)]);
  const texts = (page: Page) => page.locator(".todos span").allTextContents();
  const shows = async (page: Page, expected: string[]) => expect.poll(() => texts(page)).toEqual(expected);
  const start3 = ["Wind the warp", "Dress the loom", "Throw the shuttle"];
  for (const page of [ada, ben]) await page.waitForFunction(() => globalThis.liveloom?.isConnected);
  await ada.getByLabel("What is to be done?").fill("Cut <b>it</b>");
  await ada.getByRole("button", { name: "Add" }).click();
  for (const page of [ada, ben]) await shows(page, [...start3, "Cut <b>it</b>"]);
  expect(await ada.getByLabel("What is to be done?").inputValue()).toBe("");
  await ada.getByLabel("Dress the loom", { exact: true }).click();
  await shows(ben, ["Wind the warp", "Throw the shuttle", "Cut <b>it</b>"]);
  await expect.poll(() => ben.getByRole("status").first().textContent()).toBe("3 left");
  await ada.getByRole("link", { name: "Done" }).click();
  await shows(ada, ["Dress the loom"]);
  expect(new URL(ada.url()).search).toBe("?show=done");
  await ada.getByLabel("Dress the loom", { exact: true }).click();
  await shows(ada, []);
  await shows(ben, [...start3, "Cut <b>it</b>"]);
  await ben.getByLabel("Remove “Wind the warp”").click();
  await ben.getByLabel("Dress the loom", { exact: true }).click();
  await shows(ada, ["Dress the loom"]);
  await ada.getByRole("button", { name: "Clear what is done" }).click();
  await shows(ada, []);
  await ada.goBack();
  await shows(ada, ["Throw the shuttle", "Cut <b>it</b>"]);
  expect(await ada.getByRole("button", { name: "Clear what is done" }).isDisabled()).toBe(true);
});

test("the chat tells a room what is said and who is typing, and stays at the end unless one reads above", async () => {
  const { address } = await start("examples/chat/main.ts");
  const [ada, ben, cleo] = await Promise.all([open(address), open(address), open(`${address}/dyeing/`)]);
  for (const [page, name] of [
    [ada, "Ada"],
    [ben, "Ben"],
  ] as const) {
    await page.waitForFunction(() => globalThis.liveloom?.isConnected);
    await page.getByRole("link", { name: "Weaving" }).click();
    await page.getByLabel("Your name").fill(name);
    await page.getByRole("button", { name: "Enter" }).click();
  }
  const texts = (page: Page) => page.locator(".messages p").allTextContents();
  const fromEnd = (page: Page) =>
    page.locator(".messages").evaluate((log) => log.scrollHeight - log.clientHeight - log.scrollTop);
  await ada.getByLabel("Message", { exact: true }).pressSequentially("Hel");
  await expect.poll(() => ben.locator(".typing").textContent()).toBe("Ada is typing …");
  expect(await ada.locator(".typing").textContent()).toBe("");
  await ada.getByLabel("Message", { exact: true }).fill("Hello <b>");
  await ada.getByRole("button", { name: "Send" }).click();
  for (const page of [ada, ben]) await expect.poll(() => texts(page)).toEqual(["Hello <b>"]);
  await expect.poll(() => ben.locator(".typing").textContent()).toBe("");
  expect(await ada.getByLabel("Message", { exact: true }).inputValue()).toBe("");
  const say = (page: Page, words: string[]) =>
    page.evaluate(async (all) => {
      for (const text of all) await globalThis.liveloom.push("send", { text });
    }, words);
  const words = Array.from({ length: 18 }, (_, index) => `Line ${index}`);
  await say(ben, words);
  await expect.poll(() => texts(ada)).toEqual(["Hello <b>", ...words]);
  await expect.poll(() => fromEnd(ada)).toBeLessThan(2);
  await ada.locator(".messages").evaluate((log) => {
    log.scrollTop = 100;
  });
  await say(ada, ["One more"]);
  await expect.poll(() => texts(ben)).toContain("One more");
  await expect.poll(() => texts(ada)).toContain("One more");
  expect(await ada.locator(".messages").evaluate((log) => log.scrollTop)).toBe(100);
  await expect.poll(() => fromEnd(ben)).toBeLessThan(2);
  expect(await texts(cleo)).toEqual([]);
  await ada.getByRole("link", { name: "All rooms" }).click();
  await ada.getByRole("link", { name: "Weaving" }).click();
  await expect.poll(() => texts(ada)).toEqual(["Hello <b>", ...words, "One more"]);
  await expect.poll(() => fromEnd(ada)).toBeLessThan(2);
});

/** All that an example says when it does not start. */
async function refusalOf(script: string, environment: NodeJS.ProcessEnv): Promise<string> {
  const server = await ExampleServer.prepare(script, environment);
  onTestFinished(() => server.remove());
  return await server.start().then(
    () => "it started",
    (error: Error) => error.message,
  );
}

test("an example says in a sentence that its port is taken", async () => {
  const taken = createServer().listen(0, "localhost");
  await once(taken, "listening");
  onTestFinished(() => void taken.close());
  const address = taken.address();
  const port = typeof address === "object" ? String(address?.port) : "";
  expect(await refusalOf("examples/counter/main.ts", { PORT: port })).toBe(
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
    { DATABASE_URL: "mysql://localhost/weft" },
    'LV-CONFIG-DATABASE: A database address is "sqlite:data/app.db" or "postgres://user:password@host/database"; got "mysql://localhost/weft".',
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

test("the guest list of the guide is filled by everybody, and cut by those who may", async () => {
  const { address } = await start("examples/guest-list/main.ts");
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
  await ben.getByLabel("Name").fill("Mary Shelley");
  await ben.getByLabel("Table").selectOption("Hall");
  await ben.getByRole("button", { name: "Invite" }).click();
  const mary = ada.getByRole("listitem").filter({ hasText: "Mary Shelley" });
  await expect.poll(() => mary.locator("span").textContent()).toBe("Hall");
  expect(await ben.getByRole("button", { name: "Remove" }).count()).toBe(0);
  await mary.getByRole("button", { name: "Remove" }).click();
  await expect.poll(() => ben.getByRole("listitem").count()).toBe(3);
});
