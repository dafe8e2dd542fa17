import { describe, expect, test } from "vitest";
import { html } from "../template/html.ts";
import { raw } from "../template/raw.ts";
import { encodeUpdates, type PageUpdate } from "./updates.ts";

describe("encodeUpdates", () => {
  test.each<[PageUpdate, unknown]>([
    [{ target: "#a", html: html`<b>${"<x>"}</b>` }, [[0, "#a", "<b>&lt;x&gt;</b>"]]],
    [{ target: "#a", outer: html`<i></i>` }, [[1, "#a", "<i></i>"]]],
    [{ target: "#a", append: raw("<hr>") }, [[2, "#a", "<hr>"]]],
    [{ target: "#a", prepend: html`x` }, [[3, "#a", "x"]]],
    [{ target: "#a", before: html`x` }, [[4, "#a", "x"]]],
    [{ target: "#a", after: html`x` }, [[5, "#a", "x"]]],
    [{ target: "#a", remove: true }, [[6, "#a"]]],
    [{ target: "#a", morph: html`x` }, [[7, "#a", "x"]]],
    [{ url: "/a?b=ü#c" }, [[8, "/a?b=%C3%BC#c", 0]]],
    [
      { url: "/a", replace: true, title: "T" },
      [
        [8, "/a", 1],
        [9, "T"],
      ],
    ],
    [{ scroll: "#a", scrollTop: true }, [[10, "#a"]]],
    [{ scrollTop: true }, [[10, ""]]],
    [{ focus: "#a" }, [[11, "#a"]]],
    [{ event: "done" }, [[12, "", "done", null]]],
    [{ target: "#a", event: { name: "done", detail: { id: 1 } } }, [[12, "#a", "done", { id: 1 }]]],
    [
      { target: "#a", html: html`x`, title: "T", focus: "#b" },
      [
        [0, "#a", "x"],
        [9, "T"],
        [11, "#b"],
      ],
    ],
    [{}, []],
  ])("writes %o", (update, expected) => {
    expect(encodeUpdates([update])).toEqual(expected);
  });

  test.each<[unknown, string]>([
    [{ target: "#a", html: "<b>" }, "LV-UPDATE-HTML"],
    [{ target: "#a", html: { html: "<b>" } }, "LV-UPDATE-HTML"],
    [{ target: "#a", html: null }, "LV-UPDATE-HTML"],
    [{ target: "#a", html: html`x`, append: html`y` }, "LV-UPDATE-CONTENT"],
    [{ html: html`x` }, "LV-UPDATE-TARGET"],
    [{ target: " ", remove: true }, "LV-UPDATE-TARGET"],
    [{ url: "https://elsewhere.example/" }, "LV-UPDATE-URL"],
    [{ url: "//elsewhere.example/" }, "LV-UPDATE-URL"],
    [{ url: "/\\elsewhere.example/" }, "LV-UPDATE-URL"],
    [{ url: "javascript:alert(1)" }, "LV-UPDATE-URL"],
    [{ url: `/${"a".repeat(5_000)}` }, "LV-UPDATE-URL"],
  ])("refuses %o", (update, code) => {
    expect(() => encodeUpdates([update as PageUpdate])).toThrow(code);
  });
});
