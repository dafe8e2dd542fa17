import { describe, expect, test } from "vitest";
import { flatten } from "./flatten.ts";
import { nestedValues, pathOfIssue } from "./form-state.ts";

describe("values", () => {
  const values = {
    name: "Ada",
    age: 36,
    big: 10n,
    born: new Date("1815-12-10T00:00:00Z"),
    terms: true,
    news: false,
    nothing: null,
    interests: ["music", "maths"],
    none: [],
    address: { street: "St James's Square", more: {} },
    phones: [{ number: "1", tags: ["x"] }, { calls: [{ at: "noon" }] }],
  };

  test("become fields by their names", () => {
    const { fields, lists, nextKey } = flatten(values);
    expect(Object.fromEntries(fields)).toEqual({
      name: ["Ada"],
      age: ["36"],
      big: ["10"],
      born: ["1815-12-10"],
      terms: ["on"],
      "interests[]": ["music", "maths"],
      "address.street": ["St James's Square"],
      "phones[0].number": ["1"],
      "phones[0].tags[]": ["x"],
      "phones[1].calls[2].at": ["noon"],
    });
    expect(Object.fromEntries(lists)).toEqual({ none: [], phones: [0, 1], "phones[1].calls": [2] });
    expect(nextKey).toBe(3);
  });

  test("become nested again as a schema wants them", () => {
    const shape = flatten(values);
    expect(nestedValues(shape.fields, shape.lists, shape)).toEqual({
      name: "Ada",
      age: "36",
      big: "10",
      born: "1815-12-10",
      terms: "on",
      interests: ["music", "maths"],
      none: [],
      address: { street: "St James's Square", more: {} },
      phones: [{ number: "1", tags: ["x"] }, { calls: [{ at: "noon" }] }],
    });
  });

  test("of a row have its path and keys of their own", () => {
    const { fields, lists } = flatten({ a: 1, more: [{ b: 2 }] }, { path: "rows[7]", nextKey: 8 });
    expect([...fields]).toEqual([
      ["rows[7].a", ["1"]],
      ["rows[7].more[8].b", ["2"]],
    ]);
    expect([...lists]).toEqual([["rows[7].more", [8]]]);
  });

  test.each([
    ["a function", { a: () => 1 }, "LV-FORM-INITIAL"],
    ["an object of a class", { a: new URL("http://x/") }, "LV-FORM-INITIAL"],
    ["a date that is none", { a: new Date(Number.NaN) }, "LV-FORM-INITIAL"],
    ["rows and texts in one list", { a: [{ b: 1 }, "c"] }, "LV-FORM-INITIAL"],
    ["lists in lists", { a: [["b"]] }, "LV-FORM-INITIAL"],
    ["a name of the language", JSON.parse('{"__proto__":{"isAdmin":"1"}}'), "LV-FORM-FIELD"],
  ])("are refused when they hold %s", (_, value, code) => {
    expect(() => flatten(value)).toThrow(code);
  });
});

describe("nested values", () => {
  const nested = (entries: [string, string[]][], lists: [string, number[]][] = []) =>
    nestedValues(new Map(entries), new Map(lists), flatten({ interests: ["x"], address: {} }));

  test("have the lists and objects the form starts with, also when nothing was sent for them", () => {
    expect(nested([])).toEqual({ interests: [], address: {} });
  });

  test("have rows in their order, whatever their keys", () => {
    const entries: [string, string[]][] = [
      ["p[0].n", ["zero"]],
      ["p[900].n", ["late"]],
    ];
    expect(nested(entries, [["p", [900, 3, 0]]])).toMatchObject({ p: [{ n: "late" }, {}, { n: "zero" }] });
  });

  test("have the first of two that want the same place", () => {
    expect(
      nested([
        ["a", ["1"]],
        ["a.b", ["2"]],
        ["c.d", ["3"]],
        ["c", ["4"]],
      ]),
    ).toMatchObject({
      a: "1",
      c: { d: "3" },
    });
  });

  test("have several values where a name stood twice, and always where it asks for that", () => {
    expect(
      nested([
        ["a", ["1", "2"]],
        ["b[]", ["1"]],
      ]),
    ).toMatchObject({ a: ["1", "2"], b: ["1"] });
  });
});

test.each([
  [[], ""],
  [["email"], "email"],
  [["address", "street"], "address.street"],
  [["phones", 1, "number"], "phones[7].number"],
  [["phones"], "phones"],
  [["phones", 5, "number"], "phones"],
  [["interests", 0], "interests"],
])("the place %j of an issue is the field %j", (place, path) => {
  expect(pathOfIssue(place, new Map([["phones", [3, 7]]]))).toBe(path);
});
