import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { joined, Office, password, push } from "./office-people.ts";

let office: Office;

/** Orders with odd numbers are carla's, the others cem's; those after 30 are not shipped yet. */
const [carlas, cems] = [39, 40];

beforeAll(async () => {
  office = await Office.open();
}, 120_000);

afterEach(() => office?.clear());

afterAll(() => office?.close());

const message = (page: Page) => page.locator(".live-message").last();

const row = (page: Page, text: string) => page.getByRole("row").filter({ hasText: text });

/** The state in an order's row, or on its page. */
const stateOf = (page: Page) => page.getByRole("status").locator(".tag");

/** Which paths answer how, and which buttons the pages have. */
async function whatIsOpenFor(username: string) {
  const { request } = await office.person(username);
  const seen: Record<string, string> = {};
  for (const path of ["orders/", `orders/${carlas}/`, `orders/${cems}/`, "payouts/", "log/", "roles/"]) {
    const answer = await request.get(`/office/${path}`, { headers: { accept: "text/html" } });
    const html = (await answer.text()).replace(/<aside.*<\/aside>/s, "");
    const buttons = ["Mark as shipped", "Cancel this order", "Approve"].filter((name) =>
      new RegExp(`<button[^>]*>\\s*${name}`).test(html),
    );
    seen[path] = [answer.status(), ...buttons].join(" ");
  }
  return seen;
}

const nothing = {
  "orders/": "403",
  [`orders/${carlas}/`]: "403",
  [`orders/${cems}/`]: "403",
  "payouts/": "403",
  "log/": "403",
  "roles/": "403",
};

describe("each role finds what it may do, and nothing else", () => {
  test.each([
    [
      "carla",
      ["Your orders"],
      { "orders/": "200", [`orders/${carlas}/`]: "200 Cancel this order", [`orders/${cems}/`]: "404" },
    ],
    [
      "sam",
      ["Orders"],
      {
        "orders/": "200",
        [`orders/${carlas}/`]: "200 Cancel this order",
        [`orders/${cems}/`]: "200 Cancel this order",
      },
    ],
    [
      "wanda",
      ["Orders"],
      {
        "orders/": "200 Mark as shipped",
        [`orders/${carlas}/`]: "200 Mark as shipped",
        [`orders/${cems}/`]: "200 Mark as shipped",
      },
    ],
    ["abel", ["Payouts", "Log"], { "payouts/": "200", "log/": "200" }],
    ["pia", ["Payouts"], { "payouts/": "200 Approve" }],
    ["mina", [], {}],
  ])("%s", async (username, links, open) => {
    const page = await office.page(username, "/office/");
    expect(await page.locator(".office-links a").allTextContents()).toEqual(links);
    expect(await whatIsOpenFor(username)).toEqual({ ...nothing, ...open });
  });
});

test("a customer's list has her own orders only", async () => {
  const page = await office.page("carla", "/office/orders/");
  expect(await page.locator("tbody tr").count()).toBe(20);
  expect(await page.getByText("for cem").count()).toBe(0);
});

test("somebody else's order and one that does not exist look the same", async () => {
  const page = await (await office.person("carla")).newPage();
  const seen: unknown[] = [];
  for (const id of [cems, 9_999]) {
    const answer = await page.goto(`/office/orders/${id}/`);
    seen.push([answer?.status(), await page.locator("main").textContent(), await page.title()]);
  }
  expect(seen[0]).toEqual([404, expect.any(String), expect.any(String)]);
  expect(seen[1]).toEqual(seen[0]);
});

test.each([
  ["carla", "/office/orders/", "ship", { type: "order", id: carlas }],
  ["carla", "/office/orders/", "ship", { type: "order", id: cems }],
  ["sam", "/office/orders/", "ship", { type: "order", id: carlas }],
  ["carla", `/office/orders/${carlas}/`, "ship", { type: "order", id: carlas }],
  ["abel", "/office/payouts/", "approve", { type: "payout", id: 1 }],
])(
  "%s on %s may not %s %o from the console: it changes nothing, and is in the log",
  async (username, path, event, { id, type }) => {
    const page = await office.page(username, path);
    const [before, logged] = [office.state(), office.log(type, id)];
    await push(page, event, { id });
    await expect.poll(() => message(page).textContent()).toContain("You may not do that.");
    expect(office.state()).toEqual(before);
    expect(office.log(type, id)).toEqual([...logged, `${username} denied LV-PERMISSION-DENIED`]);
  },
);

describe("orders", () => {
  test("are shipped in the list, and every open page shows it at once by a small patch", async () => {
    const [wanda, sam, carla] = await Promise.all([
      office.page("wanda", "/office/orders/"),
      office.page("sam", "/office/orders/"),
      office.page("carla", "/office/orders/37/"),
    ]);
    await sam.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
    const framesBefore = office.frames.get(sam)?.length;
    await row(wanda, "No. 37 ").getByRole("button").click();
    await expect.poll(() => message(wanda).textContent()).toContain("“Blue wool” is on its way.");
    for (const page of [wanda, sam])
      await expect.poll(() => row(page, "No. 37 ").locator(".tag").textContent()).toBe("shipped");
    await expect.poll(() => stateOf(carla).textContent()).toBe("shipped");
    expect(await carla.getByRole("button", { name: "Cancel this order" }).count()).toBe(0);
    expect(await sam.evaluate(() => "isSamePage" in globalThis)).toBe(true);
    const frames = office.frames.get(sam)?.slice(framesBefore) ?? [];
    expect([frames.length, Math.max(...frames) < 1_000]).toEqual([1, true]);
    expect(office.log("order", 37)).toEqual(["wanda allowed"]);
  });

  test("are cancelled for a reason, which their owner reads at once", async () => {
    const path = "/office/orders/35/";
    const [sam, carla] = await Promise.all([office.page("sam", path), office.page("carla", path)]);
    await sam.getByRole("button", { name: "Cancel this order" }).click();
    const why = sam.getByLabel("Why?");
    await expect.poll(() => why.getAttribute("aria-invalid")).toBe("true");
    await expect.poll(() => sam.getByRole("alert").textContent()).toBe("Say in a few words why.");
    await why.fill("Moths got it first");
    await sam.getByRole("button", { name: "Cancel this order" }).click();
    await carla.getByText("Moths got it first").waitFor();
    await expect.poll(() => stateOf(carla).textContent()).toBe("cancelled");
    await expect.poll(() => message(sam).textContent()).toContain("“Silk thread” is cancelled.");
    expect(office.log("order", 35)).toEqual(["sam allowed"]);
  });

  test("are not shipped twice: the page says why not", async () => {
    const page = await office.page("wanda", "/office/orders/");
    const before = office.state();
    await push(page, "ship", { id: 5 });
    await expect.poll(() => message(page).textContent()).toContain("this order is shipped.");
    expect(office.state()).toEqual(before);
    expect(office.log("order", 5)).toEqual(["wanda denied LV-PERMISSION-DENIED"]);
  });
});

describe("payouts", () => {
  test("are approved when the password was just given, and that leads back", async () => {
    await office.person("pia");
    office.change(`update sessions set authenticated_at = authenticated_at - 660000
      where user_id = (select id from users where username = 'pia')`);
    const id = office.payout("Weavers' Guild");
    const [pia, abel] = await Promise.all([
      office.page("pia", "/office/payouts/"),
      office.page("abel", "/office/payouts/"),
    ]);
    await row(pia, "Weavers' Guild").getByRole("button").click();
    await pia.waitForURL(/\/accounts\/confirm\/\?next=\/office\/payouts\/$/);
    expect(office.log("payout", id).at(-1)).toBe("pia denied LV-CONFIRM-REQUIRED");
    await pia.getByLabel("Password").fill(password);
    await pia.getByRole("button", { name: "Continue" }).click();
    await pia.waitForURL(/\/office\/payouts\/$/);
    await joined(pia);
    await row(pia, "Weavers' Guild").getByRole("button").click();
    await expect
      .poll(() => message(pia).textContent())
      .toContain("€1,200.00 are on their way to Weavers' Guild.");
    for (const page of [pia, abel])
      await expect.poll(() => row(page, "Weavers' Guild").textContent()).toMatch(/paid\s+approved by pia/);
    expect(office.log("payout", id).slice(-2)).toEqual(["pia denied LV-CONFIRM-REQUIRED", "pia allowed"]);
  });

  test("nobody approves what they have asked for, not even from the console", async () => {
    const page = await office.page("pia", "/office/payouts/");
    expect(await row(page, "Train to the fair").getByRole("button").count()).toBe(0);
    expect(await row(page, "Train to the fair").textContent()).toContain("Yours: somebody else approves it");
    const before = office.state();
    await push(page, "approve", { id: office.payout("Train to the fair") });
    await expect.poll(() => message(page).textContent()).toContain("You asked for this payout");
    expect(office.state()).toEqual(before);
  });

  test("are paid once when two approve at the same time", async () => {
    const id = office.payout("Dye Works Delft");
    const pages = await Promise.all([
      office.page("pia", "/office/payouts/"),
      office.page("paul", "/office/payouts/"),
    ]);
    await Promise.all(pages.map((page) => push(page, "approve", { id })));
    const told = () => Promise.all(pages.map((page) => message(page).textContent()));
    await expect
      .poll(async () => (await told()).sort().join())
      .toMatch(/This payout was approved already.*€340.50/s);
    expect(office.log("payout", id).map((line) => line.split(" ")[1])).toEqual(
      expect.arrayContaining(["allowed", "denied"]),
    );
    expect(office.log("payout", id)).toHaveLength(2);
  });

  test("are paid once by a double click, and the next one is left alone", async () => {
    const page = await office.page("pia", "/office/payouts/");
    await row(page, "Sheep & Sons").getByRole("button").click({ clickCount: 2, delay: 150 });
    await expect.poll(() => row(page, "Sheep & Sons").textContent()).toContain("paid");
    const outcomes = office.log("payout", office.payout("Sheep & Sons"));
    expect(outcomes.filter((line) => line === "pia allowed")).toEqual(["pia allowed"]);
    expect(
      office.rows("select 1 from payouts where payee = 'Workshop roof' and state = 'waiting'"),
    ).toHaveLength(1);
  });

  test("wait again when the bank does not take them", async () => {
    const page = await office.page("pia", "/office/payouts/");
    await row(page, "Closed Looms").getByRole("button").click();
    await expect
      .poll(() => message(page).textContent())
      .toContain("The bank did not take it. Nothing was paid.");
    await expect.poll(() => row(page, "Closed Looms").locator(".tag").textContent()).toBe("waiting");
    await expect
      .poll(() => office.log("payout", office.payout("Closed Looms Ltd")))
      .toEqual(["pia failed BankFailure"]);
  });

  test("are not approved by the dozen", async () => {
    const page = await office.page("sofia", "/office/payouts/");
    const id = office.payout("Weavers' Guild");
    for (let count = 0; count < 11; count++) await push(page, "approve", { id });
    await expect.poll(() => message(page).textContent()).toContain("That was a lot at once.");
    expect(office.log("payout", id).at(-1)).toBe("sofia denied LV-RATE-LIMITED");
  });
});

describe("roles", () => {
  /** Gives or takes a role. */
  async function toggle(sofia: Page, username: string, role: string): Promise<void> {
    const button = sofia
      .getByRole("group", { name: `Roles of ${username}` })
      .getByRole("button", { name: role });
    const before = await button.getAttribute("aria-pressed");
    await button.click();
    await expect.poll(() => button.getAttribute("aria-pressed")).not.toBe(before);
  }

  const open = () => office.page("sofia", "/office/roles/");

  test("that are given show on an open page at once; who is not staff approves nothing", async () => {
    const [sofia, page] = await Promise.all([open(), office.page("carla", "/office/")]);
    await toggle(sofia, "carla", "Payer");
    await page.getByRole("link", { name: "Payouts" }).click();
    await page.getByRole("heading", { name: "Payouts" }).waitFor();
    expect(await page.getByRole("button", { name: /^Approve/ }).count()).toBe(0);
    const before = office.state();
    await push(page, "approve", { id: office.payout("Workshop roof") });
    await expect.poll(() => message(page).textContent()).toContain("You may not do that.");
    expect(office.state()).toEqual(before);
    await page.goto("/office/");
    await joined(page);
    await toggle(sofia, "carla", "Payer");
    await expect.poll(() => page.locator(".office-links a").allTextContents()).toEqual(["Your orders"]);
  });

  test("that are taken away take buttons and pages along, without a click", async () => {
    const sofia = await open();
    await toggle(sofia, "wanda", "Support");
    const [list, order] = await Promise.all([
      office.page("wanda", "/office/orders/"),
      office.page("wanda", `/office/orders/${cems}/`),
    ]);
    await toggle(sofia, "wanda", "Warehouse");
    for (const page of [list, order]) {
      await expect.poll(() => page.getByRole("button", { name: /^Mark as shipped/ }).count()).toBe(0);
      await page.locator("h1").waitFor();
    }
    await toggle(sofia, "wanda", "Support");
    for (const page of [list, order])
      await expect.poll(() => page.locator("main").textContent()).toContain("You may not see this");
    await toggle(sofia, "wanda", "Warehouse");
  });

  test("that are taken away count at the very next event", async () => {
    const [sofia, page] = await Promise.all([open(), office.page("paul", "/office/payouts/")]);
    await toggle(sofia, "paul", "Accountant");
    const before = office.state();
    await toggle(sofia, "paul", "Payer");
    await push(page, "approve", { id: office.payout("Train to the fair") });
    await expect.poll(() => message(page).textContent()).toContain("You may not do that.");
    expect(office.state()).toEqual(before);
  });
});

test("the log tells what was done, to those who may read it", async () => {
  const page = await office.page("abel", "/office/log/");
  const approved = row(page, "Approve payout").filter({ hasText: "€1,200.00 to Weavers' Guild" });
  await approved.filter({ hasText: "allowed" }).filter({ hasText: "pia" }).waitFor();
  await approved.filter({ hasText: "password asked for" }).waitFor();
  const wanda = await office.page("wanda", "/office/orders/31/");
  await wanda.getByRole("button", { name: "Mark as shipped" }).click();
  await row(page, "Ship order 31").filter({ hasText: "allowed" }).waitFor();
});

test("everything works without a script", async () => {
  const options = { javaScriptEnabled: false };
  const [wanda, sam, pia] = await Promise.all(
    ["wanda", "sam", "pia"].map((username) => office.logIn(username, options)),
  );
  const page = await wanda?.newPage();
  await page?.goto("/office/orders/33/");
  await page?.getByRole("button", { name: "Mark as shipped" }).click();
  await page?.getByText("“Tapestry needles” is on its way.").waitFor();
  const second = await sam?.newPage();
  await second?.goto("/office/orders/34/");
  await second?.getByLabel("Why?").fill("Out of stock");
  await second?.getByRole("button", { name: "Cancel this order" }).click();
  await second?.getByText("Out of stock").waitFor();
  const third = await pia?.newPage();
  await third?.goto("/office/payouts/");
  await third?.getByRole("row").filter({ hasText: "Workshop roof" }).getByRole("button").click();
  await third?.getByText("€510.00 are on their way to Workshop roof.").waitFor();
  await Promise.all([wanda, sam, pia].map((context) => context?.close()));
});

test("a database from before the office gets its tables and its people", async () => {
  await office.clear();
  await office.server.stop();
  office.change(`drop table orders; drop table payouts;
    delete from liveloom_migrations where name in ('demo-2-orders', 'demo-3-payouts')`);
  await office.server.start();
  const page = await office.page("sam", "/office/orders/");
  expect(await page.locator("tbody tr").count()).toBe(40);
}, 120_000);
