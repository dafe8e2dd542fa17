import { describe, expect, test } from "vitest";
import { diffHtml } from "../diff/diff-html.ts";
import { event, LiveEvent } from "../live/event.ts";
import { withChecks } from "./checks.ts";
import { type Html, html, type TemplateValue } from "./html.ts";
import { liveAttributeProblem, takesEvent } from "./live-attributes.ts";
import { toHtml } from "./to-html.ts";

function named(name: string, options = {}): LiveEvent<undefined> {
  const made = event(options, () => {});
  made.name = name;
  return made;
}

const rendered = (template: Html, ...names: string[]) =>
  withChecks({ events: new Map(names.map((name) => [name, named(name)])) }, () => toHtml(template));

test.each([
  ["live-clik", 'Did you mean "live-click"? Attributes of your own begin with data-.'],
  ["LIVE-CLICKED", 'Did you mean "live-click"? Attributes of your own begin with data-.'],
  ["live-background-image", "Attributes of your own begin with data-."],
])("%s is no attribute", (name, remedy) => {
  expect(liveAttributeProblem(name, undefined)).toEqual({
    problem: `There is no attribute "${name}"`,
    remedy,
  });
});

test.each([
  "live-click",
  "live-window-keydown",
  "live-viewport-margin",
  "live-pending",
  "class",
  "data-live",
])("%s is one", (name) => {
  expect(liveAttributeProblem(name, undefined)).toBeUndefined();
});

const keyRemedy = 'Write keys as KeyboardEvent.key names them, such as "Escape" or "ctrl+s ArrowUp".';

test.each([
  ["live-debounce", "300", undefined],
  ["live-debounce", "blur", undefined],
  ["live-debounce", "1s", 'Write a whole number of milliseconds, or "blur".'],
  ["live-throttle", "blur", "Write a whole number of milliseconds."],
  ["live-throttle", "-1", "Write a whole number of milliseconds."],
  ["live-viewport-margin", "2em", "Write a whole number of pixels."],
  ["live-key", "", undefined],
  ["live-key", "Enter ArrowUp  mod+s ctrl+shift+F1 ? plus é Space", undefined],
  ["live-key", "esc", keyRemedy],
  ["live-key", "ctrl++", keyRemedy],
  ["live-key", "Enter Return", keyRemedy],
  ["live-key", "cmd+s", keyRemedy],
  ["live-key", "Escape,Enter", keyRemedy],
  ["live-reset", "3", undefined],
  ["live-reset", "true", "Write a number that grows."],
  ["live-recover", "off", undefined],
  ["live-recover", "on", 'Write "off", or leave the attribute out.'],
  ["live-patch", "replace", undefined],
  ["live-patch", "", undefined],
  [
    "live-navigate",
    "/teams/",
    'The address stands in href or action; write nothing here, or "replace" to make no history entry.',
  ],
  ["live-stop", "", undefined],
  ["live-prevent", "false", "Pass true or false in a hole: any text means yes."],
])("%s may be written with %s: %s", (name, value, remedy) => {
  expect(liveAttributeProblem(name, value)?.remedy).toBe(remedy);
});

test("a mistake in a template says where it is", () => {
  expect(() => html`<p></p><b live-clik="x"></b>`).toThrow(
    /LV-TEMPLATE-SYNTAX: .*"live-clik" at .*\.test\.ts:/,
  );
  expect(() => html`<b live-debounce="soon"></b>`).toThrow('"soon" in "live-debounce"');
});

test("attributes that take an event are known in any spelling", () => {
  expect(["live-click", "Live-Submit", "live-key", "onclick"].map(takesEvent)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test("an event brings its name and its pace", () => {
  const { click, search } = {
    click: named("click"),
    search: named("search", { debounce: 300, throttle: 1_000 }),
  };
  expect(toHtml(html`<b live-click=${click} live-input=${search}></b>`)).toBe(
    '<b lv=e live-click="click" live-input="search debounce:300 throttle:1000"></b>',
  );
});

test("a name that the view does not declare is refused, written or given", () => {
  const message =
    /^LV-TEMPLATE-EVENT: The view has no event "sav", as live-click says at .*live-attributes.test.ts:\d+\. Did you mean "save"\? Declared: save, load\.$/;
  const name = "sav";
  expect(() => rendered(html`<b live-click="sav"></b>`, "save", "load")).toThrow(message);
  expect(() => rendered(html`<b live-click=${name}></b>`, "save", "load")).toThrow(message);
  expect(() => rendered(html`<b live-click="x"></b>`)).toThrow(
    "Declare it as a field of the class, `x = event(...)`. Declared: none.",
  );
});

test("a name that it declares is not", () => {
  expect(rendered(html`<b live-click="save" live-mounted=${"save debounce:1"}></b>`, "save")).toContain(
    "save",
  );
});

test("what names no event of the view itself is left alone", () => {
  expect(rendered(html`<b live-click="3:save" live-submit="" live-mounted></b>`)).toContain("3:save");
  expect(toHtml(html`<b live-click="anything"></b>`)).toContain("anything");
});

test.each<[string, (save: TemplateValue) => Html]>([
  ["class", (save) => html`<b class=${save}></b>`],
  ["href", (save) => html`<a href=${save}></a>`],
  ["onclick-like", (save) => html`<b title=${save}></b>`],
])("an event in %s is refused", (_, template) => {
  expect(() => toHtml(template(named("save")))).toThrow("LV-TEMPLATE-VALUE: Cannot render an event in");
});

test("an event in a data attribute is for scripts", () => {
  expect(toHtml(html`<b data-save=${named("save")}></b>`)).toContain('data-save="save"');
  expect(named("save")).toBeInstanceOf(LiveEvent);
});

describe("a value that says how or when", () => {
  const strict = (render: () => Html) => withChecks({ isStrict: true }, () => toHtml(render()));
  const wrong = ["1s", "", 1.5, -1, Number.NaN, 10_000_000n];

  test.each(wrong)("is refused where developers see it, and where it stands: %s", (value) => {
    const message = new RegExp(
      `Cannot render "${value}" in "live-debounce" at .*live-attributes\\.test\\.ts:\\d+\\. Write a whole number`,
    );
    expect(() => strict(() => html`<input live-debounce=${value}>`)).toThrow(message);
    expect(toHtml(html`<input live-debounce=${value}>`)).toContain(`live-debounce="${value}"`);
  });

  test("is refused when it is put together, or changes", () => {
    expect(() => strict(() => html`<input live-debounce="${300}ms">`)).toThrow('"300ms" in "live-debounce"');
    const input = (pause: number | string) => html`<input live-debounce=${pause}>`;
    const shown = input(300);
    toHtml(shown);
    expect(() => withChecks({ isStrict: true }, () => diffHtml(shown, input("soon")))).toThrow('"soon"');
  });

  test.each([300, "300", "blur", 5n, null, undefined, false])("may be %s", (value) => {
    expect(
      strict(() => html`<input live-debounce=${value} live-patch=${true} live-stop=${false}>`),
    ).toContain('live-patch=""');
  });
});
