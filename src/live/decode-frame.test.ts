import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LiveloomError } from "../errors.ts";
import { limits } from "../shared/wire.ts";
import { decodeFrame } from "./decode-frame.ts";

describe("decodeFrame reads", () => {
  test.each([
    ["a join", [0, 0, "token", "/teams/1/", 3]],
    ["an event", [1, 31, 7, "save", { id: "1" }]],
    ["an event without parameters", [1, 0, 7, "save", null]],
    ["a ping", [2]],
    ["a resync", [3, 0]],
    ["a leave", [4, 0]],
    ["a visit", [5, 0, 3, "/teams/?page=2", 1]],
    ["a page that enters", [6, "token", "/teams/", 2, ["order:7.mac"]]],
    ["a page that enters for the first time", [6, "token", "/teams/", -1, []]],
    ["a call", [7, 3, "say_hello", { id: "7" }, { name: "Ada", tag: ["a", "b"] }, "/", 2]],
    ["other rooms", [9, ["order:7.mac", "shop"]]],
    ["a missing target", [8, "#gone"]],
  ])("%s", (_, frame) => {
    expect(decodeFrame(JSON.stringify(frame))).toEqual(frame);
  });

  test("no more than a frame has", () => {
    expect(decodeFrame('[3, 1, "more", {}]')).toEqual([3, 1]);
    expect(decodeFrame('[2, "more"]')).toEqual([2]);
  });

  test("a token and an address of the largest size", () => {
    const frame = [0, 0, "t".repeat(limits.token), "/".repeat(limits.url), 0];
    expect(decodeFrame(JSON.stringify(frame))).toEqual(frame);
  });
});

describe("decodeFrame refuses", () => {
  test.each([
    ["what is no JSON", "{", "not JSON"],
    ["what is no array", "{}", "expected an array"],
    ["an unknown type", "[10, 0]", "unknown type"],
    ["a missing view", "[1]", "expected a view number below 32"],
    ["a view beyond the limit", "[3, 32]", "expected a view number below 32"],
    ["a number that is not one", '[1, 0, "1", "save"]', "expected a sequence number"],
    ["a name that is no text", "[1, 0, 1, null]", "expected an event's name"],
    ["a long token", JSON.stringify([0, 0, "t".repeat(limits.token + 1), "/", 0]), "expected a token"],
    ["a long address", JSON.stringify([0, 0, "t", "/".repeat(limits.url + 1), 0]), "expected an address"],
    ["a visit without a number", '[5, 0, 0, "/", 1]', "expected a visit's number"],
    ["a visit with a negative number", '[5, 0, -1, "/", 1]', "expected a visit's number"],
    ["a visit to nowhere", "[5, 0, 1, null, 1]", "expected an address"],
    [
      "a visit to a long address",
      JSON.stringify([5, 0, 1, "/".repeat(limits.url + 1), 1]),
      "expected an address",
    ],
    ["a visit of another kind", '[5, 0, 1, "/", 2]', "expected a kind of visit"],
    ["a visit of no kind", '[5, 0, 1, "/"]', "expected a kind of visit"],
    [
      "entering with a long token",
      JSON.stringify([6, "t".repeat(limits.token + 1), "/", 0, []]),
      "expected a token",
    ],
    ["entering nowhere", '[6, "t", 1, 0, []]', "expected an address"],
    ["entering with a negative count", '[6, "t", "/", -2, []]', "expected the number of updates received"],
    ["rooms that are no list", '[6, "t", "/", 0, {"length": 1}]', "expected at most 16 names of rooms"],
    [
      "too many rooms",
      JSON.stringify([6, "t", "/", 0, Array(17).fill("r")]),
      "expected at most 16 names of rooms",
    ],
    [
      "a long room",
      JSON.stringify([6, "t", "/", 0, ["r".repeat(201)]]),
      "expected at most 16 names of rooms",
    ],
    ["no list of rooms", "[9]", "expected at most 16 names of rooms"],
    ["a room that is no text", '[6, "t", "/", 0, [["r"]]]', "expected at most 16 names of rooms"],
    ["a call without a number", '[7, 0, "a", {}, {}, "/"]', "expected a call's number"],
    ["a call of what is no name", '[7, 1, ["a"], {}, {}, "/"]', "expected a handler's name"],
    ["a call with no data", '[7, 1, "a", null, {}, "/"]', "expected fields of text"],
    ["a call with a list for a form", '[7, 1, "a", {}, [], "/"]', "expected fields of text"],
    ["a field that is a number", '[7, 1, "a", {}, {"f": 1}, "/"]', "expected fields of text"],
    ["a field of lists", '[7, 1, "a", {}, {"f": [["x"]]}, "/"]', "expected fields of text"],
    ["a call from nowhere", '[7, 1, "a", {}, {}]', "expected an address"],
    ["a long selector", JSON.stringify([8, "#".repeat(limits.selector + 1)]), "expected a selector"],
    ["a missing count", '[0, 0, "t", "/"]', "expected the number of applied patches"],
  ])("%s, and says so", (_, text, reason) => {
    expect(outcome(text)).toEqual(new LiveloomError("LV-FRAME-MALFORMED", { reason }));
  });
});

/** What was thrown, if anything. */
function outcome(text: string): unknown {
  try {
    decodeFrame(text);
    return undefined;
  } catch (error) {
    return error;
  }
}

describe("decodeFrame throws nothing but its refusal", () => {
  function isReadOrRefused(text: string): boolean {
    const thrown = outcome(text);
    return thrown === undefined || (thrown instanceof LiveloomError && thrown.code === "LV-FRAME-MALFORMED");
  }

  test("for any text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), isReadOrRefused));
  });

  test("for any JSON", () => {
    fc.assert(fc.property(fc.json(), isReadOrRefused));
  });

  test("for anything that looks like a frame", () => {
    const field = fc.oneof(fc.integer({ min: -1, max: 5 }), fc.jsonValue());
    fc.assert(
      fc.property(
        fc.array(field, { maxLength: 7 }).map((frame) => JSON.stringify(frame)),
        isReadOrRefused,
      ),
    );
  });
});
