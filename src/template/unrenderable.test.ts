import { expect, test } from "vitest";
import { diffHtml } from "../diff/diff-html.ts";
import { event } from "../live/event.ts";
import { DjangoTemplates } from "./django/django-templates.ts";
import { type Html, html, type TemplateValue } from "./html.ts";
import { toHtml } from "./to-html.ts";

/** What no compiler lets through. */
const given = (value: unknown) => value as TemplateValue;

function messageOf(render: () => unknown): string {
  try {
    render();
  } catch (error) {
    return String(error);
  }
  return "";
}

const save = event(() => {});
save.name = "save";

test.each<[string, () => Html, string]>([
  [
    "a function where an event belongs",
    () => html`<b live-click=${given(() => 1)}></b>`,
    'a function in "live-click". Declare an event in the class, `save = event(() => ...)`, and pass it: ${this.save}.',
  ],
  [
    "an object where an event belongs",
    () => html`<b live-submit=${given({ a: 1 })}></b>`,
    'a plain object in "live-submit". Declare an event',
  ],
  [
    "a function between tags",
    () => html`<b>${given(() => 1)}</b>`,
    "a function between tags. Call it: what it returns is shown.",
  ],
  ["an object", () => html`<b>${given({})}</b>`, "a plain object between tags. Pass text, html`...`"],
  [
    "an object without a class",
    () => html`<b>${given(Object.create(null))}</b>`,
    "a plain object between tags.",
  ],
  ["a Map", () => html`<b>${given(new Map())}</b>`, "a Map between tags. Pass text"],
  ["an event", () => html`<b>${given(save)}</b>`, "an event between tags. Pass text"],
  [
    "a promise",
    () => html`<b>${given(Promise.resolve())}</b>`,
    "a Promise between tags. Wait for it before rendering",
  ],
  [
    "a date",
    () => html`<b title=${given(new Date())}></b>`,
    'a Date in "title". Write it as people read it, such as date.toLocaleDateString(locale).',
  ],
  [
    "a list of classes",
    () => html`<b class=${given(["a"])}></b>`,
    'a list in "class". Pass text, or classes(...) for names that depend on something.',
  ],
  [
    "a map of styles",
    () => html`<b style=${given({ color: "red" })}></b>`,
    'a plain object in "style". Pass text, or styles({ ... }).',
  ],
])("the message says what to do about %s", (_, template, message) => {
  const text = messageOf(() => toHtml(template())).replace(/ at .+?:\d+\. /, ". ");
  expect(text).toContain(`Cannot render ${message}`);
});

test("the message has the line of the value, in a template that is rendered, changed or used in another", () => {
  const row = (value: unknown) => html`<p>
    <b>${1}</b>
    <i title="${2} and ${given(value)}"></i>
  </p>`;
  const here = /unrenderable\.test\.ts:(\d+)\./;
  const lineOf = (render: () => unknown) => here.exec(messageOf(render))?.[1];
  const line = lineOf(() => toHtml(row({})));
  expect(Number(line)).toBeGreaterThan(70);
  const before = row(3);
  toHtml(before);
  expect(lineOf(() => diffHtml(before, row({})))).toBe(line);
  expect(lineOf(() => toHtml(html`<div>${[row(3), row({})]}</div>`))).toBe(line);
  expect(lineOf(() => toHtml(html`<b live-click=${given({})}></b>`))).not.toBe(line);
});

test("a template file's message has the line, also below attributes that a tag writes", () => {
  const template = new DjangoTemplates().fromString(
    '<p {% if a %}title="x" class="y"{% endif %}>\n<b title="{{ b }}"></b></p>',
  );
  expect(messageOf(() => toHtml(template.render({ a: true, b: save })))).toMatch(
    /an event in "title" at a template:2:\d+\./,
  );
});
