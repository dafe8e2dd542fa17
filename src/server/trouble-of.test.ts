import { expect, test } from "vitest";
import { LiveloomError } from "../errors.ts";
import { troubleOf } from "./trouble-of.ts";

test("an error is shown with its place, code and stack", () => {
  const error = new LiveloomError("LV-BUSY");
  expect(troubleOf(error, "Page")).toMatchObject({
    code: "LV-BUSY",
    text: "LiveloomError: LV-BUSY: The server is busy. Try again in a moment.",
    about: "Page",
    stack: error.stack,
  });
});

test.each<[string, unknown, string]>([
  ["undefined", undefined, "undefined (not an Error)"],
  ["a text", "<b>", "<b> (not an Error)"],
  [
    "an object without a text",
    Object.create(null),
    "Something was thrown that cannot be described. (not an Error)",
  ],
])("%s is shown, too", (_, thrown, text) => {
  expect(troubleOf(thrown, "Page")).toEqual({ code: "LV-INTERNAL", text, about: "Page", stack: "" });
});

test.each<[string, unknown]>([
  [
    "a proxy",
    new Proxy(
      {},
      {
        getPrototypeOf: () => {
          throw new Error("no");
        },
      },
    ),
  ],
  [
    "an error with a stack that throws",
    Object.defineProperty(new Error("x"), "stack", {
      get: () => {
        throw new Error("no");
      },
    }),
  ],
])("%s that cannot be looked at is described at least", (_, thrown) => {
  expect(troubleOf(thrown, "Page")).toMatchObject({ code: "LV-INTERNAL", stack: "" });
});
