import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
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

/** Its field of another name was written by hand. */
class Misnamed extends LiveView {
  profile = form(z.object({ email: z.string(), phones: z.array(z.object({ number: z.string() })) }), {
    initial: { phones: [{}] },
  });
  save = event({ form: this.profile }, () => {});
  render() {
    return html`<form live-form=${this.profile} live-submit=${this.save}><input name="emal"></form>`;
  }
}

class Hasty extends LiveView {
  wait: string | number = 300;
  speed = event(() => {
    this.wait = "1s";
  });
  render() {
    return html`
      <input name="q" live-input=${this.speed} live-debounce=${this.wait}>`;
  }
}

class Unlisted extends Mistaken {
  static onMount = [withLocale];
}

const pages = ["/arrow/", "/method/", "/form/", "/commands/"].map((path) => live(path, Mistaken));

let app: LiveApp;

beforeAll(async () => {
  const routes = [...pages, live("/", Mistaken), live("/early/", Early), live("/unlisted/", Unlisted)];
  routes.push(live("/misnamed/", Misnamed), live("/hasty/", Hasty));
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

test("a field that the form's schema does not have is told of once, whenever it is sent", async () => {
  const client = await app.visit("/misnamed/");
  const fields = { emal: "a", "phones[0].number": "1", csrf_token: "x" };
  await client.call("profile", { fields });
  await client.call("profile", { fields, left: "emal" });
  await client.call("save", fields);
  expect(app.log.filter(({ message }) => message.includes("The page sends"))).toEqual([
    {
      level: "warn",
      fields: {},
      message:
        'The page sends a field "emal" with the form "profile" of Misnamed, whose schema has none. ' +
        'Did you mean "email"? Take its name from the form, name=${this.profile.field("...").name}, or add it to the schema.',
    },
  ]);
});

test("a value that says how or when is refused when it cannot be read, with its line", async () => {
  const client = await app.visit("/hasty/");
  const text =
    /^Cannot render "1s" in "live-debounce" at .*mistakes\.test\.ts:63\. Write a whole number of milliseconds, or "blur"\.$/;
  expect(await client.call("speed")).toMatchObject({
    3: "LV-TEMPLATE-VALUE",
    4: expect.stringMatching(text),
  });
});

test("production takes both as they come, and loads nothing that tells of more", async () => {
  const routes = [live("/misnamed/", Misnamed), live("/hasty/", Hasty)];
  const production = await LiveApp.start({ routes, production: true });
  onTestFinished(() => production.close());
  await (await production.visit("/misnamed/")).call("profile", { fields: { emal: "a" } });
  expect(await (await production.visit("/hasty/")).call("speed")).toMatchObject({
    3: [0, { "live-debounce": "1s" }],
  });
  expect(production.log).toEqual([]);
  const [shown, told] = await Promise.all([production.open("/misnamed/"), app.open("/misnamed/")]);
  expect(shown.html).not.toContain("/live/development.");
  expect(told.html).toContain("/live/development.");
});
