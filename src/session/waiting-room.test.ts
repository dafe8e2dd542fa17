import { beforeEach, describe, expect, test } from "vitest";
import { visitors, WaitingRoom } from "./waiting-room.ts";

interface View {
  close(): void;
  rest(now: number): void;
}

let closed: string[];
let room: WaitingRoom<View>;

beforeEach(() => {
  closed = [];
  room = new WaitingRoom({ session: 2, visitors: 3, total: 5 });
});

function add(group: string, ...names: string[]): void {
  for (const name of names)
    room.add(name, { view: { close: () => void closed.push(name), rest: () => {} }, group, until: 1 });
}

describe("one view too many", () => {
  test("of a session closes the oldest of that session", () => {
    add("other", "x");
    add("mine", "a", "b", "c");
    expect(closed).toEqual(["a"]);
  });

  test("of all visitors closes the oldest of a visitor", () => {
    add("mine", "a");
    add(visitors, "v", "w", "x", "y");
    expect(closed).toEqual(["v"]);
  });

  test("of all closes the oldest", () => {
    add("one", "a", "b");
    add(visitors, "v", "w", "x");
    add("two", "c");
    expect(closed).toEqual(["a"]);
  });

  test("does not count those that were taken", () => {
    add("mine", "a", "b");
    expect(room.take("a")).toBeDefined();
    add("mine", "c");
    expect(closed).toEqual([]);
  });

  test("does not count a token twice", () => {
    add("mine", "a", "b");
    add("mine", "b");
    expect(closed).toEqual([]);
  });
});

test("a view that was closed for another cannot be taken", () => {
  add("mine", "a", "b", "c");
  expect(["a", "b", "c"].map((token) => room.take(token) !== undefined)).toEqual([false, true, true]);
});
