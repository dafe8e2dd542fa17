import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { nested } from "../../src/live/nested/nested.ts";
import { nestedDepth } from "../../src/live/nested/nested-views.ts";
import { attributes } from "../../src/shared/markup.ts";
import { ClientFrame, limits, ServerFrame } from "../../src/shared/wire.ts";
import { html } from "../../src/template/html.ts";
import type { LiveApp } from "./live-app.ts";
import {
  Buttons,
  begin,
  call,
  child,
  errors,
  Feed,
  join,
  kindOfNext,
  log,
  Mirror,
  Redirecting,
  release,
  rootsIn,
  set,
  startApp,
  visit,
  visitWith,
} from "./nested-app.ts";

let app: LiveApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(begin);

describe("a lost connection", () => {
  test("brings nested views back with what changed meanwhile", async () => {
    const page = await app.open("/");
    const first = await app.connect(page);
    const [, , token] = (await first.join(page)) as [number, number, string];
    const roots = rootsIn(page);
    for (const root of roots) await join(first, root);
    call(first, 1, 1, "slow");
    await first.untilPong();
    await first.close();
    release();
    const client = await app.connect(page);
    await client.join({ ...page, token });
    expect(await join(client, roots[0] ?? { number: 1, token: "" })).toEqual([0, 1, roots[0]?.token, 1]);
    expect(JSON.stringify(await client.next())).toContain("10");
    expect(log).toEqual(["mount a", "mount b"]);
  });

  test("after which the page is mounted anew brings new ones", async () => {
    const { page, client, roots } = await visit();
    await client.close();
    const another = await app.connect(page);
    another.send([ClientFrame.Join, 0, page.token, "/", 0]);
    for (const { number, token } of roots) another.send([ClientFrame.Join, number, token, "/", 0]);
    const frames = await another.untilPong();
    while (frames.length < 4) frames.push(await another.next());
    const kinds = frames.map((frame) => [frame[0], frame[1]]).sort();
    expect(kinds).toEqual([
      [ServerFrame.Joined, 0],
      [ServerFrame.Replace, 0],
      [ServerFrame.Refused, 1],
      [ServerFrame.Refused, 2],
    ]);
    const [, , html] = frames.find(([kind]) => kind === ServerFrame.Replace) as [number, number, string];
    const before = roots.map(({ token }) => token.split("."));
    const now = rootsIn({ html }).map(({ token }) => token.split("."));
    expect(now.map(([identity]) => identity)).toEqual(before.map(([identity]) => identity));
    expect(now).not.toEqual(before);
  });
});

describe("pages that rest", () => {
  const hibernateAfter = 20;

  test("have their nested views rest, and go on with the same", async () => {
    const another = app;
    app = await startApp(hibernateAfter);
    const { client } = await visitWith(() => child("x"), "/restful/");
    call(client, 1, 1, "add");
    await client.next();
    await wait(5 * hibernateAfter);
    expect(await client.call("add")).toEqual([ServerFrame.Answer, 0, 1, [1, "1"]]);
    await wait(5 * hibernateAfter);
    call(client, 1, 2, "add");
    expect(await client.next()).toEqual([ServerFrame.Answer, 1, 2, [2, "2"]]);
    expect(log).toEqual(["mount x"]);
    await another.close();
  });
});

describe("limits", () => {
  test("there are so many nested views on a page", async () => {
    const names = Array.from({ length: limits.views }, (_, index) => `n${index}`);
    const { roots, page } = await visitWith(() => names.map(child));
    expect([roots.length, page.html.match(/not available/g)?.length]).toEqual([limits.views - 1, 1]);
    expect(errors().at(-1)).toMatchObject({ about: "Child", err: { code: "LV-NESTED-LIMIT" } });
  });

  test("they stand so deep in each other", async () => {
    const { roots } = await visitWith(() => nested(Mirror));
    expect(roots).toHaveLength(nestedDepth);
    expect(errors().at(-1)).toMatchObject({ about: "Mirror", err: { code: "LV-NESTED-DEPTH" } });
  });

  test("two of the same are refused", async () => {
    set.content = () => [child("a"), child("a")];
    expect(await app.open("/frame/")).toMatchObject({ status: 500 });
  });

  test("they stand where a div can", async () => {
    set.content = () => html`<p>${child("a")}</p>`;
    expect(await app.open("/frame/")).toMatchObject({ status: 500 });
  });

  test("no other view is mounted in their places", async () => {
    const { client } = await visit();
    client.send([ClientFrame.Visit, 1, 1, "/other/", 1]);
    expect(await kindOfNext(client)).toEqual([ServerFrame.Refused, 1, -1, "LV-VIEW-NOT-MOUNTED"]);
    client.send([ClientFrame.Join, 3, "nobody's", "/", 0]);
    expect(await kindOfNext(client)).toEqual([ServerFrame.Refused, 3, 0, "LV-COMPONENT-GONE"]);
  });
});

describe("the address, the title and messages", () => {
  test("are not a nested view's to change", async () => {
    const { client } = await visit();
    call(client, 1, 1, "patches");
    expect(await kindOfNext(client)).toEqual([ServerFrame.Refused, 1, 1, "LV-NESTED-ADDRESS"]);
    await client.untilPong();
    call(client, 1, 2, "retitle");
    expect(await client.next()).toEqual([ServerFrame.Answer, 1, 2, [2, "1"]]);
  });

  test("follow a nested view that navigates", async () => {
    const { client } = await visit();
    call(client, 1, 1, "away");
    expect(await client.next()).toEqual([ServerFrame.Answer, 1, 1]);
    expect(await client.next()).toEqual([ServerFrame.Go, 1, "/other/", 0]);
    client.send([ClientFrame.Visit, 0, 1, "/other/", 1]);
    expect(await kindOfNext(client)).toEqual([ServerFrame.Page, 0, 1]);
    expect(await client.next()).toEqual([ServerFrame.Messages, 0, [{ level: "info", text: "Gone" }]]);
  });

  test("follow a nested view that redirects", async () => {
    const { client } = await visit();
    call(client, 1, 1, "leaves");
    expect(await client.next()).toEqual([ServerFrame.Redirect, 1, "/other/"]);
  });

  test("follow one that redirects when it is mounted", async () => {
    set.content = () => nested(Redirecting);
    const page = await app.open("/frame/");
    expect(page).toMatchObject({ status: 302, location: "/other/" });
    expect((await app.open("/other/", page.cookie)).html).toContain("Moved");
  });

  test("follow one that comes later and redirects", async () => {
    const { client } = await visitWith(() => "");
    set.content = () => nested(Redirecting);
    client.post("add");
    await expect.poll(() => client.received).toContain(JSON.stringify([ServerFrame.Redirect, 0, "/other/"]));
  });
});

test("a nested view whose stream is gone from the server starts anew", async () => {
  const { client, roots } = await visitWith(() => nested(Feed));
  client.send([ClientFrame.Resync, 1]);
  const patch = JSON.stringify(await client.next());
  expect(patch).toContain(`${attributes.view}=\\"1\\"`);
  expect(patch).not.toContain(roots[0]?.token);
});

describe("a page without script", () => {
  test("posts a nested view's event to that view", async () => {
    set.content = () => nested(Buttons);
    const page = await app.open("/frame/");
    const [, name = ""] = /value="([^"]+)" form=live-post name=live-event/.exec(page.html) ?? [];
    expect(name).toMatch(/^\d+\/press$/);
    const post = async (token: string) => {
      const body = new URLSearchParams({ "live-event": name, "live-token": token });
      const answer = await app.fetchAs(page.cookie)(`${app.origin}/frame/`, {
        method: "POST",
        body,
        redirect: "manual",
      });
      expect(answer.status).toBe(303);
      return await app.open("/frame/", page.cookie);
    };
    const next = await post(page.token);
    expect(next.html).toContain("pressed <!--[-->1");
    // The view is gone by now: the page is mounted anew, and the event finds the same view in it.
    expect((await post(page.token)).html).toContain("pressed <!--[-->1");
  });
});
