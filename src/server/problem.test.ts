import { describe, expect, test } from "vitest";
import { LiveloomError, PermissionDenied } from "../errors.ts";
import { Problems } from "./problem.ts";

function openProblems(production: boolean) {
  const log: { fields: object; message: string }[] = [];
  const logger = {
    info: () => {},
    warn: () => {},
    error: (fields: object, message: string) => void log.push({ fields, message }),
  };
  return { problems: new Problems(logger, production), log };
}

const unknownEvent = new LiveloomError("LV-EVENT-UNKNOWN", { view: "Page", event: "x", declared: "save" });
const crash = new TypeError("cannot read /etc/passwd");

describe("the caller's own mistake", () => {
  test("is told in production without details, and not logged", () => {
    const { problems, log } = openProblems(true);
    expect(problems.of(unknownEvent, "view 0")).toEqual({
      code: "LV-EVENT-UNKNOWN",
      status: 404,
      text: "This does not exist.",
    });
    expect(log).toEqual([]);
  });

  test("is told in development with all that helps", () => {
    const { text } = openProblems(false).problems.of(unknownEvent, "view 0");
    expect(text).toBe('LV-EVENT-UNKNOWN: The view "Page" has no event "x". Declared events: save.');
  });

  test("has a sentence in production even where none is written for its status", () => {
    const error = new LiveloomError("LV-BODY-TYPE", { got: "text/plain" });
    expect(openProblems(true).problems.of(error, "form")).toMatchObject({
      status: 415,
      text: "This was refused.",
    });
  });

  test("keeps the code of its class", () => {
    const problem = openProblems(true).problems.of(new PermissionDenied(), "view 0");
    expect(problem).toEqual({
      code: "LV-PERMISSION-DENIED",
      status: 403,
      text: "You do not have permission to do this.",
    });
  });
});

describe("any other error", () => {
  test("is told in production as an id, under which the log has everything", () => {
    const { problems, log } = openProblems(true);
    const { id, ...problem } = problems.of(crash, "view 0");
    expect(problem).toEqual({ code: "LV-INTERNAL", status: 500, text: "Something went wrong." });
    expect(id).toMatch(/^[\da-f]{8}$/);
    expect(log).toEqual([
      { fields: { err: crash, id, about: "view 0" }, message: "An error was not handled" },
    ]);
  });

  test.each([
    ["an error", crash, "TypeError: cannot read /etc/passwd"],
    ["what is no error", "text", "text"],
    ["nothing", undefined, "undefined"],
  ])("is told in development: %s", (_, error, text) => {
    expect(openProblems(false).problems.of(error, "view 0").text).toBe(text);
  });

  test("keeps its code and status when it has them", () => {
    expect(openProblems(true).problems.of(new LiveloomError("LV-BUSY"), "view 0")).toMatchObject({
      code: "LV-BUSY",
      status: 503,
      text: "The server is busy. Try again in a moment.",
    });
  });
});
