import { afterAll, beforeAll, expect, test } from "vitest";
import { event } from "../../src/live/event.ts";
import { LiveView } from "../../src/live/live-view.ts";
import { live } from "../../src/server/live-route.ts";
import { ServerFrame } from "../../src/shared/wire.ts";
import { html, type TemplateValue } from "../../src/template/html.ts";
import { LiveApp } from "./live-app.ts";

const nested = (depth: number) =>
  Array.from({ length: depth }).reduce<TemplateValue>((inside) => [inside], "x");

const cyclic: TemplateValue[] = [];
cyclic.push(cyclic);

class Nested extends LiveView {
  count = 0;
  value: TemplateValue = ["x"];

  add = event(() => {
    this.count++;
    this.value = ["x"];
  });
  deepen = event(() => {
    this.value = nested(10_000);
  });
  close = event(() => {
    this.value = cyclic;
  });

  render() {
    return html`<p>${this.count}</p><div>${this.value}</div>`;
  }
}

class Deep extends LiveView {
  render() {
    return html`${nested(10_000)}`;
  }
}

class Cyclic extends LiveView {
  render() {
    return html`${cyclic}`;
  }
}

let app: LiveApp;
beforeAll(async () => {
  app = await LiveApp.start({
    production: false,
    routes: [live("/", Nested), live("/deep/", Deep), live("/cyclic/", Cyclic)],
  });
});
afterAll(() => app.close());

test.each(["/deep/", "/cyclic/"])(
  "a page of values nested without end answers with the code: %s",
  async (path) => {
    const page = await app.open(path);
    expect(page.status).toBe(500);
    expect(page.html).toContain("LV-TEMPLATE-DEPTH");
  },
);

test.each(["deepen", "close"])("a view survives values nested without end: %s", async (name) => {
  const client = await app.visit("/");
  expect((await client.call("add")).slice(0, 3)).toEqual([ServerFrame.Answer, 0, 1]);
  expect((await client.call(name)).slice(0, 4)).toEqual([ServerFrame.Refused, 0, 2, "LV-TEMPLATE-DEPTH"]);
  expect((await client.next()).slice(0, 2)).toEqual([ServerFrame.Trouble, 0]);
  client.post("add");
  expect(await client.next()).toEqual([ServerFrame.Replace, 0, expect.stringContaining("<p lv>2</p>"), 2]);
  expect(await client.next()).toEqual([ServerFrame.Answer, 0, 3]);
  expect((await client.call("add")).slice(0, 4)).toEqual([ServerFrame.Answer, 0, 4, [0, "3"]]);
});
