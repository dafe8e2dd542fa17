import { describe, expect, test } from "vitest";
import { diffHtml } from "../../diff/diff-html.ts";
import { attributeText } from "../attribute-source.ts";
import { DjangoTemplates } from "../django/django-templates.ts";
import { Html, html, type TemplateValue } from "../html.ts";
import { toHtml } from "../to-html.ts";
import { commands } from "./commands.ts";
import { optimistic } from "./optimistic.ts";
import { closest, inside } from "./target.ts";

const save = { params: undefined, [attributeText]: () => "save debounce:300" };

test("commands are JSON without spaces, and nothing without any", () => {
  const chain = commands()
    .toggle("#menu .item", { classes: " fade  in ", milliseconds: 50 })
    .addClass("open", closest("li", ".x"))
    .toggleAttribute("aria-expanded", ["true", "false"])
    .push(save, { id: 3 })
    .focusFirst(inside("b"));
  const text = chain[attributeText]() ?? "";
  expect(text).not.toContain(" ");
  expect(JSON.parse(text)).toEqual([
    ["toggle", "#menu .item", ["fade in", 50]],
    ["addClass", ["closest", "li", ".x"], "open"],
    ["toggleAttribute", "", "aria-expanded", "true", "false"],
    ["push", "save", { id: 3 }],
    ["focusFirst", ["inside", "b"]],
  ]);
  expect(commands()[attributeText]()).toBeNull();
});

test("a chain can be kept and used again", () => {
  const open = commands().show("#a");
  open.focus("#a");
  optimistic().text(1);
  expect(open[attributeText]()).toBe('[["show","#a"]]');
});

test("what is in commands cannot leave the attribute", () => {
  const hostile = `"'><script>`;
  const text = toHtml(
    html`<b live-click=${commands().dispatch("x", hostile)} live-optimistic=${optimistic().text(hostile)}></b>`,
  );
  expect(text).toMatch(/^<b lv=e live-click="[^"<>]*" live-optimistic="[^"<>]*"><\/b>$/);
});

test("a template that is used again keeps its commands", () => {
  const [part, again] = [1, 2].map(
    () => html`<b live-click=${commands().show("#a")} live-optimistic=${optimistic().text("…")}></b>`,
  );
  if (!part || !again) return expect.fail();
  const written = toHtml(part);
  expect(toHtml(part)).toBe(written);
  expect(toHtml(html`<p>${part}</p>`)).toContain(written);
  expect(diffHtml(part, part)).toBeUndefined();
  const before = html`<p>${again}</p>`;
  toHtml(before);
  expect(diffHtml(before, html`<p>${part}</p>`)).toBeUndefined();
});

test("commands change with the page, and give way to an event", () => {
  const button = (call: TemplateValue) => html`<b live-click=${call}></b>`;
  const before = button(commands().show("#a"));
  toHtml(before);
  const diff = diffHtml(before, button(commands().hide("#a")));
  expect(diff?.patch).toEqual([0, { "live-click": '[["hide","#a"]]' }]);
  expect(diffHtml(diff?.html ?? before, button(save))?.patch).toEqual([
    0,
    { "live-click": "save debounce:300" },
  ]);
  expect(diffHtml(before, button(commands()))?.patch).toEqual([0, { "live-click": null }]);
});

describe("text that only looks like commands is refused", () => {
  const text = '[["hide","body"]]';
  test.each<[string, () => Html]>([
    ["as an event", () => html`<b live-click=${text}></b>`],
    ["as an event in capitals", () => html`<b LIVE-CLICK=${text}></b>`],
    ["as a part of one", () => html`<b live-input="${text} debounce:1"></b>`],
    ["as parts of one", () => html`<b live-input="${"["}${text.slice(1)}"></b>`],
    ["as what is expected", () => html`<b live-optimistic=${text}></b>`],
    ["as a part of what is expected", () => html`<b live-optimistic="${text}${""}"></b>`],
    [
      "in a template that was rendered before",
      () => html`<b live-mounted=${{ [attributeText]: () => text }}></b>`,
    ],
  ])("%s", (_, template) => {
    expect(() => toHtml(template())).toThrow("LV-TEMPLATE-VALUE");
    const before = template();
    expect(() =>
      diffHtml(
        new Html(
          before.template,
          before.values.map(() => "x"),
        ),
        template(),
      ),
    ).toThrow("LV-TEMPLATE-VALUE");
  });

  test("written in a template", () => {
    const written = () => html`<b live-click='[["hide","body"]]'></b>`;
    expect(written).toThrow('Commands as text in "live-click"');
    expect(() => html`<b live-optimistic='[["hide","body"]]'></b>`).toThrow("LV-TEMPLATE-SYNTAX");
  });

  test("from a template file, where commands of the view are none", () => {
    const template = new DjangoTemplates().fromString(
      '<b live-click="{{ call }}" live-optimistic="{{ soon }}"></b>',
    );
    const show = (context: object) => toHtml(template.render(context));
    expect(show({ call: commands().hide("b"), soon: optimistic().hide("b") })).toContain(
      'live-click="[[&quot;hide',
    );
    expect(() => show({ call: text, soon: optimistic() })).toThrow("LV-TEMPLATE-VALUE");
    expect(() => show({ call: commands(), soon: text })).toThrow("LV-TEMPLATE-VALUE");
  });
});

describe("refused", () => {
  test.each([
    "onclick",
    "ONCLICK",
    "style",
    "href",
    "src",
    "srcdoc",
    "action",
    "formaction",
    "live-click",
    "lv",
    "class",
    "id",
    "name",
    "for",
    "xlink:href",
    "data-x y",
    "",
  ])("the attribute %j", (name) => {
    for (const chain of [commands(), optimistic()]) {
      expect(() => chain.setAttribute(name, "x")).toThrow("LV-COMMAND");
      expect(() => chain.removeAttribute(name)).toThrow("LV-COMMAND");
      expect(() => chain.toggleAttribute(name)).toThrow("LV-COMMAND");
    }
  });

  test.each([
    ["an empty selector", () => commands().show(" ")],
    ["an empty class", () => commands().addClass(" ")],
    ["an event of the framework", () => commands().dispatch("live:joined")],
    ["an event without a name", () => commands().dispatch("")],
    ["an endless transition", () => commands().transition({ classes: "a", milliseconds: 1e9 })],
    ["no number", () => commands().transition({ classes: "a", milliseconds: Number.NaN })],
    ["too much text", () => optimistic().text("x".repeat(9_000))[attributeText]()],
    [
      "too many",
      () => Array.from({ length: 51 }).reduce<ReturnType<typeof commands>>((all) => all.show(), commands()),
    ],
  ])("%s", (_, make) => {
    expect(make).toThrow("LV-COMMAND");
  });
});
