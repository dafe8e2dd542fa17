import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { accounts } from "../../src/auth/accounts.ts";
import { ClientFrame, ServerFrame, VisitKind } from "../../src/shared/wire.ts";
import { sessionOf } from "./live-app.ts";
import { app, client, database, expectStart, openForEachTest, send, use, visit } from "./navigation-app.ts";
import { hashCost, log } from "./navigation-views.ts";

openForEachTest();

describe("a visit", () => {
  test("mounts the view in the place of the other, whose token is worth nothing then", async () => {
    const frame = await visit("/items/3/?x=1");
    expect(frame).toEqual([
      ServerFrame.Page,
      0,
      1,
      "/items/3/?x=1",
      "Item 3",
      "",
      expect.stringContaining("3"),
      expect.any(String),
    ]);
    expect(log).toEqual(["mount 3", "unmount"]);
    expect(await client.call("add")).toEqual([ServerFrame.Answer, 0, 1, [0, "1"]]);
    expect((await client.call("sort")).slice(0, 4)).toEqual([ServerFrame.Refused, 0, 2, "LV-EVENT-UNKNOWN"]);
  });

  test("gives a token that brings the new view back", async () => {
    const page = await app.open("/");
    use(await app.connect(page));
    await client.join(page);
    const token = String((await visit("/items/3/"))[7]);
    await client.call("add");
    await client.close();
    use(await app.connect(page));
    expect(await client.join({ token, path: "/items/3/" }, 1)).toEqual([
      ServerFrame.Joined,
      0,
      expect.any(String),
      1,
    ]);
    expect(log).not.toContain("unmount 3");
  });

  test.each([
    ["/plain/", "/plain/"],
    ["/nowhere/", "/nowhere/"],
    ["/items/x/", "/items/x/"],
    ["/items/100/", "/items/100/"],
    ["//evil.example/", "/"],
    ["https://evil.example/", "/"],
    ["/.//evil.example/", "/"],
    ["\\\\evil.example/", "/"],
    ["javascript:alert(1)", "/"],
    ["/circle/", "/circle/"],
    ["/members/?a=b", "/accounts/login/?next=/members/%3Fa%3Db"],
    ["/staff/", "/accounts/login/?next=/staff/"],
  ])("to %s lets the browser load %s, and the view stays", async (url, loaded) => {
    expect(await visit(url)).toEqual([ServerFrame.Redirect, 0, loaded]);
    expectStart(await client.call("add"), [ServerFrame.Answer, 0, 1]);
  });

  test("of somebody who is logged in and may not loads the page that says so", async () => {
    const auth = accounts({ database, hashCost });
    const id = await auth.users.create({ username: "ada" });
    const session = await sessionOf("", auth.sessions);
    await auth.logIn(session, id);
    use(await app.visit("/", `session=${session.cookieChange}`));
    expectStart(await visit("/members/"), [ServerFrame.Page, 0, 1, "/members/"]);
    expect(await visit("/staff/")).toEqual([ServerFrame.Redirect, 0, "/staff/"]);
    await session.end();
    expectStart(await visit("/members/"), [ServerFrame.Redirect, 0, expect.stringContaining("login")]);
  });

  test.each(["/broken/", "/broken-later/", "/unrendered/"])(
    "to %s is refused with an id only, and the view stays",
    async (url) => {
      expect(await visit(url)).toEqual([
        ServerFrame.Refused,
        0,
        -1,
        "LV-INTERNAL",
        "Something went wrong.",
        expect.stringMatching(/^[0-9a-f]{8}$/),
      ]);
      expectStart(await client.call("add"), [ServerFrame.Answer, 0, 1]);
      expect(log.filter((line) => line === "unmount")).toEqual([]);
    },
  );

  test("follows redirects, patches and navigations in mount, with their messages", async () => {
    expectStart(await visit("/elsewhere/"), [ServerFrame.Page, 0, 1, "/items/3/", "Item 3", ""]);
    expect(await client.next()).toEqual([ServerFrame.Messages, 0, [{ level: "warning", text: "Moved" }]]);
  });

  test("gives way to a newer one, and a storm of them mounts few", async () => {
    send("/slow/");
    await wait(10);
    for (let count = 0; count < 300; count++) send("/slow/");
    send("/items/5/");
    expectStart(await client.next(), [ServerFrame.Page, 0, 302, "/items/5/"]);
    const slowOnes = log.filter((line) => line.endsWith("slow"));
    expect(log).toEqual([...slowOnes, "mount 5", "unmount"]);
    expect(slowOnes.length).toBeLessThan(10);
  });

  test("beyond what a connection may send is refused under its number", async () => {
    for (let count = 0; count < 500; count++) send("/?page=2", VisitKind.Patch);
    let frame = await client.next();
    while (frame[0] !== ServerFrame.Refused) frame = await client.next();
    expect(frame.slice(0, 2)).toEqual([ServerFrame.Refused, 0]);
    expect([Number(frame[2]) < -300, frame[3]]).toEqual([true, "LV-RATE-LIMITED"]);
  });

  test("to no view of this connection is refused", async () => {
    client.send([ClientFrame.Visit, 3, 1, "/", VisitKind.Mount]);
    expect((await client.next()).slice(0, 4)).toEqual([ServerFrame.Refused, 3, -1, "LV-VIEW-NOT-MOUNTED"]);
  });

  test("asked for by the view itself is left to the browser", async () => {
    expect(await client.call("navigateTo", { to: "/items/2/?a#b" })).toEqual([ServerFrame.Answer, 0, 1]);
    expect(await client.next()).toEqual([ServerFrame.Go, 0, "/items/2/?a#b", 1]);
    expectStart(await visit("/items/2/?a"), [ServerFrame.Page, 0, 1, "/items/2/?a"]);
    expect(await client.next()).toEqual([ServerFrame.Messages, 0, [{ level: "info", text: "Bye" }]]);
  });

  test("asked for by a view is not in need of that view any more", async () => {
    expect(await client.call("removeAndLeave")).toEqual([ServerFrame.Answer, 0, 1]);
    expect(await client.next()).toEqual([ServerFrame.Go, 0, "/items/2/", 0]);
    expectStart(await visit("/items/2/"), [ServerFrame.Page, 0, 1, "/items/2/"]);
  });

  test("asked for by a view that fails shows what the view has changed", async () => {
    expect(await client.call("addAndLeave")).toEqual([ServerFrame.Answer, 0, 1]);
    await client.next();
    expectStart(await visit("/broken/"), [ServerFrame.Refused, 0, -1, "LV-INTERNAL"]);
    expect(await client.next()).toEqual([ServerFrame.Patch, 0, [4, "1"]]);
  });

  test.each(["https://evil.example/", "javascript:alert(1)", "//evil.example"])(
    "asked for by the view to %s is an error",
    async (to) => {
      const frame = await client.call("navigateTo", { to });
      expect(frame.slice(0, 4)).toEqual([ServerFrame.Refused, 0, 1, "LV-NAVIGATE-TARGET"]);
    },
  );
});
