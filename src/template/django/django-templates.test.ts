import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toHtml } from "../to-html.ts";
import { DjangoTemplates, type DjangoTemplatesOptions } from "./django-templates.ts";
import { withoutMarkers } from "./rendering.contract.ts";

let folder = "";
let writes = 0;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "liveloom-django-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Every write has a later time than the one before, as if minutes had passed. */
function write(name: string, text: string): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  utimesSync(path, 1_000_000 + ++writes, 1_000_000 + writes);
}

function engine(options: DjangoTemplatesOptions = {}): DjangoTemplates {
  return new DjangoTemplates({ folders: [folder], ...options });
}

function shown(templates: DjangoTemplates, name: string, context: object = {}): string {
  return withoutMarkers(toHtml(templates.get(name).render(context)));
}

describe("finding files", () => {
  test("searches the folders in their order", () => {
    write("one/a.html", "one");
    write("two/a.html", "two");
    write("two/b.html", "b");
    const templates = engine({ folders: [join(folder, "one"), join(folder, "two")] });
    expect([shown(templates, "a.html"), shown(templates, "b.html")]).toEqual(["one", "b"]);
  });

  test.each(["../secret.html", "a/../../secret.html", "/etc/passwd", "..\\secret.html", "a\0b", "."])(
    "does not leave its folder for %j",
    (name) => {
      write("secret.html", "secret");
      expect(() => engine({ folders: [join(folder, "pages")] }).get(name)).toThrow("LV-TEMPLATE-MISSING");
    },
  );

  test("says which template is missing, where it is needed and where it looked", () => {
    write("a.html", "x\n  {% include 'none.html' %}");
    expect(() => shown(engine(), "a.html")).toThrow(
      `LV-TEMPLATE-MISSING: There is no template "none.html", needed at ${join(folder, "a.html")}:2:3. Looked in ${folder}.`,
    );
  });

  test("includes the first that exists of a list", () => {
    write("b.html", "b");
    write("a.html", "{% include names %}");
    expect(shown(engine(), "a.html", { names: ["none.html", "b.html"] })).toBe("b");
  });

  test("sees names with dots from the folder of the file", () => {
    write("x/a.html", "{% include './b.html' %}{% include '../c.html' %}");
    write("x/b.html", "b");
    write("c.html", "c");
    expect(shown(engine(), "x/a.html")).toBe("bc");
  });

  test("takes a template out of the context", () => {
    const templates = engine();
    const part = templates.fromString("<b>{{ x }}</b>");
    expect(toHtml(templates.fromString("{% include part %}").render({ part, x: 1 }))).toBe(
      "<!--[--><b lv>1</b><!--]-->",
    );
  });
});

describe("caching", () => {
  test("gives the same template every time", () => {
    write("a.html", "a");
    const templates = engine();
    expect(templates.get("a.html").render().template).toBe(templates.get("a.html").render().template);
  });

  test("keeps what it read", () => {
    write("a.html", "old");
    const templates = engine();
    shown(templates, "a.html");
    write("a.html", "new");
    expect(shown(templates, "a.html")).toBe("old");
  });

  test.each(["child.html", "base.html", "part.html"])("reads %s again when it may change", (changed) => {
    write("base.html", "base {% block x %}{% endblock %}");
    write("part.html", "part");
    write(
      "child.html",
      "{% extends 'base.html' %}{% block x %}child {% include 'part.html' %}{% endblock %}",
    );
    const templates = engine({ reload: true });
    const first = templates.get("child.html").render().template;
    expect(shown(templates, "child.html")).toBe("base child part");
    expect(templates.get("child.html").render().template).toBe(first);
    const texts = {
      "child.html": "{% extends 'base.html' %}{% block x %}!{% endblock %}",
      "base.html": "! {% block x %}{% endblock %}",
      "part.html": "!",
    };
    write(changed, texts[changed as keyof typeof texts]);
    expect(shown(templates, "child.html")).toBe(
      { "child.html": "base !", "base.html": "! child part", "part.html": "base child !" }[changed],
    );
  });
});

describe("inheritance", () => {
  test("fills blocks, keeps others, and shows what a block had before", () => {
    write(
      "base.html",
      "<h1>{% block a %}A{% endblock %}</h1>{% block b %}B{% block c %}C{% endblock %}{% endblock %}",
    );
    write("mid.html", "{% extends 'base.html' %}{% block a %}mid+{{ block.super }}{% endblock %}");
    write(
      "top.html",
      "{% extends 'mid.html' %}lost{% block a %}top+{{ block.super }}{% endblock a %}{% block c %}c{% endblock %}",
    );
    expect(shown(engine(), "top.html")).toBe("<h1>top+mid+A</h1>Bc");
  });

  test("passes what a block had before through filters and conditions", () => {
    write("base.html", "{% block a %}<b>{{ x }}</b>{% endblock %}");
    write(
      "top.html",
      "{% extends 'base.html' %}{% block a %}{{ block.super|lower }}{% if block.super %}!{% endif %}{% endblock %}",
    );
    expect(shown(engine(), "top.html", { x: "X" })).toBe("<b>x</b>!");
  });

  test("extends what a variable names", () => {
    write("one.html", "1{% block a %}{% endblock %}");
    write("two.html", "2{% block a %}{% endblock %}");
    write("top.html", "{% extends base %}{% block a %}a{% endblock %}");
    const templates = engine();
    expect(["one.html", "two.html"].map((base) => shown(templates, "top.html", { base }))).toEqual([
      "1a",
      "2a",
    ]);
  });

  test("extends a file of its own name in the next folder", () => {
    write("app/a.html", "{% extends 'a.html' %}{% block x %}{{ block.super }}2{% endblock %}");
    write("lib/a.html", "{% block x %}1{% endblock %}");
    expect(shown(engine({ folders: [join(folder, "app"), join(folder, "lib")] }), "a.html")).toBe("12");
  });

  test("refuses a circle", () => {
    write("a.html", "{% extends 'b.html' %}");
    write("b.html", "{% extends 'a.html' %}");
    expect(() => engine().get("a.html")).toThrow(
      "Templates extend each other in a circle: a.html > b.html > a.html",
    );
  });

  test("fills blocks in attributes, in their place and in titles", () => {
    write(
      "base.html",
      "<title>{% block t %}x{% endblock %}</title><p class='a {% block c %}{% endblock %}' {% block d %}{% endblock %}></p>",
    );
    write(
      "top.html",
      "{% extends 'base.html' %}{% block t %}{{ t }} | {{ block.super }}{% endblock %}{% block c %}b{% endblock %}{% block d %}hidden{% endblock %}",
    );
    expect(shown(engine(), "top.html", { t: "<T>" })).toBe(
      '<title>&lt;T> | x</title><p class="a b" hidden></p>',
    );
  });
});

describe("including", () => {
  test.each([
    ["{% include 'p.html' %}", "1 2"],
    ["{% include 'p.html' with a=5 %}", "5 2"],
    ["{% include 'p.html' with a=b only %}", "2 "],
    ["{% include 'p.html' only %}", " "],
    ["<i title=\"{% include 'p.html' %}\"></i>", '<i title="1 2"></i>'],
  ])("%s shows %j", (template, output) => {
    const templates = engine({ files: { "p.html": "{{ a }} {{ b }}" } });
    expect(withoutMarkers(toHtml(templates.fromString(template).render({ a: 1, b: 2 })))).toBe(output);
  });

  test("may include itself until a condition ends it", () => {
    const tree = "<b>{{ n.t }}{% for n in n.kids %}{% include 'tree.html' %}{% endfor %}</b>";
    const n = { t: "a", kids: [{ t: "b", kids: [{ t: "c" }] }] };
    expect(shown(engine({ files: { "tree.html": tree } }), "tree.html", { n })).toBe(
      "<b>a<b>b<b>c</b></b></b>",
    );
  });

  test("stops templates that include themselves for ever", () => {
    const templates = engine({ files: { "a.html": "{% include 'a.html' %}" } });
    expect(() => shown(templates, "a.html")).toThrow("Templates include each other more than 100 deep");
  });

  test("shows partials here and from other files", () => {
    const files = {
      "a.html": "{% partialdef row %}<b>{{ x }}</b>{% endpartialdef %}{% partial row %}|{% partial row %}",
    };
    const templates = engine({ files: { ...files, "b.html": "{% include 'a.html#row' %}" } });
    const names = ["a.html", "a.html#row", "b.html"];
    expect(names.map((name) => shown(templates, name, { x: 1 }))).toEqual([
      "<b>1</b>|<b>1</b>",
      "<b>1</b>",
      "<b>1</b>",
    ]);
  });
});

describe("settings", () => {
  test("finds addresses, static files and translations where the app says", () => {
    const templates = engine({
      urls: (name, positional, named) => `/${name}/${positional.join("/")}?tab=${String(named.tab)}`,
      staticUrl: (path) => `/s/${path}?v=1`,
      translate: (text, { language, count }) => `${language}:${text}:${count ?? ""}`,
    });
    const template =
      "{% load static i18n %}{% url 'team' 1 tab='x' %} {% static 'a.css' %} {% language 'de' %}{% translate 'Hi' %}{% endlanguage %}" +
      "{% blocktranslate count n=2 %}one{% plural %}many{% endblocktranslate %}";
    expect(withoutMarkers(toHtml(templates.fromString(template).render()))).toBe(
      "/team/1?tab=x /s/a.css?v=1 de:Hi:en-us:one:2",
    );
  });

  test("shows dates in the app's time zone", () => {
    const templates = engine({ timeZone: "Europe/Berlin", now: () => new Date("2024-07-01T22:30:00Z") });
    const template = "{% now 'Y-m-d H:i O T I' %} {{ d|date:'c' }} {{ d }}";
    expect(
      withoutMarkers(toHtml(templates.fromString(template).render({ d: new Date("2024-01-01T00:00:00Z") }))),
    ).toBe("2024-07-02 00:30 +0200 GMT+2 1 2024-01-01T01:00:00+01:00 Jan. 1, 2024, 1 a.m.");
  });

  test("writes the form's token", () => {
    const template = engine().fromString("<form>{% csrf_token %}</form>");
    expect(toHtml(template.render({ csrf_token: '"x"' }))).toBe(
      '<form lv><input type="hidden" name="csrf_token" value="&quot;x&quot;"></form>',
    );
  });
});
