import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { ServerFrame, VisitKind } from "../../src/shared/wire.ts";
import { app, client, expectStart, openForEachTest, use, visit } from "./navigation-app.ts";
import { counts, hibernateAfter, log } from "./navigation-views.ts";

openForEachTest();

const patchTo = (url: string) => visit(url, VisitKind.Patch);

describe("the query", () => {
  const shown = async (path: string) => {
    const { status, html: page } = await app.open(path);
    return [status, /<main.*<\/main>/s.exec(page)?.[0].replace(/<script.*<\/script>|<!--.-->|<[^>]*>/g, "")];
  };

  test.each([
    ["/", "1 - - 0"],
    ["/?page=3&sort=age", "3 age - 0"],
    ["/?page=nonsense", "1 - - 0"],
    ["/?page=", "1 - - 0"],
    ["/?tag=a&tag=b", "1 - a,b 0"],
    ["/?tag=%3Cb%3E", "1 - &lt;b&gt; 0"],
    ["/?page=2&page=3", "1 - - 0"],
    ["/?__proto__=x&constructor=y&toString=z", "1 - - 0"],
  ])("%s is read by the view's schema", async (path, text) => {
    expect(await shown(path)).toEqual([200, text]);
  });

  test("that the schema refuses is answered with 404", async () => {
    expect(await shown("/?sort=shoe-size")).toEqual([404, expect.stringContaining("There is nothing here")]);
  });
});

describe("a patch", () => {
  test("shows another address without mounting", async () => {
    expect(await patchTo("/?page=2")).toEqual([ServerFrame.Page, 0, 1, "/?page=2", "", "", [1, "2"]]);
    expect(log).toEqual(["params /?page=2"]);
  });

  test("of the view itself goes on until it has arrived, and the newest address counts", async () => {
    const frame = await patchTo("/?page=99");
    expect(frame.slice(0, 4)).toEqual([ServerFrame.Page, 0, 1, "/?page=1"]);
    expect(log).toEqual(["params /?page=99", "params /?page=1"]);
  });

  test("that never arrives fails, and leaves the view where it was", async () => {
    expect((await patchTo("/?page=1000")).slice(0, 4)).toEqual([ServerFrame.Refused, 0, -1, "LV-PATCH-LOOP"]);
    expectStart(await client.call("add"), [ServerFrame.Answer, 0, 1]);
  });

  test("whose handleParams fails leaves the view where it was", async () => {
    expect((await patchTo("/?page=13")).slice(0, 4)).toEqual([ServerFrame.Refused, 0, -1, "LV-INTERNAL"]);
    const frame = await patchTo("/?page=2");
    expect(frame.slice(0, 4)).toEqual([ServerFrame.Page, 0, 2, "/?page=2"]);
  });

  test("in an event is told before its answer", async () => {
    await patchTo("/?page=2");
    expect(await client.call("sort")).toEqual([ServerFrame.Page, 0, 0, "/?sort=age", "", ""]);
    expectStart(await client.next(), [ServerFrame.Answer, 0, 1]);
  });

  test("in a message works as in an event", async () => {
    app.publish("list", "next");
    expect(await client.next()).toEqual([ServerFrame.Page, 0, 0, "/?page=2", "", ""]);
    expectStart(await client.next(), [ServerFrame.Patch, 0]);
  });

  test("is forgotten when its event fails", async () => {
    expect((await client.call("failAfterPatch")).slice(0, 4)).toEqual([
      ServerFrame.Refused,
      0,
      1,
      "LV-INTERNAL",
    ]);
    expectStart(await client.call("add"), [ServerFrame.Answer, 0, 2]);
    expect(log).toEqual([]);
  });

  test.each([
    "/items/1/",
    "/nowhere/",
    "//evil.example/",
    "https://evil.example/",
    "javascript:alert(1)",
    "\\\\evil.example\\",
    "/.//evil.example/",
    `?page=${"1".repeat(5_000)}`,
  ])("to %.40s is an error", async (to) => {
    const frame = await client.call("patchTo", { to });
    expect(frame.slice(0, 4)).toEqual([ServerFrame.Refused, 0, 1, "LV-PATCH-TARGET"]);
    expect(log).toEqual([]);
  });

  test("changes a parameter of the path, and asks again who may see that", async () => {
    use(await app.visit("/items/3/"));
    expect(await client.call("next")).toEqual([ServerFrame.Page, 0, 0, "/items/4/", "Item 3", ""]);
    expectStart(await client.next(), [ServerFrame.Answer, 0, 1]);
    expect(await client.call("forbidden")).toEqual([ServerFrame.Redirect, 0, "/items/100/"]);
    expect((await app.open("/items/100/")).status).toBe(404);
  });

  test.each(["/items/x/", "/items/100/"])("to %s loads the page that says why not", async (path) => {
    use(await app.visit("/items/3/"));
    expect(await patchTo(path)).toEqual([ServerFrame.Redirect, 0, path]);
    expect((await app.open(path)).status).toBe(404);
  });

  test("by a visit to another view mounts that", async () => {
    const frame = await patchTo("/items/3/");
    expectStart(frame, [ServerFrame.Page, 0, 1, "/items/3/", "Item 3", ""]);
    expect(log).toEqual(["mount 3", "unmount"]);
  });

  test("survives that the view rests", async () => {
    await patchTo("/?page=4");
    counts.restored = 0;
    await wait(hibernateAfter * 4);
    expect(await client.call("sort")).toEqual([ServerFrame.Page, 0, 0, "/?sort=age", "", ""]);
    expect([counts.restored, ...log]).toEqual([1, "params /?page=4", "params /?sort=age"]);
  });

  test("that the browser did not get is told when it comes back", async () => {
    const page = await app.open("/");
    use(await app.connect(page));
    const joined = await client.join(page);
    await client.call("sort");
    await client.close();
    use(await app.connect(page));
    await client.join({ token: String(joined[2]), path: "/" }, 0);
    expectStart(await client.next(), [ServerFrame.Replace, 0]);
    expect(await client.next()).toEqual([ServerFrame.Page, 0, -1, "/?sort=age", "", ""]);
  });

  test("is where the view is mounted again, when it is gone", async () => {
    const page = await app.open("/");
    use(await app.connect(page));
    await client.join(page);
    use(await app.connect(page));
    await client.join({ token: page.token, path: "/?page=7" });
    expectStart(await client.next(), [ServerFrame.Replace, 0, expect.stringContaining("7")]);
    expect(log.at(-1)).toBe("params /?page=7");
  });
});

describe("a title", () => {
  test("that changes is told, in an event and in a message", async () => {
    expect(await client.call("rename")).toEqual([ServerFrame.Page, 0, -1, "", "Renamed", "About it"]);
    expect(await client.next()).toEqual([ServerFrame.Answer, 0, 1]);
    app.publish("list", "(1) List");
    expect(await client.next()).toEqual([ServerFrame.Page, 0, -1, "", "(1) List", "About it"]);
  });
});
