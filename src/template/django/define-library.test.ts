import { expect, test } from "vitest";
import { html } from "../html.ts";
import { raw } from "../raw.ts";
import { toHtml } from "../to-html.ts";
import { defineLibrary } from "./define-library.ts";
import { DjangoTemplates } from "./django-templates.ts";
import { withoutMarkers } from "./rendering.contract.ts";

const library = defineLibrary({
  filters: {
    euro: (value) => `${Number(value).toFixed(2)} €`,
    bold: (value) => raw(`<b>${String(value)}</b>`),
    wave: { run: (value) => `~${String(value)}~`, argument: "none", keepsSafe: true },
    times: {
      run: (value: unknown, count: unknown) => String(value).repeat(Number(count)),
      argument: "required",
    },
  },
  tags: {
    sum: ({ args }) => args.map(Number).reduce((one, other) => one + other, 0),
    badge: ({ args, named }) => html`<b class=${String(named.kind)}>${String(args[0])}</b>`,
    greet: ({ get }) => `Hi ${String(get("name"))}`,
  },
  blocks: {
    panel: ({ args, content }) => raw(`<section title="${String(args[0])}">${content.html}</section>`),
  },
  inclusions: { card: { template: "card.html", context: ({ args }) => ({ title: args[0] }) } },
});

const templates = new DjangoTemplates({
  libraries: { shop: library },
  files: { "card.html": "<i>{{ title }}{{ name }}</i>" },
});

test.each([
  ["{{ 3|euro }}", "3.00 €"],
  ["{{ name|bold }}", "<b><A></b>"],
  ["{{ name|wave }}{{ name|safe|wave }}", "~&lt;A>~~<A>~"],
  ["{{ 'ab'|times:2 }}", "abab"],
  ["{% sum 1 2 n %}", "6"],
  ["{% sum 1 2 as s %}[{{ s }}]", "[3]"],
  ["{% badge name kind='new' %}", '<b class="new">&lt;A></b>'],
  ["{% greet %}", "Hi &lt;A>"],
  ["{% panel 'x' %}{{ name }}{% endpanel %}", '<section title="x">&lt;A></section>'],
  ["{% card name %}", "<i>&lt;A></i>"],
])("%s shows %s", (template, output) => {
  const compiled = templates.fromString(`{% load shop %}${template}`);
  expect(withoutMarkers(toHtml(compiled.render({ name: "<A>", n: 3 })))).toBe(output);
});

test.each(["{{ 1|euro }}", "{% load euro from shop %}{% sum 1 %}"])("%s needs {% load %}", (template) => {
  expect(() => templates.fromString(template)).toThrow("LV-TEMPLATE-SYNTAX: Unknown");
});

test("checks the arguments of filters when the template is read", () => {
  expect(() => templates.fromString("{% load shop %}{{ 1|times }}")).toThrow(
    'The filter "times" needs an argument',
  );
});
