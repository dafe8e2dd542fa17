import { describe, expect, test } from "vitest";
import { event, type LiveEvent } from "../live/event.ts";
import { commands } from "./commands/commands.ts";
import { each } from "./each.ts";
import { type Html, html } from "./html.ts";
import { raw } from "./raw.ts";
import { stream } from "./stream.ts";
import { toHtml, toMarkedHtml } from "./to-html.ts";

const save = Object.assign(
  event(() => undefined),
  { name: "save" },
) satisfies LiveEvent<undefined>;
const token = `<input type="hidden" name="live-token" value="t">`;
const eventField = (value: string) => `<input type="hidden" name="live-event" value="${value}">`;
const sender = `<form id="live-post" method="post" hidden>${token}</form>`;

function posting(template: Html): string {
  const { html, sender } = toMarkedHtml(template, 0, { token: "t" });
  return html + sender;
}

describe("a form with live-submit", () => {
  test("posts to its page, with the view's token and the event", () => {
    expect(posting(html`<form live-submit=${save}><button>Save</button></form>`)).toBe(
      `<form lv=e live-submit="save" method="post">${token}${eventField("save")}<button>Save</button></form>`,
    );
  });

  test("posts its data, however it is written", () => {
    const form = html`<form live-submit="save" data-team-id=${3} data-name=${`a&b"<?é`} data-x='&amp;'></form>`;
    expect(posting(form)).toContain(eventField("save?teamId=3&amp;name=a%26b%22%3C%3F%C3%A9&amp;x=%26"));
  });

  test.each([
    ["an address", html`<form live-submit=${save} action="/login/"></form>`],
    ["a method", html`<form live-submit=${save} method="post"></form>`],
    ["a method without a value", html`<form live-submit=${save} method></form>`],
    ["no event", html`<form class="live-submit"></form>`],
    ["an event that is left out", html`<form live-submit=${null}></form>`],
    ["an address that is rendered", html`<form live-submit=${save} action=${"/login/"}></form>`],
    ["an address of pieces", html`<form live-submit=${save} action="/login/${1}"></form>`],
  ])("stays as it is with %s", (_, form) => {
    expect(posting(form)).toBe(toHtml(form));
  });
});

describe("a button with live-click in a form that posts", () => {
  const enter = "<span live-enter hidden><button></button></span>";
  const row = (id: number) =>
    html`<li><button type="button" live-click=${save} data-id=${id}>Go</button></li>`;

  test("posts that form, whose Enter still means the form's own event", () => {
    const view = html`<form live-submit="add"><ul>${each([1, 2], String, row)}</ul><button>Add</button></form>`;
    const rows = [1, 2].map(
      (id) =>
        `<li lv=e><button lv=e live-click="save" data-id="${id}" value=${id} formnovalidate name=live-click:save?id>Go</button></li>`,
    );
    expect(posting(view)).toBe(
      `<form lv=e live-submit="add" method="post">${token}${eventField("add")}${enter}<ul lv>${rows.join("")}</ul><button>Add</button></form>`,
    );
  });

  test("is told from those before and behind the form", () => {
    const view = html`${row(1)}<form live-submit="add">${row(2)}</form>${row(3)}<form live-submit="add"></form>`;
    expect(posting(view).match(/ (form=live-post|formnovalidate) |live-enter/g)).toEqual([
      " form=live-post ",
      "live-enter",
      " formnovalidate ",
      " form=live-post ",
    ]);
  });

  test.each([
    ["elsewhere", html`<form live-submit="add" action="/x/">${row(1)}</form>`],
    ["elsewhere, as is rendered", html`<form live-submit="add" action=${"/x/"}>${row(1)}</form>`],
    ["no event", html`<form>${row(1)}</form>`],
  ])("posts by the page's form when its own posts %s", (_, view) => {
    expect(posting(view)).toMatch(/ form=live-post name=live-event:save\?id>Go.*id="live-post"/);
    expect(posting(view)).not.toContain("live-enter");
  });
});

describe("what is typed into a form that posts", () => {
  const field = (name: string, event: string) => `<input type="hidden" name="${name}" value="${event}">`;

  test.each([
    [
      "live-form",
      html`<form live-submit="add" live-form=${"profile 3"}></form>`,
      field("live-form", "profile"),
    ],
    [
      "live-change",
      html`<form live-submit="add" live-change="write debounce:300" data-id="1"></form>`,
      field("live-change", "write?id=1"),
    ],
    ["live-input", html`<form live-submit="add" live-input=${save}></form>`, field("live-change", "save")],
    ["nothing", html`<form live-submit="add" live-change=${null}></form>`, ""],
  ])("is told by the event of its %s", (_, view, expected) => {
    const [, after = ""] = posting(view).split(/(?<=name="live-event" value="[^"]*">)/);
    expect(after).toBe(`${expected}</form>`);
  });
});

describe("a button with live-click", () => {
  test("posts by the page's form", () => {
    const list = html`<ul>${each([1, 2], String, (id) => html`<li><button live-click=${save} data-id=${id}>Go</button></li>`)}</ul>`;
    expect(posting(list)).toContain(
      `<button lv=e live-click="save" data-id="2" value=2 form=live-post name=live-event:save?id>Go</button>`,
    );
    expect(posting(list).split(sender)).toEqual([expect.any(String), ""]);
  });

  test("posts, whatever words are in its attributes", () => {
    const button = html`<button live-click=${save} title="Change name and form of type reset" data-all>Go</button>`;
    expect(posting(button)).toContain(` data-all value="" form=live-post name=live-event:save?all>Go`);
  });

  test("becomes one that sends", () => {
    expect(posting(html`<button type="button" live-click=${save}>Go</button>`)).toBe(
      `<button lv=e live-click="save" value=save form=live-post name=live-event>Go</button>${sender}`,
    );
  });

  test("posts while it is not disabled", () => {
    const button = html`<button live-click=${save} aria-disabled=${false}>Go</button>`;
    expect(posting(button)).toContain(" value=save form=live-post name=live-event>Go");
  });

  test("posts the event's name without its pace", () => {
    const button = html`<button live-click="save throttle:500" live-disable-with="Wait">Go</button>`;
    expect(posting(button)).toContain(" value=save form=live-post name=live-event>Go");
  });

  test("says all its data, but none that is left out", () => {
    const button = html`<button live-click=${save} data-no=${null} data-is-new=${true} data-x="a ${"&"} 'b" data-id=${7n}>Go</button>`;
    expect(posting(button)).toContain(
      ` value="true&amp;x=a%20%26%20'b&amp;id=7" form=live-post name=live-event:save?isNew>Go`,
    );
  });

  test.each([
    ["static", html`<button live-click="save debounce:300" data-id="1">Go</button>`],
    ["a value", html`<button live-click=${"save debounce:300"} data-id="1">Go</button>`],
    ["of pieces", html`<button live-click="${save} debounce:${300}" data-id="1">Go</button>`],
  ])("posts its event without what follows it, %s", (_, button) => {
    expect(posting(button)).toContain(" value=1 form=live-post name=live-event:save?id>Go");
  });

  test("posts the event that it has now, for a component or not", () => {
    const row = (event: string) => html`<button live-click=${event} data-id="1">Go</button>`;
    const names = posting(html`${["save", "17:save", "save"].map(row)}`).match(/ name=\S+>Go/g);
    expect(names).toEqual(["save", "17:save", "save"].map((name) => ` name=live-event:${name}?id>Go`));
  });

  test("is quoted where its event has to be", () => {
    const button = html`<button live-click=${`"><script>'\t=`} data-é="1">Go</button>`;
    expect(posting(button)).toContain(
      ` value=1 form=live-post name="live-event:&quot;&gt;&lt;script&gt;'\t=?%C3%A9">Go`,
    );
  });

  test.each([
    ["submit", ` live-click="save" type="submit" value=save form=live-post name=live-event>`],
    ["Button", ` live-click="save" value=save form=live-post name=live-event>`],
    ["reset", ` live-click="save" type="reset">`],
    [null, ` live-click="save" value=save form=live-post name=live-event>`],
  ])("may get its type, such as %s, when it is rendered", (type, expected) => {
    expect(posting(html`<button type=${type} live-click=${save}>Go</button>`)).toContain(
      `<button lv=e${expected}`,
    );
  });

  test("may get its type in pieces", () => {
    const button = html`<button type="${"but"}${"ton"}" live-click=${save} title=${"a"}>${"Go"}</button>`;
    expect(posting(button)).toContain(' title="a" value=save form=live-post name=live-event>Go<');
  });

  test("keeps the type of a button when it does not send", () => {
    const button = html`<button type="button" live-click=${null}>Go</button>`;
    expect(posting(button)).toBe(`<button lv=e type="button">Go</button>`);
  });

  test("posts without attributes of its own that are left out", () => {
    const button = (form: string | null) => html`<button form=${form} live-click=${save}>Go</button>`;
    expect(posting(button(null))).toContain(" value=save form=live-post name=live-event>");
    expect(posting(button("x"))).toBe(toHtml(button("x")));
  });

  test.each([
    ["a name", html`<button live-click=${save} name="x">Go</button>`],
    ["a value", html`<button live-click=${save} value="x">Go</button>`],
    ["a form", html`<button live-click=${save} form="x">Go</button>`],
    ["an address", html`<button live-click=${save} formaction="/x/">Go</button>`],
    ["the reset type", html`<button type="reset" live-click=${save}>Go</button>`],
    ["the state of being disabled", html`<button aria-disabled="true" live-click=${save}>Go</button>`],
    ["a state of being disabled", html`<button aria-disabled=${true} live-click=${save}>Go</button>`],
    ["commands", html`<button live-click=${commands().push(save).hide("#a")}>Go</button>`],
    ["no event", html`<button data-x="live-click">Go</button>`],
  ])("stays as it is with %s", (_, button) => {
    expect(posting(button)).toBe(toHtml(button));
  });
});

test.each([
  ["a script", html`${raw(`<script>"<button live-click='x' live-click=\\"save\\">"</script>`)}`],
  ["text", html`<p>${`<button live-click="save">`}</p>`],
  ["a field", html`<textarea>${`<form live-submit="save">`}</textarea>`],
  ["an attribute", html`<p title=${`<button live-click="save">`}></p>`],
  ["an attribute as written", html`<p title='<button live-click>'></p>`],
])("what looks like a tag in %s is none", (_, template) => {
  expect(posting(template)).toBe(toHtml(template));
});

test("a tag with > in an attribute is read to its end", () => {
  expect(posting(html`<button title="a > b" live-click=${save}>Go</button>`)).toContain(
    `title="a > b" live-click="save" value=save form=live-post name=live-event>Go`,
  );
});

test("what is no character is posted as the browser shows it", () => {
  expect(posting(html`<form live-submit="save" data-x=${"a\0b\ud800"}></form>`)).toContain(
    'value="save?x=a%EF%BF%BDb%EF%BF%BD"',
  );
});

test.each([
  ["without a token", (view: Html) => toMarkedHtml(view)],
  ["outside of a page", (view: Html) => ({ html: toHtml(view), sender: "" })],
])("nothing posts %s, also after a page where it did", (_, render) => {
  const view = () =>
    html`<form live-submit=${save}></form><button type="button" live-click=${save}>${1}</button>`;
  posting(view());
  expect(render(view())).toMatchObject({
    html: `<form lv=e live-submit="save"></form><button lv type="button" live-click="save">1</button>`,
    sender: "",
  });
});

test("a page is as it would be when it failed to be rendered before", () => {
  expect(() =>
    posting(html`<button live-click=${save}>Go</button>${Symbol("x") as unknown as string}`),
  ).toThrow("LV-TEMPLATE-VALUE");
  expect(posting(html`<p>a</p>`)).toBe("<p lv=e>a</p>");
});

test("what stands in rows, streams, ignored elements and other templates posts, too", () => {
  const button = () => html`<button live-click=${save}>${"Go"}</button>`;
  const words = stream({ key: (word: string) => word });
  words.append("a");
  const view = html`${[1].map(button)}${each(words, button)}<div live-ignore>${button()}</div>${html`<p>${button()}</p>`}`;
  const text = posting(view);
  expect(text.match(/ value=save form=live-post name=live-event>Go/g)).toHaveLength(4);
  expect(text.split(sender)).toEqual([expect.any(String), ""]);
});
