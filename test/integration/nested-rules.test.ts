import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { Access } from "../../src/live/access.ts";
import { event } from "../../src/live/event.ts";
import { LiveView } from "../../src/live/live-view.ts";
import { nested } from "../../src/live/nested/nested.ts";
import { live } from "../../src/server/live-route.ts";
import { ClientFrame, ServerFrame } from "../../src/shared/wire.ts";
import { DjangoTemplates } from "../../src/template/django/django-templates.ts";
import { html } from "../../src/template/html.ts";
import { LiveApp } from "./live-app.ts";
import { rootsIn } from "./nested-app.ts";

/** Who may what at the moment. */
const may = { page: true, pageObject: true, child: true };

const ifAllowed = (what: keyof typeof may): Access => ({ decide: () => (may[what] ? "allow" : "deny") });

class Child extends LiveView {
  static readonly access = ifAllowed("child");
  count = 0;
  add = event(() => {
    this.count++;
  });
  render() {
    return html`<b live-click=${this.add}>${this.count}</b>`;
  }
}

class Parent extends LiveView {
  static readonly access = ifAllowed("page");
  authorize() {
    return may.pageObject;
  }
  render() {
    return html`<main>${nested(Child)}</main>`;
  }
}

const zoned = z.object({ zone: z.string() });

class Clock extends LiveView<typeof zoned> {
  static readonly params = zoned;
  render() {
    return html`<time>${this.params.zone}</time>`;
  }
}

class Templated extends LiveView {
  static readonly template = "page.html";
  static readonly views = { clock: Clock };
}

let app: LiveApp;
beforeAll(async () => {
  const page = `<main>{% component clock zone="here" %}{% component clock key=1 zone="there" %}</main>`;
  app = await LiveApp.start({
    templates: new DjangoTemplates({ files: { "page.html": page } }),
    routes: [live("/", Parent), live("/templated/", Templated)],
  });
});
afterAll(() => app.close());

test.each([
  ["page", [ServerFrame.Redirect, 0, "/"]],
  ["pageObject", [ServerFrame.Redirect, 0, "/"]],
  ["child", [ServerFrame.Patch, 0, [0, [0, ""]]]],
] as const)("a nested view does nothing when the rule of the %s refuses", async (rule, answer) => {
  const page = await app.open("/");
  const client = await app.connect(page);
  await client.join(page);
  const [{ token } = { token: "" }] = rootsIn(page);
  client.send([ClientFrame.Join, 1, token, "/", 0]);
  await client.next();
  may[rule] = false;
  client.send([ClientFrame.Event, 1, 1, "add", {}]);
  const answered = await client.next();
  may[rule] = true;
  expect(answered).toEqual(answer);
});

test("template files nest the views that their view names", async () => {
  const page = await app.open("/templated/");
  expect([page.status, app.log.map(({ fields }) => fields)]).toEqual([200, []]);
  expect(rootsIn(page).map(({ content }) => content)).toEqual([
    "<time lv>here</time>",
    "<time lv>there</time>",
  ]);
});
