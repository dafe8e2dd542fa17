import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { ServerFrame } from "../../src/shared/wire.ts";
import { app, client, expectStart, openForEachTest, use, visit } from "./navigation-app.ts";
import { hibernateAfter } from "./navigation-views.ts";

openForEachTest();

describe("a message", () => {
  const messagesIn = ({ html: page }: { html: string }) =>
    [...page.matchAll(/live-message-(\w+)" role="?(\w+)"?>([^<]*)</g)].map(([, ...parts]) => parts.join(" "));

  test("of a plain route waits in the session for the next page, HEAD or not, and is shown once", async () => {
    const { cookie, location } = await app.open("/flash/");
    expect([location, cookie === ""]).toEqual(["/plain/", false]);
    await fetch(`${app.origin}/plain/`, { method: "HEAD", headers: { cookie } });
    expect(messagesIn(await app.open("/plain/", cookie))).toEqual(["error alert No &lt;b&gt;"]);
    expect(messagesIn(await app.open("/plain/", cookie))).toEqual([]);
  });

  test("of an event waits for the page it redirects to", async () => {
    const page = await app.open("/");
    use(await app.connect(page));
    await client.join(page);
    expect(await client.call("leaveAfterwards")).toEqual([ServerFrame.Redirect, 0, "/plain/"]);
    expect(messagesIn(await app.open("/plain/", page.cookie))).toEqual(["success status Done"]);
  });

  test("of a mount waits for the page it redirects to", async () => {
    const { cookie, location } = await app.open("/elsewhere/");
    expect(location).toBe("/items/3/");
    expect(messagesIn(await app.open("/items/3/", cookie))).toEqual(["warning alert Moved"]);
  });

  test("waits for the page that a visit lets the browser load", async () => {
    const page = await app.open("/");
    use(await app.connect(page));
    await client.join(page);
    await client.call("navigateTo", { to: "/plain/" });
    await client.next();
    expect(await visit("/plain/")).toEqual([ServerFrame.Redirect, 0, "/plain/"]);
    expect(messagesIn(await app.open("/plain/", page.cookie))).toEqual(["info status Bye"]);
  });

  test("is shown after all where the view could not go", async () => {
    await client.call("navigateTo", { to: "/broken/" });
    await client.next();
    expect((await visit("/broken/"))[0]).toBe(ServerFrame.Refused);
    expect(await client.next()).toEqual([ServerFrame.Messages, 0, [{ level: "info", text: "Bye" }]]);
  });

  test("that the view's own template reads is the view's, while it rests, too", async () => {
    const { cookie } = await app.open("/flash/");
    const page = await app.open("/talker/", cookie);
    expect(page.html).toContain("No &lt;b&gt;");
    expect(messagesIn(page)).toEqual([]);
    use(await app.connect(page));
    await client.join(page);
    await wait(hibernateAfter * 4);
    expectStart(await client.call("say"), [ServerFrame.Answer, 0, 1]);
    expect(client.received.join()).toContain("Mine");
  });
});
