// @vitest-environment happy-dom
import { describe, expect, test } from "vitest";
import { dataOf } from "../elements.ts";
import { fieldsOf, fieldValue } from "./params.ts";

function element<Kind extends Element>(markup: string): Kind {
  document.body.innerHTML = markup;
  return document.body.firstElementChild as Kind;
}

test("data attributes arrive under their camel-case names", () => {
  const button = element('<button data-member-id="3" data-x="1" class="y" live-click="z"></button>');
  expect(dataOf(button)).toEqual({ memberId: "3", x: "1" });
});

describe("the fields of a form", () => {
  const fields = (markup: string) => fieldsOf(element<HTMLFormElement>(`<form>${markup}</form>`));

  test("are those that a browser would send", () => {
    expect(
      fields(`<input name="firstName" value="Ada"><input value="no name"><input name="off" value="x" disabled>
        <input type="checkbox" name="a" value="1" checked><input type="checkbox" name="b" value="1">
        <textarea name="user-name">x</textarea><select name="s"><option>1</option><option selected>2</option></select>`),
    ).toEqual({ firstName: "Ada", a: "1", "user-name": "x", s: "2" });
  });

  test("are lists where a name occurs several times", () => {
    expect(
      fields(`<input name="tag" value="x"><input name="tag" value="y"><input name="tag" value="z">`),
    ).toEqual({ tag: ["x", "y", "z"] });
  });

  test("may have names that objects know already", () => {
    expect(
      Object.entries(fields('<input name="constructor" value="x"><input name="toString" value="y">')),
    ).toEqual([
      ["constructor", "x"],
      ["toString", "y"],
    ]);
  });
});

describe("the value of a field", () => {
  test.each([
    ['<input name="q" value="x">', { q: "x" }],
    ['<input value="x">', { value: "x" }],
    ['<input type="checkbox" name="a" value="1" checked>', { a: "1" }],
    ['<input type="checkbox" name="a" value="1">', {}],
    ['<textarea name="t">x</textarea>', { t: "x" }],
    ["<div>x</div>", {}],
  ])("of %s", (markup, expected) => {
    expect(fieldValue(element(markup))).toEqual(expected);
  });
});
