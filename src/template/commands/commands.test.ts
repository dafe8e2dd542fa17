import { describe, expect, test } from "vitest";
import { attributeText } from "../attribute-source.ts";
import { html } from "../html.ts";
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
