import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { event } from "../../src/live/event.ts";
import { LiveView } from "../../src/live/live-view.ts";
import { live } from "../../src/server/live-route.ts";
import type { Trouble } from "../../src/shared/trouble.ts";
import { ServerFrame } from "../../src/shared/wire.ts";
import { html } from "../../src/template/html.ts";
import { when } from "../../src/template/when.ts";
import { LiveApp } from "./live-app.ts";

const params = z.object({ q: z.string().max(5), modifiers: z.array(z.string()).default([]) });

class Search extends LiveView {
  found = "";
  isOpen = false;
  search = event({ params, debounce: 300 }, ({ q, modifiers }) => {
    this.found = [q, ...modifiers].join("+");
  });
  open = event(() => {
    this.isOpen = true;
  });

  render() {
    return html`<input live-input=${this.search}><p>${this.found}</p>
      ${when(this.isOpen, () => html`<b live-click="opne">later</b>`)}`;
  }
}

class Misspelt extends LiveView {
  save = event(() => {});
  render() {
    return html`<b live-click="sav"></b>`;
  }
}

let app: LiveApp;

beforeAll(async () => {
  app = await LiveApp.start({ routes: [live("/", Search), live("/misspelt/", Misspelt)], production: false });
});

afterAll(() => app.close());

test("the pace of an event stands in the page, and its name alone is called", async () => {
  const page = await app.open("/");
  expect(page.html).toContain('<input lv=e live-input="search debounce:300">');
  const client = await app.connect(page);
  await client.join(page);
  expect(await client.call("search", { q: "ab", modifiers: ["ctrl"] })).toEqual([
    ServerFrame.Answer,
    0,
    1,
    [1, "ab+ctrl"],
  ]);
  expect(await client.call("search debounce:300", { q: "x" })).toContain("LV-EVENT-NAME");
});

test.each([{ q: "too long" }, { q: ["a"] }, { q: "a", modifiers: "ctrl" }, "q", null])(
  "what the browser's script would not send is refused: %j",
  async (forged) => {
    const page = await app.open("/");
    const client = await app.connect(page);
    await client.join(page);
    expect(await client.call("search", forged)).toContain("LV-PARAMS-INVALID");
  },
);

test("a page that names an event it does not have says so", async () => {
  const page = await app.open("/misspelt/");
  expect(page.status).toBe(500);
  expect(page.html).toContain("LV-TEMPLATE-EVENT");
  expect(page.html).toContain("Did you mean");
});

test("so does an event whose answer would show such a name, and the page lives on", async () => {
  const page = await app.open("/");
  const client = await app.connect(page);
  await client.join(page);
  expect(await client.call("open")).toContain("LV-TEMPLATE-EVENT");
  const [frame, , trouble] = await client.next();
  expect(frame).toBe(ServerFrame.Trouble);
  const { file, line, firstLine, lines } = (trouble as Trouble).source ?? expect.fail("no source");
  expect(file).toBe("test/integration/events.test.ts");
  expect(lines[line - firstLine]).toContain('live-click="opne"');
  client.post("search", { q: "a" });
  expect(await client.next()).toEqual([ServerFrame.Replace, 0, expect.stringContaining("<p lv>a</p>"), 1]);
  expect(await client.next()).toEqual([ServerFrame.Answer, 0, 2]);
});
