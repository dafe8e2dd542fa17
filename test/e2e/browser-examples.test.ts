import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { launchBrowser } from "./browser.ts";
import { ExampleServer } from "./example-server.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

/** Starts an example; returns its address. */
async function start(name: string): Promise<string> {
  const server = await ExampleServer.start(`examples/${name}/main.ts`);
  onTestFinished(() => server.remove());
  return server.address;
}

/** Opens a page in a browser of its own, and waits until it is live. */
async function open(address: string): Promise<Page> {
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(address);
  await page.waitForFunction(() => globalThis.liveloom?.isConnected);
  return page;
}

test("the search of the guide finds as one types, and is used by keys or the mouse", async () => {
  const page = await open(await start("search"));
  const field = page.getByRole("combobox", { name: "City" });
  const marked = () => page.getByRole("option", { selected: true }).textContent();
  await field.pressSequentially("pa");
  await expect.poll(() => page.getByRole("option").count()).toBe(8);
  await expect.poll(marked).toBe("Paris France");
  await field.press("ArrowDown");
  await expect.poll(marked).toBe("Tokyo Japan");
  await field.press("ArrowUp");
  await field.press("ArrowUp");
  await expect.poll(marked).not.toBe("Paris France");
  await field.press("ArrowDown");
  await field.press("Enter");
  await expect.poll(() => page.locator(".chosen b").textContent()).toBe("Paris");
  expect(await field.inputValue()).toBe("Paris");
  expect(await page.getByRole("option").count()).toBe(0);
  await field.fill("sao");
  await field.press("Enter");
  await expect.poll(() => page.locator(".chosen b").textContent()).toBe("São Paulo");
  await field.fill("japan");
  await page.getByRole("option", { name: "Osaka" }).click();
  await expect.poll(() => page.locator(".chosen b").textContent()).toBe("Osaka");
  await field.fill("nowhere");
  await expect
    .poll(() => page.getByRole("status").first().textContent())
    .toBe("Nothing found for “nowhere”.");
  await field.fill("o");
  await page.getByRole("option").first().waitFor();
  await page.getByRole("heading").click();
  await expect.poll(() => page.getByRole("option").count()).toBe(0);
});

test("the photos of the guide come as one scrolls, both ways, and what is looked at stays in its place", async () => {
  const page = await open(await start("scroll"));
  const shown = () => page.getByRole("listitem").allTextContents();
  const first = async () => Number((await shown())[0]?.split(" ").at(-1));
  const scroll = async (by: number) => {
    await page.mouse.wheel(0, by);
    await page.waitForTimeout(100);
  };
  await page.mouse.move(300, 300);
  while ((await first()) < 60) await scroll(1_500);
  const photos = await shown();
  expect(photos).toHaveLength(96);
  expect(photos.map((text) => Number(text.split(" ").at(-1)))).toEqual(
    Array.from(photos, (_, index) => index + Number(photos[0]?.split(" ").at(-1))),
  );
  while ((await first()) > 1) await scroll(-1_000);
  expect((await shown())[0]).toBe("Harbour no. 1");
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(0);
});

test("the menus of the guide open and close without the server, and move the focus along", async () => {
  const page = await open(await start("menus"));
  await page.getByRole("tab", { name: "Prices" }).click();
  await expect.poll(() => page.getByRole("tabpanel").textContent()).toContain("48 euros");
  expect(await page.getByRole("tab", { selected: true }).allTextContents()).toEqual(["Prices"]);
  const menu = page.getByRole("button", { name: "Menu" });
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  await menu.click();
  await expect.poll(focused).toBe("Reset the name");
  await page.keyboard.press("Escape");
  await expect.poll(focused).toBe("Menu");
  await page.getByRole("button", { name: "Details" }).click();
  await expect.poll(() => page.locator("#details").isVisible()).toBe(true);
  expect(await page.locator(".heard b").textContent()).toBe("0");
  await menu.click();
  await page.locator("#menu").getByRole("button", { name: "Rename…" }).click();
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("name");
  await page.getByLabel("New name").fill("Paperworks");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.locator("h1").textContent()).toBe("Paperworks");
  expect([await page.locator("#rename").isVisible(), await page.locator(".heard b").textContent()]).toEqual([
    false,
    "1",
  ]);
  expect(await page.getByRole("tab", { selected: true }).allTextContents()).toEqual(["Prices"]);
});

test("the contacts of the guide are changed in a dialog, which gives the focus back", async () => {
  const page = await open(await start("contacts"));
  const focused = () =>
    page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.id);
  const names = () => page.getByRole("listitem").locator("span").allTextContents();
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "Edit Ada" }).click();
  await expect.poll(focused).toBe("contact-name");
  await page.getByLabel("E-mail").fill("grace@example.com");
  await page.getByRole("button", { name: "Save" }).click();
  await expect
    .poll(() => page.locator(".error").allTextContents())
    .toEqual(["Somebody else has this address"]);
  await expect.poll(focused).toBe("contact-email");
  expect(await page.getByLabel("E-mail").inputValue()).toBe("grace@example.com");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await expect.poll(focused).toBe("Edit Ada Lovelace");
  await page.getByRole("button", { name: "New contact" }).click();
  await expect.poll(focused).toBe("contact-name");
  expect(await page.getByLabel("E-mail").inputValue()).toBe("");
  await page.keyboard.type("Hedy Lamarr");
  await page.getByLabel("E-mail").fill("hedy@example.com");
  await page.keyboard.press("Enter");
  await expect
    .poll(names)
    .toEqual([
      "Ada Lovelace ada@example.com",
      "Grace Hopper grace@example.com",
      "Hedy Lamarr hedy@example.com",
    ]);
  await dialog.waitFor({ state: "hidden" });
  await expect.poll(focused).toBe("new-contact");
  await page.getByRole("button", { name: "Edit Grace" }).click();
  await page.getByRole("button", { name: "Delete" }).click();
  await expect.poll(names).toHaveLength(2);
  await expect.poll(focused).toBe("new-contact");
});

test("cards of the guide's board are dragged or moved by keys, and everybody sees it", async () => {
  const address = await start("kanban");
  const [ada, ben] = await Promise.all([open(address), open(address)]);
  const doing = (page: Page) =>
    page.getByRole("region", { name: "Doing" }).locator("li span").allTextContents();
  await ada.locator("li", { hasText: "Find a name" }).dragTo(ada.locator("li", { hasText: "Order paper" }), {
    targetPosition: { x: 40, y: 4 },
  });
  const dragged = ["Photograph the workshop", "Find a name", "Order paper samples"];
  for (const page of [ada, ben]) await expect.poll(() => doing(page)).toEqual(dragged);
  await expect.poll(() => ada.locator("#said").textContent()).toBe("Now number 2 in “Doing”.");
  await ben.getByRole("button", { name: "Move “Choose a typeface” right" }).focus();
  await ben.keyboard.press("Enter");
  for (const page of [ada, ben])
    await expect.poll(() => doing(page)).toEqual([...dragged, "Choose a typeface"]);
  expect(await ben.locator(".moving").count()).toBe(0);
});

test("the desk of the guide has clocks that tick while a service is slow, or breaks", async () => {
  const page = await open(await start("widgets"));
  const names = () => page.locator("h2").allTextContents();
  expect(await names()).toEqual(["1 euro", "Berlin", "New York"]);
  const time = () => page.locator("time").first().textContent();
  for (const outcome of ["is 1.082 dollars", "No rate at the moment", "is 1.084 dollars"]) {
    const before = await time();
    await page.getByRole("button", { name: /again/ }).click();
    await expect.poll(time).not.toBe(before);
    await expect.poll(() => page.locator("section").first().textContent()).toContain(outcome);
  }
  await page.getByRole("button", { name: "Add Tokyo" }).click();
  await page.getByRole("button", { name: "Remove Europe/Berlin" }).click();
  await expect.poll(names).toEqual(["1 euro", "New York", "Tokyo"]);
  await expect.poll(() => page.locator("section").first().textContent()).toContain("is 1.084 dollars");
});
