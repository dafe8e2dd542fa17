import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formLimits } from "./field-name.ts";
import { nestedValues } from "./form-state.ts";
import { mergeSent, sentLists } from "./merge-sent.ts";
import { sentFields, sentForm } from "./sent-fields.ts";

const lists = new Map([["phones", [0, 3]]]);
const state = {
  lists,
  fields: new Map([
    ["name", ["Ada"]],
    ["terms", ["on"]],
    ["phones[0].number", ["1"]],
    ["phones[3].number", ["2"]],
  ]),
};

const merged = (sent: Record<string, string[]>) =>
  Object.fromEntries(mergeSent(state, new Map(Object.entries(sent))));

describe("what was sent", () => {
  test("is all that counts: a box that was unticked is not sent", () => {
    expect(merged({ name: ["Bob"], "phones[0].number": ["5"], "phones[3].number": ["6"] })).toEqual({
      name: ["Bob"],
      "phones[0].number": ["5"],
      "phones[3].number": ["6"],
    });
  });

  test("leaves rows alone that the browser did not show yet", () => {
    expect(merged({ name: ["Bob"], "phones[0].number": ["5"] })["phones[3].number"]).toEqual(["2"]);
  });

  test("about rows that are gone is dropped", () => {
    expect(merged({ "phones[1].number": ["5"], "other[0].x": ["5"] })).not.toHaveProperty([
      "phones[1].number",
    ]);
  });

  test("never reaches a prototype, and never makes a list longer", () => {
    const part = fc.constantFrom(
      "__proto__",
      "constructor",
      "prototype",
      "phones",
      "a",
      "[0]",
      "[999999999]",
      "[]",
      ".",
    );
    const name = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.constant(["x"]))), (entries) => {
        const values = nestedValues(mergeSent(state, new Map(entries)), lists, {
          ...state,
          nextKey: 4,
          objects: [],
          choices: [],
        });
        expect(values.phones).toHaveLength(2);
        expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
        expect(({} as Record<string, unknown>).x).toBeUndefined();
      }),
    );
  });
});

describe("the rows that a browser had", () => {
  test("come back in its order, also those the new view does not know", () => {
    const sent = new Map([
      ["phones[7].number", ["1"]],
      ["phones[3].number", ["1"]],
      ["phones[7].kind", ["1"]],
    ]);
    expect([...sentLists(lists, sent)]).toEqual([["phones", [7, 3]]]);
  });

  test("are not more than a list takes", () => {
    const sent = new Map(Array.from({ length: 900 }, (_, key) => [`a[${key}].b`, ["1"]]));
    expect(sentLists(new Map(), sent).get("a")).toHaveLength(formLimits.rows);
  });
});

describe("what a browser may send", () => {
  const read = (sent: unknown) => sentFields["~standard"].validate(sent);

  test("is text by names, without the token of requests", () => {
    const sent = JSON.parse('{"a":"1","b":["2","3"],"c":[],"__proto__":"4","csrf_token":"5"}');
    expect(read(sent)).toEqual({
      value: new Map([
        ["a", ["1"]],
        ["b", ["2", "3"]],
        ["c", []],
        ["__proto__", ["4"]],
      ]),
    });
  });

  const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`f${index}`, "x"]));
  test.each([
    ["nothing", undefined],
    ["text", "a=1"],
    ["a list", ["a"]],
    ["an object for a value", { a: { b: "c" } }],
    ["a number for a value", { a: 1 }],
    ["null for a value", { a: null }],
    ["a list of other things", { a: ["b", { c: 1 }] }],
    ["5,000 fields", many],
    ["5,000 values of one field", { a: Array.from({ length: 5_000 }, () => "x") }],
    ["5,000 lists without values", Object.fromEntries(Object.keys(many).map((name) => [name, []]))],
  ])("is not %s", (_, sent) => {
    expect(read(sent)).toMatchObject({ issues: [{ message: expect.any(String) }] });
    expect(sentForm["~standard"].validate({ fields: sent })).toMatchObject({ issues: [{}] });
  });

  test("says which field was left, and whether this is a recovery", () => {
    const validate = sentForm["~standard"].validate;
    expect(validate({ fields: {}, left: "a", recover: true })).toEqual({
      value: { fields: new Map(), left: "a", isRecovery: true },
    });
    expect(validate({ fields: {}, recover: "yes" })).toMatchObject({
      value: { left: undefined, isRecovery: false },
    });
    expect(validate({ fields: {}, left: 1 })).toMatchObject({ issues: [{}] });
  });
});
