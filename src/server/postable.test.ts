import { describe, expect, test } from "vitest";
import { event, type LiveEvent } from "../live/event.ts";
import { each } from "../template/each.ts";
import { html } from "../template/html.ts";
import { raw } from "../template/raw.ts";
import { toHtml } from "../template/to-html.ts";
import { postable } from "./postable.ts";

const save = Object.assign(
  event(() => undefined),
  { name: "save" },
) satisfies LiveEvent<undefined>;
const token = `<input type="hidden" name="live-token" value="t">`;
const eventField = (value: string) => `<input type="hidden" name="live-event" value="${value}">`;
const sender = `<form id="live-post" method="post" hidden>${token}</form>`;

const posting = (template: Parameters<typeof toHtml>[0]) => postable(toHtml(template), "t");

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
    ["no event", html`<form class="live-submit"></form>`],
    ["an event that is left out", html`<form live-submit=${null}></form>`],
  ])("stays as it is with %s", (_, form) => {
    expect(posting(form)).toBe(toHtml(form));
  });
});

describe("a button with live-click", () => {
  test("posts by the page's form", () => {
    const list = html`<ul>${each([1, 2], String, (id) => html`<li><button live-click=${save} data-id=${id}>Go</button></li>`)}</ul>`;
    expect(posting(list)).toContain(
      `<button lv=e live-click="save" data-id="2" form="live-post" name="live-event" value="save?id=2">Go</button>`,
    );
    expect(posting(list).split(sender)).toEqual([expect.any(String), ""]);
  });

  test("posts, whatever words are in its attributes", () => {
    const button = html`<button live-click=${save} title="Change name and form of type reset" data-all>Go</button>`;
    expect(posting(button)).toContain(` data-all form="live-post" name="live-event" value="save?all=">Go`);
  });

  test("posts the event's name without its pace", () => {
    const event = html`<button live-click="save throttle:500" live-disable-with="Wait">Go</button>`;
    expect(posting(event)).toContain(' name="live-event" value="save">Go');
  });

  test("becomes one that sends", () => {
    expect(posting(html`<button type="button" live-click=${save}>Go</button>`)).toBe(
      `<button lv=e live-click="save" form="live-post" name="live-event" value="save">Go</button>${sender}`,
    );
  });

  test.each([
    ["a name", html`<button live-click=${save} name="x">Go</button>`],
    ["a form", html`<button live-click=${save} form="x">Go</button>`],
    ["an address", html`<button live-click=${save} formaction="/x/">Go</button>`],
    ["the reset type", html`<button type="reset" live-click=${save}>Go</button>`],
    ["the state of being disabled", html`<button aria-disabled="true" live-click=${save}>Go</button>`],
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
    `title="a > b" live-click="save" form="live-post"`,
  );
});
