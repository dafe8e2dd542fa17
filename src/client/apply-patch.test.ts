// @vitest-environment happy-dom
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diffHtml } from "../diff/diff-html.ts";
import { each } from "../template/each.ts";
import { type Html, html } from "../template/html.ts";
import { toHtml } from "../template/to-html.ts";
import { when } from "../template/when.ts";
import { applyPatch } from "./apply-patch.ts";
import { PatchError } from "./patch-error.ts";
import { Scope } from "./scope.ts";

/** A page in a DOM, kept up to date by patches as in a browser. */
class TestPage<State> {
  readonly root = document.createElement("div");
  readonly #view: (state: State) => Html;
  readonly #scope: Scope;
  #rendered: Html;

  constructor(view: (state: State) => Html, state: State) {
    this.#view = view;
    this.#rendered = view(state);
    this.root.innerHTML = toHtml(this.#rendered);
    this.#scope = new Scope({ parent: this.root, start: null, end: null });
  }

  show(state: State): void {
    const next = this.#view(state);
    const patch = diffHtml(this.#rendered, next);
    this.#rendered = next;
    // Patches travel as JSON.
    if (patch) applyPatch(this.#scope, JSON.parse(JSON.stringify(patch)));
  }

  fresh(state: State): string {
    const fresh = document.createElement("div");
    fresh.innerHTML = toHtml(this.#view(state));
    return fresh.innerHTML;
  }
}

interface Row {
  readonly id: number;
  readonly label: string;
  readonly tags: readonly string[];
  readonly wide: boolean;
}

interface State {
  readonly title: string;
  readonly kind: string | null;
  readonly error: string;
  readonly rows: readonly Row[];
  readonly loose: readonly string[];
}

const view = (state: State) => html`
  <h1 class=${state.kind} title="t ${state.title}">${state.title}</h1>
  Hello ${state.title}, ${state.kind}!
  ${when(
    state.error,
    () => html`<p role="alert">${state.error}</p><hr>`,
    () => html`<p>fine</p>`,
  )}
  <table><tbody>${each(state.rows, (row) => row.id, tableRow)}</tbody></table>
  <ul><li>first</li>${each(state.loose, (text) => html`<li>${text}</li> and `)}<li>last</li></ul>
  <p>${state.loose}</p>`;

const tableRow = (row: Row) =>
  row.wide
    ? html`<tr class="wide"><td colspan="2" data-id=${row.id}>${row.label}</td></tr>`
    : html`<tr><td data-id=${row.id}>${row.label}</td><td>${each(
        row.tags,
        (tag) => tag,
        (tag) => html`<i>${tag}</i>, `,
      )}</td></tr>`;

const text = fc.oneof(fc.constantFrom("", "a", "b", "<b>&\"'", "<!--]-->"), fc.string({ maxLength: 5 }));
const states: fc.Arbitrary<State> = fc.record({
  title: text,
  kind: fc.option(text),
  error: text,
  rows: fc.uniqueArray(
    fc.record({
      id: fc.nat(12),
      label: text,
      tags: fc.uniqueArray(fc.constantFrom("x", "y", "z", "w"), { maxLength: 4 }),
      wide: fc.boolean(),
    }),
    { selector: (row) => row.id, maxLength: 10 },
  ),
  loose: fc.array(text, { maxLength: 4 }),
});

describe("patches", () => {
  test("always lead to the same page as rendering the state anew", () => {
    fc.assert(
      fc.property(fc.array(states, { minLength: 2, maxLength: 6 }), ([first, ...rest]) => {
        const page = new TestPage(view, first as State);
        for (const state of rest) {
          page.show(state);
          expect(normal(page.root.innerHTML)).toBe(normal(page.fresh(state)));
        }
      }),
      { numRuns: 2000 },
    );
  }, 120_000);

  test("keep the elements of items that stay, move or change", () => {
    const list = (keys: readonly string[]) =>
      html`<ul>${each(
        keys,
        (key) => key.toLowerCase(),
        (key) => html`<li>${key}</li>`,
      )}</ul>`;
    fc.assert(
      fc.property(
        fc.shuffledSubarray([..."abcdefgh"]),
        fc.shuffledSubarray([..."abcdefgh"]),
        (before, after) => {
          const page = new TestPage(list, before);
          const elements = new Map([...page.root.querySelectorAll("li")].map((li) => [li.textContent, li]));
          page.show(after.map((key) => key.toUpperCase()));
          for (const li of page.root.querySelectorAll("li")) {
            const known = elements.get(li.textContent.toLowerCase());
            if (known) expect(li).toBe(known);
          }
        },
      ),
    );
  });

  test("leave nodes alone that somebody else put into a list", () => {
    const list = (keys: string) =>
      html`<ul>${each(
        [...keys],
        (key) => key,
        (key) => html`<li>${key}</li>`,
      )}</ul>`;
    const page = new TestPage<string>(list, "abc");
    page.root.querySelector("li")?.before(document.createElement("ins"));
    page.show("cbad");
    expect(page.root.textContent).toBe("cbad");
    expect(page.root.querySelector("ins")).not.toBeNull();
  });

  test("are refused when the page has lost a place they speak of", () => {
    const page = new TestPage<string>((name) => html`<p>${name}</p><b>${name}</b>`, "a");
    page.root.querySelector("b")?.remove();
    expect(() => page.show("b")).toThrow(PatchError);
  });

  test("do not overwrite what somebody is typing", () => {
    const page = new TestPage<string>(
      (value) => html`<input value=${value}><textarea>${value}</textarea>`,
      "a",
    );
    document.body.append(page.root);
    const [input, area] = [page.root.querySelector("input"), page.root.querySelector("textarea")];
    if (!input || !area) throw new Error("no fields");
    input.focus();
    input.value = "typing";
    page.show("b");
    expect([input.value, area.value]).toEqual(["typing", "b"]);
  });
});

/** Text nodes may be split differently; attributes may stand in another order. */
function normal(markup: string): string {
  return markup.replaceAll(/<(\w+)((?: [^\s=>]+(?:="[^"]*")?)+)>/g, (_, tag: string, attributes: string) => {
    const sorted = attributes.match(/[^\s=]+(?:="[^"]*")?/g)?.sort() ?? [];
    return `<${tag} ${sorted.join(" ")}>`;
  });
}
