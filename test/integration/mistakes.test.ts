import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { event } from "../../src/live/event.ts";
import { form } from "../../src/live/forms/form.ts";
import { LiveView } from "../../src/live/live-view.ts";
import { live } from "../../src/server/live-route.ts";
import { html, type TemplateValue } from "../../src/template/html.ts";
import { LiveApp } from "./live-app.ts";

/** Every page makes one mistake, which depends on its address. */
class Mistaken extends LiveView {
  profile = form(z.object({ name: z.string() }));
  save = event(() => {});
  early: unknown;
  method() {}

  mount() {
    if (this.request.path === "/unlisted/") this.given(withTeam);
  }

  render() {
    const call = (value: unknown) => html`<p>one</p>
      <button live-click=${value as TemplateValue}>two</button>`;
    const made: Record<string, unknown> = {
      "/arrow/": () => this.method(),
      "/method/": "method",
      "/form/": "profil",
      "/commands/": '[["hide","body"]]',
    };
    return call(made[this.request.path] ?? null);
  }
}

const withTeam = () => "Weavers";
const withLocale = () => "en";

class Early extends LiveView {
  static onMount = [withTeam];
  team = this.given(withTeam);
  render() {
    return html`<p>${this.team}</p>`;
  }
}

class Unlisted extends Mistaken {
  static onMount = [withLocale];
}

const pages = ["/arrow/", "/method/", "/form/", "/commands/"].map((path) => live(path, Mistaken));

let app: LiveApp;

beforeAll(async () => {
  const routes = [...pages, live("/", Mistaken), live("/early/", Early), live("/unlisted/", Unlisted)];
  app = await LiveApp.start({ routes, production: false });
});

afterAll(() => app.close());

const plain = (text: string) =>
  text.replaceAll("&quot;", '"').replaceAll("&#34;", '"').replaceAll("&gt;", ">");

test.each([
  [
    "/arrow/",
    /a function in "live-click" at .*mistakes\.test\.ts:23\. Declare an event in the class, `save = event/,
  ],
  [
    "/method/",
    /no event "method", as live-click says at .*:23\. Declare it as a field of the class, `method = event\(\.\.\.\)`\. Declared: save\./,
  ],
  ["/form/", /no event "profil".* Declare it .* Declared: save\./],
  [
    "/commands/",
    /text that begins with "\[" in "live-click" at .*:23\. Pass an event, or commands\(\) as the whole attribute\./,
  ],
  [
    "/early/",
    /this\.given\(withTeam\) has nothing\. List the same function in the view, `static onMount = \[withTeam\]`.* Ask from mount\(\) on/,
  ],
  ["/unlisted/", /this\.given\(withTeam\) has nothing\. List the same .*onMount: \[withTeam\] \}\)\.</],
])("the page says what is wrong, and where: %s", async (path, message) => {
  const page = await app.open(path);
  expect(page.status).toBe(500);
  expect(plain(page.html)).toMatch(message);
});

test("a call of what is no event names the events, not the forms", async () => {
  const client = await app.visit("/");
  expect(await client.call("sav")).toMatchObject({
    4: 'Mistaken has no event "sav". Did you mean "save"? Declared events: save.',
  });
});
