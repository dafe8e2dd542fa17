import { pino } from "pino";
import { describe, expect, test } from "vitest";
import { LiveloomError, PermissionDenied } from "../errors.ts";
import { Problems } from "./problem.ts";

function openProblems(production: boolean) {
  const log: { level: string; fields: object; message: string }[] = [];
  const at = (level: string) => (fields: object, message: string) =>
    void log.push({ level, fields, message });
  const logger = { info: at("info"), warn: at("warn"), error: at("error") };
  return { problems: new Problems(logger, production), log };
}

const unknownEvent = new LiveloomError("LV-EVENT-UNKNOWN", {
  view: "Page",
  event: "x",
  hint: "",
  declared: "save",
});
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
    expect(openProblems(false).problems.of(unknownEvent, "view 0")).toEqual({
      code: "LV-EVENT-UNKNOWN",
      status: 404,
      text: 'Page has no event "x". Declared events: save.',
      reference: "LV-EVENT-UNKNOWN",
    });
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

describe("a refusal because too much is asked", () => {
  test("costs developers nothing: no source is looked at, and no error shown over the page", () => {
    const { problems, log } = openProblems(false);
    const busy = new LiveloomError("LV-BUSY");
    let looked = 0;
    Object.defineProperty(busy, "stack", { get: () => `LiveloomError ${++looked}` });
    const problem = problems.of(busy, "view 0");
    expect(problem).toMatchObject({ code: "LV-BUSY", status: 503, id: expect.any(String) });
    expect(problems.explain(busy, "view 0")).toBeUndefined();
    expect([looked, log.map(({ level }) => level)]).toEqual([0, ["warn"]]);
    expect(problem.trouble).toMatchObject({ code: "LV-BUSY", about: "view 0" });
    expect(looked).toBeGreaterThan(0);
  });
});

describe("any other error", () => {
  test("is told in production as an id, under which the log has everything", () => {
    const { problems, log } = openProblems(true);
    const { id, ...problem } = problems.of(crash, "view 0");
    expect(problem).toEqual({
      code: "LV-INTERNAL",
      status: 500,
      text: "Something went wrong.",
      reference: id,
    });
    expect(id).toMatch(/^[\da-f]{8}$/);
    expect(log).toEqual([
      { level: "error", fields: { err: crash, id, about: "view 0" }, message: "An error was not handled" },
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

  test("gives an error page its id to show, and in development its code", () => {
    const { id, reference } = openProblems(false).problems.of(crash, "view 0");
    expect(reference).toBe(`LV-INTERNAL, ${id}`);
  });
});

test("too much load is a warning without a stack", () => {
  const { problems, log } = openProblems(true);
  const { id } = problems.of(new LiveloomError("LV-BUSY"), "POST /accounts/login/");
  expect(log).toEqual([
    {
      level: "warn",
      fields: { id, about: "POST /accounts/login/", code: "LV-BUSY" },
      message: "The server is busy. Try again in a moment.",
    },
  ]);
});

describe.each<[string, unknown]>([
  ["an object without a prototype", Object.create(null)],
  ["an object whose toString throws", { toString: fail }],
  ["an object whose toString gives no text", { toString: () => ({}) }],
  ["an error whose message throws", Object.defineProperty(new Error(), "message", { get: fail })],
  ["an error whose message is a symbol", Object.assign(new Error(), { message: Symbol("x") })],
  [
    "an error with a field that throws",
    Object.defineProperty(new Error(), "x", { get: fail, enumerable: true }),
  ],
  ["a symbol", Symbol("x")],
  ["a proxy that refuses everything", new Proxy({}, { getPrototypeOf: fail, get: fail, ownKeys: fail })],
])("%s that was thrown", (_, thrown) => {
  test.each([true, false])("is described and logged, in production: %s", (production) => {
    const lines: string[] = [];
    const logger = pino({}, { write: (line) => void lines.push(line) });
    const problem = new Problems(logger, production).of(thrown, "view 0");
    expect(problem).toMatchObject({ code: "LV-INTERNAL", status: 500, text: expect.any(String) });
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 50, id: problem.id, about: "view 0" },
    ]);
  });
});

function fail(): never {
  throw new Error("not to be touched");
}
