import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maxMessageDepth, requireJsonMessage } from "./json-message.ts";

class Team {
  name = "A";
}

function nested(levels: number): unknown {
  return levels === 0 ? 1 : [nested(levels - 1)];
}

describe("requireJsonMessage", () => {
  test("accepts every JSON value", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (message) => {
        expect(() => requireJsonMessage("room", message)).not.toThrow();
      }),
    );
  });

  test("accepts only what JSON carries to another process unchanged", () => {
    const values = [
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constantFrom(null, undefined, Number.NaN, 1n),
    ];
    const options = {
      values,
      withDate: true,
      withMap: true,
      withSet: true,
      withNullPrototype: true,
      maxDepth: 3,
    };
    fc.assert(
      fc.property(fc.anything(options), (message) => {
        if (!isAccepted(message)) return;
        expect(JSON.parse(JSON.stringify(message))).toEqual(message);
      }),
      { numRuns: 2_000 },
    );
  });

  test("counts an undefined property as absent", () => {
    expect(isAccepted({ replyTo: undefined })).toBe(true);
  });

  test.each([
    ["undefined", undefined, "got undefined at message."],
    ["a symbol", Symbol("a"), "got symbol at message."],
    ["a bigint", { a: 1n }, "got bigint at message.a."],
    ["a function", { a: [() => {}] }, "got function at message.a[0]."],
    ["NaN", [1, Number.NaN], "got NaN at message[1]."],
    ["infinity", Number.POSITIVE_INFINITY, "got Infinity at message."],
    ["a hole in an array", [1, undefined, 3], "got undefined at message[1]."],
    ["a date", { a: { b: new Date() } }, "got an instance of Date at message.a.b."],
    ["a map", new Map(), "got an instance of Map at message."],
    ["bytes", new Uint8Array(1), "got an instance of Uint8Array at message."],
    ["an object of a class", new Team(), "got an instance of Team at message."],
    [
      "an object with an own prototype",
      Object.create(Object.create(null)),
      "got an instance of an unnamed class at message.",
    ],
  ])("refuses %s and names the place", (_, message, expected) => {
    expect(() => requireJsonMessage("room", message)).toThrow(
      `LV-PUBSUB-MESSAGE: publish("room") expects a JSON value, ${expected}`.slice(0, -1),
    );
  });

  test("accepts the deepest nesting allowed", () => {
    expect(isAccepted(nested(maxMessageDepth))).toBe(true);
  });

  test("refuses deeper nesting", () => {
    expect(() => requireJsonMessage("room", nested(maxMessageDepth + 1))).toThrow("more than 32 levels");
  });

  test("refuses a cycle", () => {
    const message: Record<string, unknown> = {};
    message.self = message;
    expect(() => requireJsonMessage("room", message)).toThrow("more than 32 levels");
  });
});

function isAccepted(message: unknown): boolean {
  try {
    requireJsonMessage("room", message);
    return true;
  } catch {
    return false;
  }
}
