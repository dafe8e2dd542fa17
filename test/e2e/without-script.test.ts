import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
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

async function visitor({ address }: ExampleServer, javaScriptEnabled = false): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled, baseURL: address });
  onTestFinished(() => context.close());
  return await context.newPage();
}

async function logIn(page: Page, username: string): Promise<void> {
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Password").fill("weaving-is-fun");
  await page.getByRole("button", { name: "Log in" }).click();
}

describe("in a browser that runs no script", () => {
  test("the counter counts, by its button and by its form", async () => {
    const page = await visitor(await start("examples/counter/main.ts"));
    await page.goto("/");
    for (let clicks = 0; clicks < 3; clicks++) await page.getByRole("button", { name: "One more" }).click();
    expect(await page.locator("strong").textContent()).toBe("3");
    await page.getByLabel("How many").fill("20");
    await page.getByRole("button", { name: "Add" }).click();
    expect(await page.locator("strong").textContent()).toBe("23");
    expect(new URL(page.url()).pathname).toBe("/");
  });

  test("reloading the page does not repeat what was done", async () => {
    const page = await visitor(await start("examples/notice-board/main.ts"));
    await page.goto("/");
    await logIn(page, "ada");
    await page.getByLabel("Note").fill("Once & only");
    await page.getByRole("button", { name: "Post" }).click();
    await page.reload();
    expect(await page.getByRole("listitem").allTextContents()).toEqual(["Once & only ada"]);
  });

  test("a refusal of the notice board is shown, and a note that is none", async () => {
    const page = await visitor(await start("examples/notice-board/main.ts"));
    await page.goto("/");
    await logIn(page, "ada");
    await page.getByLabel("Note").fill("   ");
    await page.getByRole("button", { name: "Post" }).click();
    expect(await page.getByRole("alert").textContent()).toBe("A note has 1 to 200 characters.");
  });

  test("a manager of the demo logs in and removes a member, but not herself", async () => {
    const page = await visitor(await start("examples/demo/main.ts"));
    await page.goto("/teams/1/");
    await logIn(page, "sofia");
    const members = page.locator("tbody tr");
    const before = await members.count();
    await page.getByRole("button", { name: "Remove mina" }).click();
    expect(await members.count()).toBe(before - 1);
    await page.getByRole("button", { name: "Remove sofia" }).click();
    expect(await page.getByRole("alert").textContent()).toBe("You can't remove yourself.");
    expect(await members.count()).toBe(before - 1);
  });

  test("a page from a template file in Django's language does the same", async () => {
    const page = await visitor(await start("test/e2e/pages/django.ts"));
    await page.goto("/");
    await page.getByRole("button", { name: "Remove <b>bob</b>" }).click();
    expect(await page.getByText("bob").count()).toBe(0);
    await page.locator("form input[name=name]").fill("cleo & co");
    await page.getByRole("button", { name: "Add" }).click();
    expect(await page.getByRole("button", { name: "Remove cleo & co" }).count()).toBe(1);
    expect(await page.getByRole("button", { name: "Remove ada" }).count()).toBe(1);
  });

  test("a page with a stream goes on after a post: its list, flash messages, errors and what was typed", async () => {
    const page = await visitor(await start("test/e2e/pages/without-script.ts"));
    await page.goto("/");
    const [note, items] = [page.getByLabel("Note", { exact: true }), page.getByRole("listitem")];
    await note.fill("First");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    expect(await items.allTextContents()).toEqual(["Welcome", "First"]);
    expect(await page.getByText("Added First").count()).toBe(1);
    await page.getByRole("button", { name: "Fail" }).click();
    expect(await page.locator(".problem").textContent()).toBe("Error: No paper");
    await note.fill("No");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    expect(await page.locator("output").textContent()).toBe("Three letters at least");
    expect(await note.inputValue()).toBe("No");
    expect(await items.allTextContents()).toEqual(["Welcome", "First"]);
  });

  test("a row is added to a form without losing what is in it, and Enter still submits it", async () => {
    const page = await visitor(await start("test/e2e/pages/without-script.ts"));
    await page.goto("/");
    await page.getByLabel("Tag 1", { exact: true }).fill("red");
    await page.getByRole("button", { name: "Add a tag" }).click();
    await page.getByLabel("Tag 2", { exact: true }).fill("blue");
    await page.getByLabel("Note", { exact: true }).fill("Dyes");
    await page.getByRole("button", { name: "Remove tag 1" }).click();
    expect(await page.getByLabel("Tag 1", { exact: true }).inputValue()).toBe("blue");
    expect(await page.getByLabel("Note", { exact: true }).inputValue()).toBe("Dyes");
    await page.getByLabel("Tag 1", { exact: true }).press("Enter");
    expect(await page.getByRole("listitem").allTextContents()).toEqual(["Welcome", "Dyes #blue"]);
  });

  test("a phone is added to the sign-up form, whose other fields stay", async () => {
    const page = await visitor(await start("examples/sign-up/main.ts"));
    await page.goto("/");
    await page.getByLabel("Name").fill("Ada");
    await page.getByLabel("E-mail").fill("ada@");
    await page.getByRole("button", { name: "Add a phone" }).click();
    expect(await page.getByLabel("Number").count()).toBe(2);
    expect(await page.getByLabel("Name").inputValue()).toBe("Ada");
    expect(await page.locator(".error").allTextContents()).toEqual(["This is no e-mail address"]);
  });

  test("people vote for a place, see their vote, and suggest another one", async () => {
    const server = await start("examples/lunch/main.ts");
    const [page, live] = [await visitor(server), await visitor(server, true)];
    await Promise.all([page.goto("/"), live.goto("/")]);
    await live.waitForFunction(() => globalThis.liveloom?.isConnected);
    await page.getByRole("button", { name: "Vote for The canteen" }).click();
    expect(await page.locator(".mine .name").textContent()).toBe("The canteen");
    await page.getByRole("button", { name: "Vote for The noodle bar" }).click();
    await page.getByRole("button", { name: "Suggest" }).click();
    expect(await page.getByRole("alert").textContent()).toContain("3 to 40 letters");
    await page.getByLabel("Another place").fill("Soup");
    await page.getByRole("button", { name: "Suggest" }).click();
    const votes = (of: Page) => of.locator(".place").allInnerTexts();
    const expected = [
      ["The noodle bar", 1],
      ["Falafel on the corner", 0],
      ["The canteen", 0],
      ["Soup", 0],
    ];
    const read = async (of: Page) =>
      (await votes(of))
        .map((text) => text.split(/\s*\n\s*/).slice(0, 2))
        .map(([name, count]) => [name, Number(count)]);
    expect(await read(page)).toEqual(expected);
    // Those with a script see it at once.
    await expect.poll(() => read(live)).toEqual(expected);
  });
});

test("with a script nothing of that is left in the forms, and events get their own fields only", async () => {
  const page = await visitor(await start("examples/counter/main.ts"), true);
  const sent: string[] = [];
  page.on("websocket", (socket) => socket.on("framesent", ({ payload }) => sent.push(String(payload))));
  await page.goto("/");
  await page.waitForFunction(() => globalThis.liveloom?.isConnected);
  await page.getByRole("button", { name: "One more" }).click();
  await page.getByRole("button", { name: "Add" }).click();
  await expect.poll(() => page.locator("strong").textContent()).toBe("11");
  expect(sent.slice(-2)).toEqual(['[1,0,1,"increment",{}]', '[1,0,2,"add",{"amount":"10"}]']);
});

test("with a script, Enter submits a form whose first button does something else", async () => {
  const page = await visitor(await start("test/e2e/pages/without-script.ts"), true);
  await page.goto("/");
  await page.waitForFunction(() => globalThis.liveloom?.isConnected);
  expect(
    await page
      .locator("button")
      .evaluateAll((buttons) => buttons.map((button) => (button as HTMLButtonElement).type)),
  ).toEqual(["button", "button", "submit", "submit"]);
  await page.getByLabel("Note", { exact: true }).fill("Written");
  await page.getByLabel("Tag 1", { exact: true }).press("Enter");
  await expect.poll(() => page.getByRole("listitem").allTextContents()).toEqual(["Welcome", "Written"]);
  await page.getByRole("button", { name: "Add a tag" }).click();
  await expect.poll(() => page.locator(".tag").count()).toBe(2);
});

test("what is sent before the script is there counts, too", async () => {
  const page = await visitor(await start("examples/counter/main.ts"), true);
  await page.route("**/live/*.js", (route) => route.abort());
  await page.goto("/");
  await page.getByRole("button", { name: "One more" }).click();
  await expect.poll(() => page.locator("strong").textContent()).toBe("1");
  await page.unroute("**/live/*.js");
  await page.getByRole("button", { name: "One more" }).click();
  await page.waitForFunction(() => globalThis.liveloom?.isConnected);
  await page.getByRole("button", { name: "One more" }).click();
  await expect.poll(() => page.locator("strong").textContent()).toBe("3");
});
