// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Heard } from "../events/act.ts";
import { compose, flush, inTime } from "./pace.ts";

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
});
afterEach(() => {
  vi.advanceTimersByTime(10_000);
  vi.useRealTimers();
});

let sent: string[] = [];

function field(markup: string): Element {
  const holder = document.createElement("div");
  holder.innerHTML = markup;
  document.body.append(holder);
  return holder.querySelector("input") ?? document.body;
}

/** Something happens to the element. */
function happen(element: Element, type: string, what: string): void {
  const heard: Heard = { element, attribute: `live-${type}`, event: new Event(type) };
  Object.defineProperty(heard.event, "target", { value: element });
  inTime(heard, () => sent.push(what));
}

test("nothing waits that nobody asked to", () => {
  happen(field('<input live-input="search">'), "input", "a");
  expect(sent).toEqual(["a"]);
});

test.each([
  ["on the field", '<input live-input="search" live-debounce="300">'],
  ["on its form", '<form live-debounce="300"><input live-input="search"></form>'],
  ["at the event", '<input live-input="search debounce:300">'],
])("a pause %s is kept, and begins anew each time", (_, markup) => {
  const input = field(markup);
  happen(input, "input", "a");
  vi.advanceTimersByTime(200);
  happen(input, "input", "b");
  vi.advanceTimersByTime(299);
  expect(sent).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(sent).toEqual(["b"]);
});

test("the field's pause comes before the event's", () => {
  happen(field('<input live-input="search debounce:300" live-debounce="0">'), "input", "a");
  expect(sent).toEqual(["a"]);
});

test("a pause of a field is for what is typed, not for its keys, its focus, or its form", () => {
  const input = field('<input live-keydown="x" live-debounce="300">');
  for (const type of ["keydown", "focusin", "submit", "click"]) happen(input, type, type);
  expect(sent).toEqual(["keydown", "focusin", "submit", "click"]);
});

test("what waits is sent in the order in which it was last asked for", () => {
  const [one, two] = [field('<input live-debounce="500">'), field('<input live-debounce="100">')];
  happen(one, "input", "1");
  happen(two, "input", "2");
  happen(one, "input", "1 again");
  vi.advanceTimersByTime(100);
  expect(sent).toEqual(["2", "1 again"]);
});

test("a throttled event comes first, last, and now and then between", () => {
  const input = field('<input live-throttle="100">');
  for (let at = 0; at < 25; at++) {
    happen(input, "click", String(at));
    vi.advanceTimersByTime(10);
  }
  vi.advanceTimersByTime(200);
  expect(sent).toEqual(["0", "9", "19", "24"]);
  happen(input, "click", "later");
  expect(sent.at(-1)).toBe("later");
});

test("the last of a throttled stretch is not sent twice when something else hurries it", () => {
  const input = field('<input live-throttle="100">');
  happen(input, "click", "first");
  happen(input, "click", "last");
  flush();
  vi.advanceTimersByTime(200);
  expect(sent).toEqual(["first", "last"]);
});

test("scrolling is throttled by itself", () => {
  const input = field('<input live-window-scroll="x">');
  happen(input, "scroll", "1");
  happen(input, "scroll", "2");
  expect(sent).toEqual(["1"]);
});

test("a pause does not end while an input method is at work", () => {
  const input = field('<input live-debounce="100">');
  happen(input, "input", "a");
  compose(input);
  vi.advanceTimersByTime(500);
  expect(sent).toEqual([]);
  compose(undefined);
  happen(input, "compositionend", "word");
  flush();
  // The attribute is the same in a page; here it is named after the type.
  expect(sent).toEqual(["a", "word"]);
});

test("an input method whose field is gone holds nothing back", () => {
  const [gone, input] = [field("<input>"), field('<input live-debounce="100">')];
  compose(gone);
  gone.remove();
  happen(input, "input", "a");
  vi.advanceTimersByTime(100);
  expect(sent).toEqual(["a"]);
});
