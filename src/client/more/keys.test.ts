// @vitest-environment happy-dom
import { describe, expect, test } from "vitest";
import { isTyping, keyParams, wantsKey } from "./keys.ts";

const pressed = (key: string, init: KeyboardEventInit = {}) => new KeyboardEvent("keydown", { key, ...init });

function asking(keys: string | null): Element {
  const element = document.createElement("input");
  if (keys !== null) element.setAttribute("live-key", keys);
  return element;
}

describe("live-key", () => {
  test.each<[string | null, KeyboardEvent, boolean]>([
    [null, pressed("x", { ctrlKey: true }), true],
    ["Enter", pressed("Enter"), true],
    ["enter", pressed("Enter"), true],
    ["Enter", pressed("Enter", { shiftKey: true }), false],
    ["Enter Escape", pressed("Escape"), true],
    ["Enter  Escape", pressed("e"), false],
    ["ctrl+s", pressed("s", { ctrlKey: true }), true],
    ["ctrl+s", pressed("s", { metaKey: true }), false],
    ["ctrl+s", pressed("S", { ctrlKey: true, shiftKey: true }), false],
    ["ctrl+shift+S", pressed("S", { ctrlKey: true, shiftKey: true }), true],
    ["a", pressed("A"), true],
    ["a", pressed("A", { shiftKey: true }), false],
    ["?", pressed("?", { shiftKey: true }), true],
    ["plus", pressed("+", { shiftKey: true }), true],
    ["ctrl+plus", pressed("+", { ctrlKey: true }), true],
    ["space", pressed(" "), true],
    ["space", pressed(" ", { shiftKey: true }), false],
    ["mod+k", pressed("k", { ctrlKey: true }), true],
    ["Enter", pressed("Enter", { isComposing: true }), false],
  ])("%j of %o: %s", (keys, event, expected) => {
    expect(wantsKey(asking(keys), event)).toBe(expected);
  });
});

test("a handler gets the key, where it is, whether it repeats, and what else is held", () => {
  expect(keyParams(pressed("S", { code: "KeyS", repeat: true, shiftKey: true, metaKey: true }))).toEqual({
    key: "S",
    code: "KeyS",
    repeat: true,
    modifiers: ["shift", "meta"],
  });
});

test.each<[string, KeyboardEventInit, boolean]>([
  ["k", {}, true],
  ["k", { ctrlKey: true }, false],
  ["Escape", {}, false],
  ["ArrowUp", {}, true],
])("%s with %o in a field is typed there: %s", (key, init, expected) => {
  const field = document.createElement("textarea");
  let typed: boolean | undefined;
  field.addEventListener("keydown", (event) => {
    typed = isTyping(event);
  });
  field.dispatchEvent(pressed(key, init));
  expect(typed).toBe(expected);
});
