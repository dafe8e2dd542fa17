import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { launchBrowser } from "./browser.ts";
import { ExampleServer } from "./example-server.ts";
import { pressOnArrival } from "./press-on-arrival.ts";

let browser: Browser;
let server: ExampleServer;

beforeAll(async () => {
  [server, browser] = await Promise.all([ExampleServer.start("examples/handlers/main.ts"), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

async function open(path: string, options: Parameters<Browser["newContext"]>[0] = {}): Promise<Page> {
  const context = await browser.newContext({ locale: "en-GB", ...options });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(server.address + path);
  if (options.javaScriptEnabled !== false) await page.waitForFunction(() => globalThis.liveloom?.isConnected);
  return page;
}

const text = (page: Page, selector: string) => expect.poll(() => page.locator(selector).textContent());

test("somebody is greeted, with what they typed as text", async () => {
  const page = await open("/hello/");
  await page.getByLabel("Name").fill("<Ada>");
  await page.getByRole("button", { name: "Say hello" }).click();
  await text(page, "#greeting").toBe("Hello, <Ada>!");
});

test("a form is checked as its fields are left, and as it is sent", async () => {
  const page = await open("/contact/");
  await page.getByLabel("Name").fill("A");
  await page.getByLabel("E-mail").fill("ada@");
  await text(page, "#name-error").toBe("At least two letters.");
  // The click leaves the field, whose error moves the button.
  await page.getByRole("button", { name: "Send" }).click();
  await text(page, "#email-error").toBe("This is no e-mail address.");
  await text(page, "#message-error").toBe("At least ten letters.");
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("name");
  // What was typed is still there, and the fields say that they are wrong.
  expect(await page.locator("[aria-invalid=true]").count()).toBe(3);
  expect(await page.getByLabel("E-mail").inputValue()).toBe("ada@");
  await page.getByLabel("Name").fill("Ada");
  await page.getByLabel("E-mail").fill("ada@example.com");
  await text(page, "#name-error").toBe("");
  expect(await page.getByLabel("Name").getAttribute("aria-invalid")).toBe(null);
  await page.getByLabel("Message").fill("A loom, please.");
  await page.getByRole("button", { name: "Send" }).click();
  await text(page, "main .result").toBe("Thank you, Ada. We will write back.");
});

test("a notification reaches everybody, and goes by itself", async () => {
  const [ada, ben] = [await open("/notifications/"), await open("/notifications/")];
  await ada.getByLabel("Text").fill("Lunch!");
  await ada.getByRole("button", { name: "Tell everybody" }).click();
  await Promise.all([ada, ben].map((page) => text(page, "#notifications li").toContain("Lunch!")));
  await expect.poll(() => ada.getByLabel("Text").inputValue()).toBe("");
  for (const page of [ada, ben])
    await expect.poll(() => page.locator("#notifications li").count(), { timeout: 20_000 }).toBe(0);
});

test("10,000 rows come as one scrolls", async () => {
  const page = await open("/scroll/");
  expect(await page.locator("#rows tr").count()).toBe(51);
  for (let pages = 2; pages <= 6; pages++) {
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await expect.poll(() => page.locator("#rows tr").count()).toBeGreaterThanOrEqual(pages * 50);
  }
  const numbers = await page.locator("#rows tr:not(#more) td:first-child").allTextContents();
  expect(numbers.slice(0, 300)).toEqual(Array.from({ length: 300 }, (_, index) => String(index + 1)));
});

test("a search waits for a pause, and stands in the address", async () => {
  const page = await open("/search/");
  const calls: string[] = [];
  page.on("console", (message) => calls.push(message.text()));
  await page.getByRole("searchbox").pressSequentially("vel", { delay: 30 });
  await expect.poll(() => page.locator("#results li").allTextContents()).toEqual(["velour", "velvet"]);
  expect(new URL(page.url()).search).toBe("?q=vel");
  await page.reload();
  expect(await page.locator("#results li").allTextContents()).toEqual(["velour", "velvet"]);
});

test("a name is changed where it stands, and the field has the focus", async () => {
  const page = await open("/edit/");
  const row = page.locator("#person-1");
  await row.getByRole("button", { name: "Edit" }).click();
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("name");
  await row.getByLabel("Name").fill("Ada <King>");
  await page.keyboard.press("Enter");
  await text(page, "#person-1 span").toBe("Ada <King>");
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Edit");
});

test("a name that is being changed stays as it was after Escape and Cancel", async () => {
  const page = await open("/edit/");
  const row = page.locator("#person-2");
  for (const leave of [
    () => page.keyboard.press("Escape"),
    () => row.getByRole("button", { name: "Cancel" }).click(),
  ]) {
    // By the keyboard: a second click at the same place so soon would be taken for a double click.
    await row.getByRole("button", { name: "Edit" }).press("Enter");
    await row.getByLabel("Name").fill("Nobody");
    await leave();
    await text(page, "#person-2 span").toBe("Grace Hopper");
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Edit");
  }
});

test("a field hears of Escape from the moment it is there", async () => {
  const page = await open("/edit/");
  await pressOnArrival(page, "#person-2 input", "Escape");
  await page.locator("#person-2").getByRole("button", { name: "Edit" }).click();
  await text(page, "#person-2 span").toBe("Grace Hopper");
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Edit");
});

test("counters ask for their values by themselves, and each counts on its own", async () => {
  const page = await open("/counters/");
  await text(page, "#warp").toBe("0");
  await page.getByRole("button", { name: "warp +" }).click();
  await page.getByRole("button", { name: "warp +" }).click();
  await page.getByRole("button", { name: "weft −" }).click();
  await text(page, "#warp").toBe("2");
  await text(page, "#weft").toBe("-1");
  await page.reload();
  await text(page, "#warp").toBe("2");
});

test("a dialog closes by its button, beside it and by Escape, but not from inside", async () => {
  const page = await open("/modal/");
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  for (const close of [
    () => page.getByRole("button", { name: "Close" }).click(),
    () => page.mouse.click(5, 300),
    () => page.keyboard.press("Escape"),
  ]) {
    await page.getByRole("button", { name: "Open" }).click();
    await expect.poll(focused).toBe("Close");
    expect(await page.locator("dialog:modal").count()).toBe(1);
    await page.getByRole("dialog").getByRole("heading").click();
    // The page around the dialog cannot be reached.
    for (let count = 0; count < 3; count++) {
      await page.keyboard.press("Tab");
      expect(await page.evaluate(() => document.activeElement?.closest("main a, main form, header"))).toBe(
        null,
      );
    }
    expect(await page.getByRole("dialog").count()).toBe(1);
    await close();
    await expect.poll(() => page.locator("dialog").count()).toBe(0);
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("open-modal");
  }
});

test("a comment appears for all who read the post, and for nobody else", async () => {
  const [ada, ben, other] = [await open("/comments/"), await open("/comments/"), await open("/mail/")];
  await ada.getByLabel("Name").fill("Ada");
  await ada.getByLabel("Message").fill("A <b>bold</b> word");
  await ada.getByRole("button", { name: "Send" }).click();
  for (const page of [ada, ben]) {
    await expect
      .poll(() => page.locator("#comments li p").allTextContents())
      .toEqual(["First!", "A <b>bold</b> word"]);
    await text(page, "#comment-count").toBe("2 comments");
  }
  await expect.poll(() => ada.getByLabel("Message").inputValue()).toBe("");
  expect(await other.locator("#comments").count()).toBe(0);
  expect(server.output).not.toContain('\\"#comments\\"');
});

test("a letter is sent in the background, and its arrival is told by the mail server", async () => {
  const page = await open("/mail/");
  await page.getByLabel("E-mail").fill("ben@example.com");
  await page.getByLabel("Subject").fill("Grüße, und ein sehr langer Betreff ohne Ende é 🙂");
  await page.getByRole("button", { name: "Send" }).click();
  await text(page, "#mail-state").toBe("Sent to ben@example.com.");
  await text(page, "#mailbox").toBe("Grüße, und ein sehr langer Betreff ohne Ende é 🙂");
});

test("a handler for members leads others to the login, and back", async () => {
  const page = await open("/members/");
  await page.getByRole("button", { name: "Open" }).click();
  await page.waitForURL(/\/accounts\/login\/\?next=\/members\//);
  await page.getByLabel("Username").fill("ada");
  await page.getByLabel("Password").fill("weaving-is-fun");
  await page.getByRole("button", { name: "Log in" }).click();
  await page.waitForURL(/\/members\/$/);
  await page.waitForFunction(() => globalThis.liveloom?.isConnected);
  await page.getByRole("button", { name: "Open" }).click();
  await text(page, "#secret").toBe("Only you can read this, ada.");
});

test("pages and answers are in the language that somebody chose, also from right to left", async () => {
  const page = await open("/hello/", { locale: "de-AT" });
  await page.getByLabel("Name").fill("Ada");
  await page.getByRole("button", { name: "Grüßen" }).click();
  await text(page, "#greeting").toBe("Hallo, Ada!");
  await page.getByRole("button", { name: "العربية" }).click();
  await page.waitForFunction(() => globalThis.liveloom?.isConnected);
  expect(await page.locator("html").getAttribute("dir")).toBe("rtl");
  await page.locator("main [name=name]").fill("Ada");
  await page.locator("main .line button").click();
  await text(page, "#greeting").toBe("مرحبا، Ada!");
});

test("forms work without a script", async () => {
  const page = await open("/hello/", { javaScriptEnabled: false });
  await page.getByLabel("Name").fill("<Ada>");
  await page.getByRole("button", { name: "Say hello" }).click();
  expect(await page.locator("#greeting").textContent()).toBe("Hello, <Ada>!");
  await page.goto(`${server.address}/contact/`);
  await page.getByRole("button", { name: "Send" }).click();
  expect(await page.locator("#message-error").textContent()).toBe("At least ten letters.");
});

test("the alerts of the frameworks' comparison: opened, refused, corrected, listed; Back and Forward", async () => {
  const page = await open("/alerts/");
  await page.getByRole("button", { name: "New alert" }).click();
  await expect.poll(() => page.title()).toBe("New alert");
  expect(new URL(page.url()).pathname).toBe("/alerts/new/");
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("name");
  await page.getByLabel("Name").fill("x");
  await page.getByRole("button", { name: "Save" }).click();
  await text(page, "#alert-error").toContain("at least three letters");
  await page.getByLabel("Name").fill("Loom stuck");
  await page.getByLabel("Level").selectOption("critical");
  await page.getByRole("button", { name: "Save" }).click();
  await text(page, "tbody tr").toMatch(/Loom stuck\s*critical/);
  expect(new URL(page.url()).pathname).toBe("/alerts/");
  await page.goBack();
  await expect.poll(() => page.getByLabel("Name").count()).toBe(1);
  await page.goBack();
  await text(page, "tbody tr").toMatch(/Loom stuck/);
  await page.goForward();
  await expect.poll(() => page.title()).toBe("New alert");
  await page.getByRole("button", { name: "Cancel" }).click();
  page.on("dialog", (dialog) => dialog.accept());
  await page.getByRole("button", { name: "Remove" }).click();
  await expect.poll(() => page.locator("tbody tr").count()).toBe(0);
});
