import { expect, test } from "vitest";
import { toHtml } from "../to-html.ts";
import { DjangoTemplates } from "./django-templates.ts";

const templates = new DjangoTemplates();
const rendered = (template: string, context: object) =>
  toHtml(templates.fromString(template).render(context));

const list: unknown[] = [];
list.push("a", list);
const twin: unknown[] = [];
twin.push("a", twin);
const map = new Map<string, unknown>();
map.set("self", map);
const object: Record<string, unknown> = {};
object.self = object;
const deep = Array.from({ length: 100_000 }).reduce<unknown>((inside) => [inside], "x");
const cyclic = { list, twin, map, object, deep };

test.each([
  "{{ list }}",
  "{{ map }}",
  "{{ object }}",
  "{{ deep }}",
  '<p title="{{ list }}"></p>',
  "{{ list|unordered_list }}",
  "{{ list|json_script:'x' }}",
  "{{ object|json_script:'x' }}",
  "{{ list|pprint }}",
  "{{ list|join:',' }}",
  "{% if list == twin %}x{% endif %}",
  "{% if list < twin %}x{% endif %}",
])("what contains itself is an error with a code: %s", (template) => {
  expect(() => rendered(template, cyclic)).toThrow("LV-TEMPLATE-DEPTH");
  expect(rendered("{{ list }}", { list: [["a"]] })).toContain("[[&#39;a&#39;]]".replaceAll("&#39;", "'"));
});
