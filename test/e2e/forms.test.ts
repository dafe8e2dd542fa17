import { setTimeout as wait } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { freshPage, launchBrowser } from "./browser.ts";
import { ExampleServer } from "./example-server.ts";

let browser: Browser;
let server: ExampleServer;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([ExampleServer.start("test/e2e/pages/forms.ts"), launchBrowser()]);
});

beforeEach(async () => {
  page = await freshPage(browser);
  page.on("pageerror", (error) => expect.fail(`The page threw ${error}`));
});

afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

const connected = () => page.waitForFunction(() => globalThis.liveloom?.isConnected);

async function open(path = "/"): Promise<void> {
  await page.goto(server.address + path);
  await connected();
}

/** What the server sends comes so much later, in milliseconds. */
async function delay(ms: number): Promise<void> {
  await page.routeWebSocket(/live\/socket/, (socket) => {
    const upstream = socket.connectToServer();
    upstream.onMessage((message) => void setTimeout(() => socket.send(message), ms));
  });
}

const text = (selector: string) => page.locator(selector).textContent();
const value = (selector: string) => page.locator(selector).inputValue();
const errors = () => page.locator("b").allTextContents();
const phones = () =>
  page.locator("li input").evaluateAll((all) => all.map((input) => (input as HTMLInputElement).value));
const active = () => page.evaluate(() => document.activeElement?.id);
const settled = () => expect.poll(() => page.locator("[live-pending]").count()).toBe(0);

async function fillIn(): Promise<void> {
  await page.locator("#profile-email").fill("ada@example.com");
  await page.locator("#profile-password").fill("hush");
  await page.locator("#profile-address-street").fill("Here");
  await page.locator("#profile-about").fill("Hi <there>");
  await page.locator("#profile-plan").selectOption("pro");
  await page.locator("#profile-terms").check();
  await page.getByLabel("maths").check();
  await page.getByLabel("art").check();
}

const whole = {
  email: "ada@example.com",
  password: "hush",
  about: "Hi <there>",
  plan: "pro",
  terms: "on",
  interests: ["maths", "art"],
  address: { street: "Here" },
};

const saved = async () => JSON.parse((await text("output")) || "{}");

describe("while somebody types", () => {
  test("a field's error comes when it is left, and goes as soon as it is right", async () => {
    await open();
    await page.locator("#profile-email").pressSequentially("ada");
    await settled();
    expect(await errors()).toEqual([]);
    await page.locator("#profile-password").focus();
    await expect.poll(errors).toEqual(["Not an address"]);
    const described = page.locator("#profile-email");
    expect(await described.getAttribute("aria-invalid")).toBe("true");
    expect(await described.getAttribute("aria-describedby")).toBe("profile-email-error");
    await page.locator("#profile-email").press("End");
    await page.keyboard.type("@example.com");
    await expect.poll(errors).toEqual([]);
    expect(await described.getAttribute("aria-invalid")).toBeNull();
  });

  test("nothing is lost when answers are late", async () => {
    await delay(150);
    await open();
    await page.locator("#profile-email").pressSequentially("ada@example.com", { delay: 5 });
    await page.keyboard.press("Tab");
    await page.keyboard.type("hush", { delay: 20 });
    await page.keyboard.press("Tab");
    await page.keyboard.type("Here", { delay: 20 });
    for (const name of ["music", "maths"]) await page.getByLabel(name).click();
    await page.getByLabel("music").click();
    await page.locator("#profile-terms").check();
    await page.locator("#profile-about").focus();
    await settled();
    expect([
      await value("#profile-email"),
      await value("#profile-password"),
      await value("#profile-address-street"),
    ]).toEqual(["ada@example.com", "hush", "Here"]);
    await page.locator("#save").click();
    await expect
      .poll(saved)
      .toMatchObject({ email: "ada@example.com", address: { street: "Here" }, interests: ["maths"] });
  });

  test("a submit right after the last letter is not dropped", async () => {
    await delay(200);
    await open();
    await page.locator("#profile-email").fill("x");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.getByRole("alert").count()).toBe(1);
    expect(await errors()).toEqual(["Not an address", "Too short", "Where?", "Please accept", "Choose one"]);
  });
});

describe("a submit", () => {
  test("that fails keeps what was typed, says so, and leads to the first field that is wrong", async () => {
    await open();
    await fillIn();
    await page.locator("#profile-address-street").fill("");
    await page.locator("li input").fill("x");
    await page.locator("#save").click();
    await expect.poll(active).toBe("profile-address-street");
    expect(await errors()).toEqual(["Where?", "Digits"]);
    expect(await page.getByRole("alert").textContent()).toBe("Please look again.");
    expect([
      await value("#profile-email"),
      await value("#profile-password"),
      await value("#profile-plan"),
    ]).toEqual(["ada@example.com", "hush", "pro"]);
    expect(await page.content()).not.toContain("hush");
  });

  test("that passes brings all values, and empties the form even where somebody is in it", async () => {
    await open();
    await fillIn();
    await page.locator("#profile-email").press("Enter");
    await expect.poll(saved).toEqual({ ...whole, phones: [{ number: "1" }] });
    await expect.poll(active).toBe("profile-email");
    for (const name of ["email", "password", "about", "address-street"])
      expect(await value(`#profile-${name}`)).toBe("");
    expect(await page.locator("input:checked").count()).toBe(0);
    expect(await value("#profile-plan")).toBe("free");
    expect(await phones()).toEqual(["1"]);
    expect(await errors()).toEqual([]);
  });

  test("is submitted by a click during which an error message moves the button", async () => {
    await open();
    await page.locator("#add").click();
    await expect.poll(phones).toEqual(["1", ""]);
    await page.locator("li input").nth(1).fill("x");
    const before = await page.locator(".up").nth(1).boundingBox();
    if (!before) throw new Error("There is no button");
    await page.mouse.move(before.x + 4, before.y + 4);
    await page.mouse.down();
    await wait(200);
    await page.mouse.up();
    await expect.poll(errors).toEqual(["Digits"]);
    await expect.poll(phones).toEqual(["x", "1"]);
  });

  test("can be refused by the app", async () => {
    await open();
    await fillIn();
    await page.locator("#profile-email").fill("taken@example.com");
    await page.locator("#save").click();
    await expect.poll(errors).toEqual(["Is taken"]);
    await expect.poll(active).toBe("profile-email");
    await page.keyboard.press("End");
    await page.keyboard.type("x");
    await expect.poll(errors).toEqual([]);
  });
});

describe("rows", () => {
  test("come, go and move with what was typed into them", async () => {
    await open();
    await page.locator("#add").click();
    await expect.poll(phones).toEqual(["1", ""]);
    await page.locator("li input").nth(1).fill("22");
    await page.locator("#add").click();
    await page.locator("li input").nth(2).fill("x");
    await page.locator(".up").nth(2).click();
    await expect.poll(phones).toEqual(["x", "1", "22"]);
    expect(await errors()).toEqual(["Digits"]);
    await page.locator(".remove").nth(1).click();
    await expect.poll(phones).toEqual(["x", "22"]);
    await page.locator("li input").first().fill("33");
    await page.locator("#save").click();
    await expect.poll(active).toBe("profile-email");
    await fillIn();
    await page.locator("#save").click();
    await expect.poll(saved).toEqual({ ...whole, phones: [{ number: "33" }, { number: "22" }] });
  });

  test("are too many for as long as they are, once the form was submitted", async () => {
    await open();
    for (const count of [2, 3, 4]) {
      await page.locator("#add").click();
      await expect.poll(phones).toHaveLength(count);
    }
    expect(await text("em")).toBe("");
    await page.locator("#save").click();
    await expect.poll(() => text("em")).toBe("Too many");
    await page.locator(".remove").last().click();
    await expect.poll(() => text("em")).toBe("");
    const before = await errors();
    await page.locator("#add").click();
    await expect.poll(() => text("em")).toBe("Too many");
    expect(await errors()).toEqual(before);
  });

  test("that the browser does not show yet are not emptied by what it sends", async () => {
    await delay(200);
    await open();
    await page.locator("#add").click();
    await page.locator("#profile-email").fill("ada@example.com");
    await settled();
    await expect.poll(phones).toEqual(["1", ""]);
  });
});

describe("after the server was restarted", () => {
  async function restart(meanwhile: () => Promise<unknown> = async () => {}): Promise<void> {
    await server.stop();
    await expect.poll(() => page.evaluate(() => globalThis.liveloom.isConnected)).toBe(false);
    await meanwhile();
    await server.start();
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await connected();
    await settled();
  }

  async function twoRows(): Promise<void> {
    await fillIn();
    await page.locator("#add").click();
    await expect.poll(phones).toEqual(["1", ""]);
    await page.locator("li input").nth(1).fill("22");
    await page.locator(".up").nth(1).click();
    await expect.poll(phones).toEqual(["22", "1"]);
  }

  test("all that was typed is there, rows and secrets too, and can be submitted", async () => {
    await open();
    await twoRows();
    await restart();
    await expect.poll(phones).toEqual(["22", "1"]);
    expect([
      await value("#profile-email"),
      await value("#profile-password"),
      await value("#profile-about"),
    ]).toEqual(["ada@example.com", "hush", "Hi <there>"]);
    await page.locator("#save").click();
    await expect.poll(saved).toEqual({ ...whole, phones: [{ number: "22" }, { number: "1" }] });
    expect(await page.locator(".live-notice").count()).toBe(0);
  });

  test("a submit of meanwhile is done with all of it", async () => {
    await open();
    await twoRows();
    await restart(async () => {
      await page.locator("#profile-address-street").fill("There");
      await page.locator("#save").click();
    });
    await expect
      .poll(saved)
      .toEqual({ ...whole, address: { street: "There" }, phones: [{ number: "22" }, { number: "1" }] });
  });

  test("a form without form() says again what it said, unless it should not", async () => {
    await open("/plain/");
    await page.locator("#city").fill("Paris");
    await page.locator("#other").fill("Lyon");
    await page.locator("#text").focus();
    await expect.poll(() => text("output")).toBe(" Paris Lyon");
    await restart();
    await expect.poll(() => text("output")).toBe(" Paris ");
    expect(await value("#other")).toBe("Lyon");
  });

  test("what was typed is said again also when the code for that could not be loaded at first", async () => {
    await page.route("**/forms*", (route) => route.abort());
    await open("/plain/");
    await page.locator("#city").fill("Paris");
    await page.locator("#city").blur();
    await expect.poll(() => text("output")).toContain("Paris");
    await page.unroute("**/forms*");
    await restart();
    await expect.poll(() => text("output")).toContain("Paris");
  });
});

test("a resync keeps what was typed", async () => {
  await open();
  await fillIn();
  await page.evaluate(() => document.querySelector("output")?.setAttribute("lv", "x"));
  await page.locator("#add").click();
  await expect.poll(phones).toEqual(["1", ""]);
  expect([
    await value("#profile-email"),
    await value("#profile-password"),
    await value("#profile-plan"),
  ]).toEqual(["ada@example.com", "hush", "pro"]);
  await page.locator("#save").click();
  await expect.poll(active).not.toBe("save");
  await page.locator(".remove").nth(1).click();
  await expect.poll(phones).toEqual(["1"]);
  await page.locator("#save").click();
  await expect.poll(saved).toEqual({ ...whole, phones: [{ number: "1" }] });
});

test("a choice brings other choices, and keeps the focus", async () => {
  await open("/choice/");
  expect(await value("#city")).toBe("Lyon");
  await page.locator("#country").focus();
  await page.locator("#country").selectOption("de");
  await expect
    .poll(() => page.locator("#city option").allTextContents())
    .toEqual(["Which?", "Berlin", "Bonn"]);
  expect([await active(), await value("#city")]).toEqual(["country", ""]);
  await page.locator("#city").selectOption("Bonn");
  await expect.poll(() => text("output")).toBe('0 {"country":"de","city":"Bonn","days":"1"}');
});

test("what the browser checks by itself is said before anything is sent", async () => {
  await open("/choice/");
  await page.locator("#days").fill("");
  await page.locator("button").click();
  expect(
    await page.locator("#days").evaluate((input) => (input as HTMLInputElement).validity.valueMissing),
  ).toBe(true);
  await expect.poll(active).toBe("days");
  await page.locator("#days").fill("2");
  await page.locator("button").click();
  await expect.poll(() => text("output")).toContain("1 {");
});

test("a form that the server agrees with is sent over HTTP, secrets and token included", async () => {
  await open("/login/");
  await page.locator("#login-user").fill("ada");
  await page.locator("#login-password").fill("wrong");
  await page.getByRole("button").click();
  await expect.poll(errors).toEqual(["Wrong"]);
  await page.locator("#login-password").fill("open sesame");
  await page.getByRole("button").click();
  await expect.poll(() => text("body")).toBe("posted ada open sesame");
});

test("a form without form() is emptied when its number grows", async () => {
  await open("/plain/");
  await page.locator("#text").fill("one");
  await page.locator("#reset").fill("y");
  await page.locator("#text").press("Enter");
  await expect.poll(() => text("output")).toBe("one  ");
  expect([await value("#text"), await value("#reset")]).toEqual(["", "x"]);
});

test("a template file renders the same form", async () => {
  await open("/django/");
  await page.locator("#profile-email").fill("x");
  await page.locator("button", { hasText: "Save" }).click();
  await expect.poll(() => text("#profile-email-error")).toBe("Not an address");
  await expect.poll(active).toBe("profile-email");
  await page.locator("#add").click();
  await page.getByLabel("Phone 1").fill("2");
  await page.locator("#profile-email").fill("ada@example.com");
  await page.locator("[value=music]").check();
  await page.locator("button", { hasText: "Save" }).click();
  await expect.poll(saved).toEqual({
    email: "ada@example.com",
    interests: ["music", "maths"],
    phones: [{ number: "1" }, { number: "2" }],
  });
  expect(await value("#profile-email")).toBe("");
});

describe("a form that waits for a pause", () => {
  const told = (name: string) => expect.poll(() => text("output"), { timeout: 3_000 }).toBe(name);

  beforeEach(async () => {
    await open("/paced/");
    await page.locator("#profile-name").pressSequentially("ab");
    expect(await text("output")).toBe("");
  });

  test("tells at once that a field was left", async () => {
    await page.locator("#profile-name").press("Tab");
    await expect.poll(errors, { timeout: 3_000 }).toEqual(["Too short"]);
    await told("ab");
  });

  test("tells what was typed before the page goes elsewhere", async () => {
    await page.locator("#there").evaluate((link: HTMLElement) => link.click());
    await page.waitForURL("**/paced/?there");
    await told("ab");
    expect(await value("#profile-name")).toBe("ab");
  });

  test("shows what is wrong when it is sent, and is emptied like others", async () => {
    await page.locator("#profile-name").press("Enter");
    await expect.poll(errors, { timeout: 3_000 }).toEqual(["Too short"]);
    expect(await active()).toBe("profile-name");
    await page.locator("#profile-name").pressSequentially("cd");
    await page.locator("#profile-name").press("Enter");
    await expect.poll(() => value("#profile-name"), { timeout: 3_000 }).toBe("");
  });
});
