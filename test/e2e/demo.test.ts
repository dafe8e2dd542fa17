import Database from "better-sqlite3";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "./browser.ts";
import { ExampleServer } from "./example-server.ts";
import { connected, visitor } from "./visitor.ts";

const password = "weaving-is-fun";

let server: ExampleServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([ExampleServer.start("examples/demo/main.ts"), launchBrowser()]);
}, 60_000);

afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
});

afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

const newVisitor = () => visitor(browser, { baseURL: server.address });

async function logIn(page: Page, username: string, path: string): Promise<void> {
  await page.goto(path);
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/accounts/"));
}

/** A live page: the socket has taken over. */
async function openAs(username: string, path: string): Promise<Page> {
  const page = await newVisitor();
  await logIn(page, username, path);
  await connected(page);
  return page;
}

const members = (page: Page) => page.locator("tbody tr");
const removeButton = (page: Page, username: string) =>
  page.getByRole("button", { name: `Remove ${username}` });

async function remove(page: Page, username: string): Promise<void> {
  await removeButton(page, username).click();
}

function memberNames(): string[] {
  const db = new Database(server.databaseFile, { readonly: true });
  const rows = db
    .prepare(
      "select username from memberships join users on users.id = user_id where team_id = 1 order by memberships.id",
    )
    .pluck()
    .all();
  db.close();
  return rows.map(String);
}

function addMember(username: string): void {
  const db = new Database(server.databaseFile);
  db.prepare(
    "insert into memberships (team_id, user_id, role) select 1, id, 'Member' from users where username = ?",
  ).run(username);
  db.close();
}

function memberId(username: string): number {
  const db = new Database(server.databaseFile, { readonly: true });
  const id = db
    .prepare(
      "select memberships.id from memberships join users on users.id = user_id where team_id = 1 and username = ?",
    )
    .pluck()
    .get(username);
  db.close();
  return Number(id);
}

describe("the team demo", () => {
  test("prints its address and the demo logins", async () => {
    for (const text of [`${server.address}/teams/1/`, "sofia", "amir", "mina", password]) {
      await expect.poll(() => server.output).toContain(text);
    }
  });

  test("sends an anonymous visitor to the login page with the way back", async () => {
    const response = await fetch(`${server.address}/teams/1/`, {
      redirect: "manual",
      headers: { accept: "text/html" },
    });
    expect([response.status, response.headers.get("location")]).toEqual([
      302,
      "/accounts/login/?next=/teams/1/",
    ]);
  });

  test("follows a safe next after login", async () => {
    const page = await newVisitor();
    await logIn(page, "mina", "/teams/1/");
    expect(new URL(page.url()).pathname).toBe("/teams/1/");
  });

  test.each(["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"])(
    "does not follow %s after login",
    async (next) => {
      const page = await newVisitor();
      await logIn(page, "mina", `/accounts/login/?next=${encodeURIComponent(next)}`);
      expect(page.url()).toBe(`${server.address}/teams/`);
    },
  );

  test("keeps a wrong password out with one message for every reason", async () => {
    const page = await newVisitor();
    for (const username of ["mina", "nobody"]) {
      await page.goto("/accounts/login/");
      await page.getByLabel("Username").fill(username);
      await page.getByLabel("Password").fill("wrong");
      await page.getByRole("button", { name: "Log in" }).click();
      await expect.poll(() => page.getByRole("alert").textContent()).toContain("username and password");
    }
  });

  test("lists somebody's teams, and leads away from the teams of others", async () => {
    const page = await openAs("mina", "/teams/2/");
    expect(page.url()).toBe(`${server.address}/teams/`);
    expect(await page.getByRole("link", { name: "Atlas" }).count()).toBe(1);
    expect(await page.getByRole("link", { name: "Borealis" }).count()).toBe(0);
  });

  test("has one address for a team, and no page at others that look like its number", async () => {
    const page = await openAs("mina", "/teams/1/");
    const statuses: (number | undefined)[] = [];
    const others = ["0x1", "1e0", "%20", "-1", "1.0", "x"];
    for (const teamId of others) statuses.push((await page.goto(`/teams/${teamId}/`))?.status());
    expect(statuses).toEqual(others.map(() => 404));
  });

  test("leads to one's account", async () => {
    const page = await openAs("mina", "/teams/");
    await page.getByRole("link", { name: "mina" }).click();
    await page.waitForURL(/\/accounts\/profile\/$/);
    await page.getByRole("link", { name: "Where you are logged in" }).click();
    await page.getByText("this browser").waitFor();
  });

  test("shows a member the roster and the invite code, and no buttons", async () => {
    const page = await openAs("mina", "/teams/1/");
    expect(await page.getByText("ATLAS-7Q2F").count()).toBe(1);
    expect(await members(page).count()).toBe(memberNames().length);
    expect(await page.getByRole("button", { name: /^Remove/ }).count()).toBe(0);
  });

  test("refuses an event that a member sends by hand", async () => {
    const page = await openAs("mina", "/teams/1/");
    const before = memberNames();
    await page.evaluate((id) => globalThis.liveloom.push("removeMember", { memberId: id }), memberId("bea"));
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("alert").textContent()).toContain(
      "You may not remove members from this team.",
    );
    expect(memberNames()).toEqual(before);
  });

  test("removes a row by a patch, in every open browser, without a reload", async () => {
    const [admin, other] = await Promise.all([openAs("amir", "/teams/1/"), openAs("mina", "/teams/1/")]);
    for (const page of [admin, other])
      await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
    await remove(admin, "bea");
    for (const page of [admin, other]) {
      await expect.poll(() => page.getByRole("cell", { name: "bea" }).count()).toBe(0);
      expect(await page.evaluate(() => "isSamePage" in globalThis)).toBe(true);
    }
    expect(memberNames()).not.toContain("bea");
  });

  test("does not let the second click of a slow double click remove the next person", async () => {
    addMember("eiko");
    addMember("farah");
    const others = memberNames().filter((name) => name !== "eiko");
    const admin = await openAs("amir", "/teams/1/");
    await removeButton(admin, "eiko").click({ clickCount: 2, delay: 450 });
    await expect.poll(() => admin.getByRole("cell", { name: "eiko" }).count()).toBe(0);
    expect(memberNames()).toEqual(others);
    await removeButton(admin, "farah").click();
    await expect.poll(() => admin.getByRole("cell", { name: "farah" }).count()).toBe(0);
  });

  test("keeps the keyboard's place, and says how many are left", async () => {
    addMember("farah");
    const admin = await openAs("amir", "/teams/1/");
    await removeButton(admin, "farah").focus();
    await admin.keyboard.press("Enter");
    await expect.poll(() => admin.evaluate(() => document.activeElement?.textContent)).toBe("Atlas");
    expect(await admin.getByRole("status").textContent()).toBe(`${memberNames().length} members`);
  });

  test("does not let admins remove themselves", async () => {
    const admin = await openAs("amir", "/teams/1/");
    await remove(admin, "amir");
    await admin.getByRole("alert").waitFor();
    expect(await admin.getByRole("alert").textContent()).toBe("You can't remove yourself.");
    expect(memberNames()).toContain("amir");
  });

  test("says so when somebody is already gone, and refreshes every open page", async () => {
    const [admin, other] = await Promise.all([openAs("amir", "/teams/1/"), openAs("mina", "/teams/1/")]);
    const id = memberId("carlos");
    const db = new Database(server.databaseFile);
    db.prepare("delete from memberships where id = ?").run(id);
    db.close();
    await remove(admin, "carlos");
    await admin.getByRole("alert").waitFor();
    expect(await admin.getByRole("alert").textContent()).toBe("That person is no longer on the team.");
    expect(await admin.getByRole("cell", { name: "carlos" }).count()).toBe(0);
    await expect.poll(() => other.getByRole("cell", { name: "carlos" }).count()).toBe(0);
  });

  test("refuses the very next click after the permission was taken away", async () => {
    const admin = await openAs("amir", "/teams/1/");
    const superuser = await openAs("sofia", "/people/");
    await superuser.getByRole("row", { name: /amir/ }).getByRole("button", { name: "Take away" }).click();
    await superuser.getByRole("row", { name: /amir/ }).getByRole("button", { name: "Allow" }).waitFor();

    expect(await removeButton(admin, "dev").count()).toBe(1);
    await removeButton(admin, "dev").click();
    await admin.getByRole("alert").waitFor();
    expect(await admin.getByRole("alert").textContent()).toContain("permissions on this team have changed");
    expect(memberNames()).toContain("dev");

    await admin.getByRole("link", { name: "Reload" }).click();
    await connected(admin);
    expect(await admin.getByRole("button", { name: /^Remove/ }).count()).toBe(0);

    await superuser.getByRole("row", { name: /amir/ }).getByRole("button", { name: "Allow" }).click();
    await superuser.getByRole("row", { name: /amir/ }).getByRole("button", { name: "Take away" }).waitFor();
  });

  test("tells somebody who was removed, and everybody's list of teams", async () => {
    addMember("eiko");
    const [admin, removed, list] = await Promise.all([
      openAs("amir", "/teams/1/"),
      openAs("eiko", "/teams/1/"),
      openAs("mina", "/teams/"),
    ]);
    const members = (count: number) => list.locator("main").getByText(`${count} members`);
    await members(memberNames().length).waitFor();
    await remove(admin, "eiko");
    await removed.getByText("You are no longer on that team.", { exact: true }).waitFor();
    expect(await removed.getByRole("link", { name: "Atlas" }).count()).toBe(0);
    await members(memberNames().length).waitFor();
  });

  test("shows a change of permissions on every open page of people", async () => {
    const [one, other] = await Promise.all([openAs("sofia", "/people/"), openAs("sofia", "/people/")]);
    const button = (page: Page) => page.getByRole("row", { name: /mina/ }).getByRole("button");
    await button(one).click();
    await expect.poll(() => button(other).textContent()).toContain("Take away");
    await button(other).click();
    await expect.poll(() => button(one).textContent()).toContain("Allow");
  });

  test("reconnects by itself after the server was stopped and started, and works on", async () => {
    const admin = await openAs("amir", "/teams/1/");
    await admin.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
    await server.stop();
    await admin.getByText("Reconnecting").waitFor();
    await server.start();
    await admin.getByText("Reconnecting").waitFor({ state: "detached", timeout: 30_000 });
    await connected(admin);
    await remove(admin, "dev");
    await expect.poll(() => admin.getByRole("cell", { name: "dev" }).count()).toBe(0);
    expect(await admin.evaluate(() => "isSamePage" in globalThis)).toBe(true);
    expect(memberNames()).not.toContain("dev");
  }, 60_000);

  test("tells an open page when its session ends", async () => {
    const admin = await openAs("amir", "/teams/1/");
    const second = await admin.context().newPage();
    await second.goto("/teams/");
    await second.getByRole("button", { name: "Log out" }).click();
    await admin.getByText("Your session has ended").waitFor({ timeout: 2_000 });
    await admin.getByRole("link", { name: "Log in again" }).click();
    await admin.waitForURL(/\/accounts\/login\/\?next=\/teams\/1\/$/);
  });
});
