import { afterAll, beforeAll, expect, test } from "vitest";
import { handler } from "../../src/handlers/handler.ts";
import { currentLanguage } from "../../src/languages/current-language.ts";
import { createLanguages } from "../../src/languages/languages.ts";
import { event } from "../../src/live/event.ts";
import { LiveView } from "../../src/live/live-view.ts";
import { get } from "../../src/server/http-route.ts";
import { live } from "../../src/server/live-route.ts";
import { under } from "../../src/server/under.ts";
import { ClientFrame, ServerFrame, UpdateKind } from "../../src/shared/wire.ts";
import { DjangoTemplates } from "../../src/template/django/django-templates.ts";
import { html } from "../../src/template/html.ts";
import { LiveApp } from "./live-app.ts";

const languages = createLanguages({
  default: "en",
  messages: {
    en: { clicks: "{count, plural, one {# click} other {# clicks}}" },
    de: { clicks: "{count, plural, one {# Klick} other {# Klicks}}" },
    ar: { clicks: "{count} نقرات" },
  },
});

class Counter extends LiveView {
  count = 0;
  heard = "";
  mounted = currentLanguage();

  mount() {
    this.subscribe("shout", () => {
      this.heard = languages.t("clicks", { count: 9 });
    });
  }

  add = event(async () => {
    await Promise.resolve();
    this.count++;
  });

  render() {
    return html`<p>${languages.t("clicks", { count: this.count })}</p><i>${this.heard}</i><b>${this.mounted}</b>`;
  }
}

const say = handler("say", async (ctx) => {
  await Promise.resolve();
  await ctx.send({ target: "p", html: html`${languages.t("clicks", { count: 1 })} ${ctx.lang}` });
});

const file = handler("file", (ctx) =>
  ctx.send({ target: "p", html: ctx.render("a.html", { count: 1234.5 }) }),
);

let app: LiveApp;

beforeAll(async () => {
  app = await LiveApp.start({
    routes: [
      get("/", (context) =>
        context.page({ title: "Start", body: html`<p>${languages.t("clicks", { count: 2 })}</p>` }),
      ),
      ...under("/de", [live("/counter/", Counter)]),
      live("/counter/", Counter),
    ],
    handlers: [say, file],
    languages,
    templates: new DjangoTemplates({
      files: { "a.html": "{% load i18n %}{% get_current_language as l %}<b>{{ l }}</b>" },
    }),
  });
});

afterAll(() => app.close());

const clicksOf = ({ html }: { html: string }) => /<p[^>]*>([^<]*)<\/p>/.exec(html)?.[1];

test("a page is in the language that its browser keeps in a cookie, or asks for", async () => {
  expect(clicksOf(await app.open("/", "lang=de"))).toBe("2 Klicks");
  expect(clicksOf(await app.open("/", "lang=xx"))).toBe("2 clicks");
  const headers = { "accept-language": "fr, ar;q=0.9" };
  const page = await (await fetch(`${app.origin}/`, { headers })).text();
  expect(clicksOf({ html: page })).toBe("2 نقرات");
  expect(page).toContain('<html lang="ar" dir="rtl">');
});

test("a live view stays in the language of its address, at every event and message", async () => {
  const page = await app.open("/de/counter/", "lang=ar");
  expect(page.html).toMatch(/<p[^>]*>0 Klicks<\/p><i[^>]*><\/i><b[^>]*>de<\/b>/);
  const client = await app.connect(page);
  await client.join(page);
  expect(await client.call("add")).toEqual([ServerFrame.Answer, 0, 1, [0, "1 Klick"]]);
  languages.in("ar", () => app.publish("shout", 1));
  expect(await client.next()).toEqual([ServerFrame.Patch, 0, [1, "9 Klicks"]]);
});

test("a view that is visited, or mounted anew, is in the language of its address", async () => {
  const page = await app.open("/counter/");
  const client = await app.connect(page);
  await client.join(page);
  client.send([ClientFrame.Visit, 0, 1, "/de/counter/", 1]);
  expect(String((await client.next())[6])).toMatch(/0 Klicks.*>de</);
});

test("a handler is called in the language of the page that calls, which is one of the app's", async () => {
  const client = await app.enter("/");
  const said = async (url: string) => JSON.stringify(await client.callHandler("say", { url }));
  expect(await said("/de/a/")).toContain("1 Klick de");
  expect(await said("/xx/a/")).toContain("1 click en");
  expect(await said("https://elsewhere.example/de/")).toContain("1 click en");
  expect(await client.callHandler("file", { url: "/de/" })).toEqual([
    ServerFrame.Called,
    4,
    [[UpdateKind.Inner, "p", "<b>de</b>"]],
  ]);
});
