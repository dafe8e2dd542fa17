// @vitest-environment happy-dom
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PatchedPage } from "../../../test/patches/patched-page.ts";
import { Change, type ListPatch } from "../../shared/wire.ts";
import { each } from "../../template/each.ts";
import { html } from "../../template/html.ts";
import { applyPatch } from "./apply-patch.ts";
import { PatchError } from "./patch-error.ts";
import { Scope } from "./scope.ts";

const list = (keys: readonly string[]) =>
  html`<ul>${each(
    keys,
    (key) => key.toLowerCase(),
    (key) => html`<li>${key}</li>`,
  )}</ul>`;

describe("patches", () => {
  test("keep the elements of items that stay, move or change", () => {
    const keys = fc.shuffledSubarray([..."abcdefgh"]);
    fc.assert(
      fc.property(keys, keys, (before, after) => {
        const { root, show } = pageOf(list(before));
        const elements = new Map([...root.querySelectorAll("li")].map((li) => [li.textContent, li]));
        show(list(after.map((key) => key.toUpperCase())));
        for (const li of root.querySelectorAll("li")) {
          const known = elements.get(li.textContent.toLowerCase());
          if (known) expect(li).toBe(known);
        }
      }),
    );
  });

  test("leave nodes alone that somebody else put into a list", () => {
    const { root, show } = pageOf(list([..."abc"]));
    root.querySelector("li")?.before(document.createElement("ins"));
    show(list([..."cbad"]));
    expect(root.textContent).toBe("cbad");
    expect(root.querySelector("ins")).not.toBeNull();
  });

  test.each<[string, ListPatch]>([
    ["an item comes after the end", { i: [4, "<li lv>x</li>"] }],
    ["an item moves beyond the end", { m: [0, 4] }],
    ["an item that is not there moves", { m: [4, 0] }],
    ["an item that is not there goes", { r: [4] }],
    ["more items go than there are", { r: [0, 1, 2, 3, 4, 5] }],
    ["an item that is not there changes", { u: [4, [0, "x"]] }],
  ])("are refused when the list is shorter than they say: %s", (_, patch) => {
    const { root } = pageOf(list([..."abc"]));
    const scope = new Scope({ parent: root, start: null, end: null });
    expect(() => applyPatch(scope, [0, [Change.List, patch]])).toThrow(PatchError);
    expect(root.textContent).toBe("abc");
  });

  test("add to a text without replacing it", () => {
    const view = (text: string) => html`<p>${text} and <b>${text}</b></p>`;
    const long = "so far so good, ".repeat(3);
    const { root, show } = pageOf(view(long));
    const text = root.querySelector("b")?.firstChild;
    show(view(`${long}<i>`));
    expect(root.querySelector("b")?.firstChild).toBe(text);
    expect(root.textContent).toBe(`${long}<i> and ${long}<i>`);
  });

  test("add a text where somebody else has changed the one that was there", () => {
    const { root } = pageOf(html`<p>${"text"}</p>`);
    root.querySelector("p")?.replaceChildren(document.createElement("font"));
    applyPatch(new Scope({ parent: root, start: null, end: null }), [0, [Change.Append, "more"]]);
    expect(root.querySelector("p")?.innerHTML).toBe("<font></font>more");
  });

  test("are refused when they add to a text that people write", () => {
    const { root } = pageOf(html`<p contenteditable>${"text"}</p>`);
    Object.defineProperty(root.querySelector("p"), "isContentEditable", { value: true });
    const scope = new Scope({ parent: root, start: null, end: null });
    expect(() => applyPatch(scope, [0, [Change.Append, "more"]])).toThrow(PatchError);
  });

  test("are refused when the page has lost a place they speak of", () => {
    const view = (name: string) => html`<p>${name}</p><b>${name}</b>`;
    const { root, show } = pageOf(view("a"));
    root.querySelector("b")?.remove();
    expect(() => show(view("b"))).toThrow(PatchError);
  });
});

function pageOf(...[first]: ConstructorParameters<typeof PatchedPage>) {
  const page = new PatchedPage(first);
  return { root: page.root, show: page.show.bind(page) };
}
