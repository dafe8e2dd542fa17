import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { component } from "../../src/live/components/component.ts";
import { nested } from "../../src/live/nested/nested.ts";
import { attributes } from "../../src/shared/markup.ts";
import { ClientFrame, ServerFrame } from "../../src/shared/wire.ts";
import type { LiveApp } from "./live-app.ts";
import {
  Broken,
  begin,
  Card,
  Careful,
  Child,
  call,
  child,
  errors,
  Guarded,
  join,
  kindOfNext,
  Late,
  log,
  Outer,
  Queried,
  release,
  rootsIn,
  Secret,
  set,
  startApp,
  Unrenderable,
  visit,
  visitWith,
} from "./nested-app.ts";

let app: LiveApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(begin);

describe("a page with nested views", () => {
  test("has them in its first HTML, and goes on with the same", async () => {
    const { client, roots, page } = await visit();
    expect(roots.map(({ number, content }) => [number, content])).toEqual([
      [1, '<b lv=e live-click="add"><!--[-->a<!--]--> <!--[-->0<!--]--></b>'],
      [2, '<b lv=e live-click="add"><!--[-->b<!--]--> <!--[-->0<!--]--></b>'],
    ]);
    expect(log).toEqual(["mount a", "mount b"]);
    const marks = /live-view="0"(.*)<script/.exec(page.html)?.[1]?.match(/ lv[ =>]|<!--\[-->/g)?.length;
    expect(page.html).toContain(`${attributes.marks}="${marks}"`);
    call(client, 2, 1, "add");
    expect(await client.next()).toEqual([ServerFrame.Answer, 2, 1, [2, "1"]]);
  });

  test("gets one that appears later when its browser joins it", async () => {
    const { client } = await visit();
    const answer = JSON.stringify(await client.call("setNames", { names: ["a", "b", "c"] }));
    const [root = { number: 0, token: "" }] = rootsIn({
      html: JSON.parse(`"${/<section.*<\\?\/section>/.exec(answer)?.[0]}"`),
    });
    expect([root.number, answer.includes("aria-busy")]).toEqual([3, true]);
    expect(await join(client, root)).toEqual([ServerFrame.Joined, 3, root.token, -1]);
    expect(await client.next()).toEqual([ServerFrame.Replace, 3, expect.stringContaining("c<!--]-->"), 1]);
  });

  test("keeps them when they move", async () => {
    const { client } = await visit();
    call(client, 1, 1, "add");
    await client.next();
    expect(JSON.stringify(await client.call("reverse"))).toMatch(/"m":\[/);
    call(client, 1, 2, "add");
    expect(await client.next()).toEqual([ServerFrame.Answer, 1, 2, [2, "2"]]);
    expect(log).toEqual(["mount a", "mount b"]);
  });

  test("closes one that it shows no more, and gives its number to the next", async () => {
    const { client, roots } = await visit();
    await client.call("setNames", { names: ["b"] });
    expect(log).toEqual(["mount a", "mount b", "unmount a"]);
    call(client, 1, 1, "add");
    expect(await kindOfNext(client)).toEqual([ServerFrame.Refused, 1, 1, "LV-COMPONENT-GONE"]);
    const answer = JSON.stringify(await client.call("setNames", { names: ["b", "c"] }));
    expect(answer).toContain(`${attributes.view}=\\"1\\"`);
    expect((await join(client, roots[0] ?? { number: 1, token: "" })).slice(0, 4)).toEqual([
      ServerFrame.Refused,
      1,
      0,
      "LV-COMPONENT-GONE",
    ]);
  });

  test("opens one anew whose params change", async () => {
    let name = "one";
    const { client } = await visitWith(() => child(name));
    name = "two";
    await client.call("add");
    expect(log).toEqual(["mount one", "unmount one", "mount two"]);
  });

  test("takes them along to another page", async () => {
    const { client } = await visit();
    client.send([ClientFrame.Visit, 0, 1, "/other/", 1]);
    expect(await kindOfNext(client)).toEqual([ServerFrame.Page, 0, 1]);
    expect(log).toEqual(["mount a", "mount b", "unmount a", "unmount b"]);
  });

  test("brings them along from another page", async () => {
    const page = await app.open("/other/");
    const client = await app.connect(page);
    await client.join(page);
    client.send([ClientFrame.Visit, 0, 1, "/", 1]);
    const [, , , , , , html] = (await client.next()) as string[];
    const [root = { number: 0, token: "" }] = rootsIn({ html: html ?? "" });
    expect(await join(client, root)).toEqual([ServerFrame.Joined, 1, root.token, 0]);
    expect(await client.untilPong()).toEqual([]);
  });

  test("shows them inside components and inside each other", async () => {
    const { client, roots } = await visitWith(() => [component(Card), nested(Outer)]);
    expect(roots.map(({ number }) => number)).toEqual([1, 2, 3]);
    call(client, 3, 1, "add");
    expect(await client.next()).toEqual([ServerFrame.Answer, 3, 1, [2, "1"]]);
    call(client, 2, 1, "toggle");
    await client.next();
    expect(log.slice(-1)).toEqual(["unmount inner"]);
    set.content = () => "";
    await client.call("add");
    expect(log.slice(-2).sort()).toEqual(["unmount card", "unmount outer"]);
  });
});

describe("a nested view that fails", () => {
  test("in a handler leaves the others alone", async () => {
    const { client } = await visit();
    call(client, 1, 1, "fails");
    expect(await kindOfNext(client)).toEqual([ServerFrame.Refused, 1, 1, "LV-INTERNAL"]);
    await client.untilPong();
    expect(await client.call("add")).toEqual([ServerFrame.Answer, 0, 1, [1, "1"]]);
    call(client, 1, 2, "add");
    expect(await client.next()).toEqual([ServerFrame.Answer, 1, 2, [2, "1"]]);
  });

  test.each([
    ["mount", () => nested(Broken)],
    ["rendering", () => nested(Unrenderable)],
    ["its params", () => nested(Child, { params: { name: 1 as unknown as string } })],
    ["its query", () => nested(Queried as unknown as typeof Broken)],
  ])("in %s leaves a text with an id in its place", async (_, shown) => {
    const { page, client, roots } = await visitWith(() => [shown(), child("beside")]);
    const [, id] =
      /This part of the page is not available\. \(<!--\[-->(\w+)<!--\]-->\)/.exec(page.html) ?? [];
    expect([page.status, errors().at(-1)]).toMatchObject([200, { id }]);
    expect(roots.map(({ number }) => number)).toEqual([2]);
    call(client, 2, 1, "add");
    expect(await client.next()).toMatchObject([ServerFrame.Answer, 2, 1, [2, "1"]]);
  });

  test("shows what its renderError says", async () => {
    const { page } = await visitWith(() => nested(Careful));
    expect(page.html).toMatch(/<div live-view="gone"><em [^>]*>Sorry: \w+<\/em><\/div>/);
  });

  test("when it comes later is replaced by a text", async () => {
    const { client } = await visitWith(() => "");
    set.content = () => nested(Broken);
    expect(JSON.stringify(await client.call("add"))).toContain("aria-busy");
    expect(JSON.stringify(await client.next())).toContain("not available");
  });

  test("while it is shown again is replaced by a text", async () => {
    const { client } = await visitWith(() => child("x"));
    call(client, 1, 1, "breaks");
    expect(await kindOfNext(client)).toEqual([ServerFrame.Refused, 1, 1, "LV-INTERNAL"]);
    set.isBroken = true;
    client.send([ClientFrame.Resync, 1]);
    await client.untilPong();
    set.isBroken = false;
    expect(client.received.join()).toContain("not available");
  });
});

describe("a slow nested view", () => {
  test("holds up nobody but itself", async () => {
    const { client } = await visit();
    call(client, 1, 1, "slow");
    call(client, 2, 1, "add");
    expect(await kindOfNext(client)).toEqual([ServerFrame.Answer, 2, 1]);
    expect(await client.call("add")).toEqual([ServerFrame.Answer, 0, 1, [1, "1"]]);
    release();
    expect(await client.next()).toEqual([ServerFrame.Answer, 1, 1, [2, "10"]]);
  });

  test("comes when it is there, after the page", async () => {
    set.content = () => [nested(Late), child("x")];
    const page = await app.open("/frame/");
    const client = await app.connect(page);
    await client.join(page);
    const [late = { number: 0, token: "" }, { content: beside } = { content: "" }] = rootsIn(page);
    expect(beside).toContain("x<!--]-->");
    client.send([ClientFrame.Join, late.number, late.token, "/", 0]);
    expect(await client.untilPong()).toEqual([]);
    release();
    expect(await kindOfNext(client)).toEqual([ServerFrame.Joined, 1, late.token]);
    expect(await client.next()).toEqual([ServerFrame.Replace, 1, "<b lv=e>late</b>", 1]);
  });
});

describe("a nested view that may not be shown", () => {
  test("is not there", async () => {
    const { page } = await visitWith(() => [child("a"), nested(Secret)]);
    expect(page.html).not.toMatch(/secret/i);
    expect(page.html).not.toContain("not available");
  });

  test("any more goes, and the page stays", async () => {
    set.isWelcome = true;
    const { client } = await visitWith(() => nested(Guarded));
    set.isWelcome = false;
    call(client, 1, 1, "use");
    expect(await client.next()).toEqual([ServerFrame.Patch, 0, [2, [0, ""]]]);
  });
});
