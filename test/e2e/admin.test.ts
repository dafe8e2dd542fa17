import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { english } from "../../src/auth/texts/english.ts";
import { german } from "../../src/auth/texts/german.ts";
import { launchBrowser } from "./browser.ts";
import { ExampleServer } from "./example-server.ts";
import { connected, heading, path, press, visitor } from "./visitor.ts";

const password = "weaving-is-fun";
const words = english.admin;

let browser: Browser;
let server: ExampleServer;
let users = 0;

beforeAll(async () => {
  [server, browser] = await Promise.all([ExampleServer.start("test/e2e/pages/admin.ts"), launchBrowser()]);
});

afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
});

afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

/** Somebody to whom nothing has happened yet; their id is two more than their number. */
function somebody() {
  const number = ++users;
  return { username: `user${number}`, lastName: `Weaver${number}`, path: `/admin/users/${number + 2}/` };
}

/** A browser of its own in which somebody is logged in. */
async function loggedIn(username: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await visitor(browser, { baseURL: server.address, ...options });
  await page.goto("/accounts/login/");
  await page.locator("input[name=username]").fill(username);
  await page.locator("input[name=password]").fill(password);
  await page.locator(".account-card button").last().click();
  await page.waitForURL((url) => url.pathname === "/");
  return page;
}

const follow = (page: Page, name: string) => page.getByRole("link", { name, exact: true }).click();
const said = (page: Page, text: string) =>
  page.locator(".admin-messages").getByText(text, { exact: true }).waitFor();
const rows = (page: Page) => page.locator("tbody th").allTextContents();

describe.each([
  ["with script", { javaScriptEnabled: true }],
  ["without script", { javaScriptEnabled: false }],
])("%s", (_, options) => {
  const open = async (page: Page, address: string) => {
    await page.goto(address);
    if (options.javaScriptEnabled) await connected(page);
  };

  test("somebody is found, and what was searched for is in the address", async () => {
    const { lastName, username } = somebody();
    const page = await loggedIn("helper", options);
    await open(page, "/admin/users/");
    await page.getByLabel(words.search).fill(`${lastName.toUpperCase()}`);
    if (!options.javaScriptEnabled) await press(page, words.open);
    await page.waitForURL(/q=WEAVER/);
    await expect.poll(() => rows(page)).toContain(username);
    expect((await rows(page)).length).toBeLessThan(12);
    await follow(page, username);
    await expect.poll(() => heading(page).textContent()).toBe(username);
    await page.goBack();
    await expect.poll(() => page.getByLabel(words.search).inputValue()).toBe(lastName.toUpperCase());
    await expect.poll(() => rows(page)).toContain(username);
  });

  test("somebody is created, and gets a link to choose a password", async () => {
    const username = `new-${options.javaScriptEnabled}`;
    const page = await loggedIn("root", options);
    await open(page, "/admin/users/add/");
    await page.getByLabel(english.username).fill("ROOT");
    await press(page, words.addUser);
    await page.getByText(words.usernameTaken).waitFor();
    await page.getByLabel(english.username).fill(username);
    await page.getByLabel(english.email).fill(`${username}@example.com`);
    await press(page, words.addUser);
    await said(page, words.userCreated(username));
    if (options.javaScriptEnabled) await connected(page);
    await press(page, words.sendReset);
    await said(page, words.resetSent(`${username}@example.com`));
  });

  test("somebody is changed, deactivated and deleted", async () => {
    const { username, path: address } = somebody();
    const page = await loggedIn("root", options);
    await open(page, address);
    await page.getByLabel(english.email).fill("no address");
    await page.getByLabel(english.email).evaluate((field) => field.setAttribute("type", "text"));
    await press(page, english.save);
    await page.getByText(english.emailInvalid).waitFor();
    expect(await page.getByLabel(english.email).getAttribute("aria-invalid")).toBe("true");
    await page.getByLabel(english.email).fill("elsewhere@example.com");
    await press(page, english.save);
    await said(page, words.saved);
    await press(page, words.deactivate);
    await page.getByText(words.isInactive).waitFor();
    await follow(page, words.deleteUser);
    await page.getByText(words.deleteUserQuestion(username)).waitFor();
    if (options.javaScriptEnabled) await connected(page);
    await press(page, words.delete);
    await said(page, words.userDeleted(username));
  });

  test("groups and permissions are given and taken", async () => {
    const { path: address } = somebody();
    const page = await loggedIn("root", options);
    await open(page, `${address}rights/`);
    await page.getByRole("checkbox", { name: /^Orders/ }).check();
    await press(page, words.saveGroups);
    await said(page, words.saved);
    await page.getByText(words.throughGroups("Orders")).waitFor();
    await page.getByLabel(/shop.pay_order/).check();
    await press(page, words.savePermissions);
    await expect.poll(() => page.locator("input[name=before]").last().inputValue()).toBe("shop.pay_order");
    await page.getByRole("checkbox", { name: /^Orders/ }).uncheck();
    await press(page, words.saveGroups);
    await expect.poll(() => page.locator("input[name=before]").first().inputValue()).toBe("");
    expect(await page.getByRole("checkbox", { name: /^Orders/ }).isChecked()).toBe(false);
  });

  test("a group is created, filled, renamed and deleted", async () => {
    const name = `Group ${options.javaScriptEnabled}`;
    const page = await loggedIn("root", options);
    await open(page, "/admin/groups/");
    await page.getByLabel(words.name).fill(name);
    await press(page, words.addGroup);
    await said(page, words.groupCreated(name));
    await follow(page, name);
    await page.getByLabel(/shop.pay_order/).waitFor();
    if (options.javaScriptEnabled) await connected(page);
    await page.getByLabel(/shop.pay_order/).check();
    await press(page, words.savePermissions);
    await said(page, words.saved);
    await follow(page, words.deleteGroup);
    await page.getByText(words.deleteGroupQuestion(name)).waitFor();
    await press(page, words.delete);
    await said(page, words.groupDeleted(name));
  });
});

test("a session that is ended closes the page that somebody has open elsewhere", async () => {
  const { username, path: address } = somebody();
  const [theirs, page] = [await loggedIn(username), await loggedIn("root")];
  await connected(theirs);
  await page.goto(`${address}sessions/`);
  await connected(page);
  await page.getByRole("button", { name: /^End the session of/ }).click();
  await said(page, words.sessionEnded);
  await theirs.getByText(/session has ended/i).waitFor();
  expect(await theirs.goto("/").then(() => path(theirs))).toBe("/accounts/login/");
});

test("a page shows at once what others do to the user", async () => {
  const { path: address } = somebody();
  const [one, other] = [await loggedIn("root"), await loggedIn("helper")];
  for (const page of [one, other]) {
    await page.goto(address);
    await connected(page);
  }
  await press(one, words.deactivate);
  await other.getByText(words.isInactive).waitFor();
});

test("the audit log says who did what, and comes as a file", async () => {
  const { username, path: address } = somebody();
  const page = await loggedIn("root");
  await page.goto(address);
  await connected(page);
  await press(page, words.deactivate);
  await page.getByText(words.isInactive).waitFor();
  await follow(page, words.history);
  await expect
    .poll(() => page.locator("tbody code").allTextContents())
    .toEqual(["auth.set_active", "auth.create_user"]);
  const [download] = await Promise.all([page.waitForEvent("download"), follow(page, words.exportCsv)]);
  expect(download.suggestedFilename()).toBe("audit-log.csv");
  const lines = await page.request.get(`/admin/audit/export.jsonl?object=user:${address.split("/").at(-2)}`);
  const [entry = ""] = (await lines.text()).split("\n");
  expect(JSON.parse(entry)).toMatchObject({
    action: "auth.set_active",
    actorName: "root",
    objectText: username,
  });
  const anonymous = await browser.newContext({ baseURL: server.address });
  const refused = await anonymous.request.get("/admin/audit/export.csv", { maxRedirects: 0 });
  expect(refused.status()).not.toBe(200);
});

test("events that are sent by hand are refused, and nothing is changed", async () => {
  const { username } = somebody();
  const page = await loggedIn("helper");
  await page.goto("/admin/users/1/");
  await connected(page);
  expect(await page.getByRole("button", { name: words.deactivate }).count()).toBe(0);
  for (const [event, to] of [
    ["setActive", "no"],
    ["setSuperuser", "no"],
    ["setStaff", "no"],
  ] as const) {
    await page.evaluate(
      ([name, value]) => {
        const button = document.createElement("button");
        button.setAttribute("live-click", name);
        button.dataset.to = value;
        document.querySelector(".admin-cards")?.append(button);
        button.click();
        button.remove();
      },
      [event, to] as const,
    );
    await said(page, words.notAllowed);
  }
  await page.goto(`/admin/users/?q=${username}`);
  const root = await loggedIn("root");
  await root.goto("/admin/audit/?action=auth.admin&outcome=denied");
  await expect.poll(() => root.locator("tbody code").count()).toBeGreaterThanOrEqual(3);
  await root.goto("/admin/users/1/");
  await root.getByText(words.isActive).waitFor();
});

test("all of it is there in German", async () => {
  const page = await loggedIn("root", { locale: "de-DE" });
  await page.goto("/admin/users/");
  await expect.poll(() => heading(page).textContent()).toBe(german.admin.users);
  await page.goto("/admin/groups/1/");
  await page.getByText(german.admin.roleHint).waitFor();
});

test("nothing is wider than a narrow screen", async () => {
  const page = await loggedIn("root", { viewport: { width: 390, height: 844 } });
  const pages = [
    "users/",
    "users/1/",
    "users/2/rights/",
    "users/1/sessions/",
    "users/add/",
    "groups/",
    "groups/1/",
    "audit/",
  ];
  for (const address of pages) {
    await page.goto(`/admin/${address}`);
    const tooWide = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
    expect.soft(await page.evaluate(tooWide), address).toBe(0);
  }
});
