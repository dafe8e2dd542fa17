import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formLimits, isFieldName, rowsOf, splitPath } from "./field-name.ts";

describe("a name that a form knows", () => {
  test.each([
    "email",
    "user-name",
    "Größe",
    "address.street",
    "phones[3].number",
    "orders[12].lines[0].sku",
    "interests[]",
    "address.tags[]",
    "rows[999999999].x",
    "toString",
  ])("is %s", (name) => {
    expect(isFieldName(name)).toBe(true);
  });

  test.each([
    ["is empty", ""],
    ["leads to the prototype", "__proto__"],
    ["leads there further in", "address.__proto__.isAdmin"],
    ["is a list of that", "__proto__[]"],
    ["is a row of that", "__proto__[0].x"],
    ["leads to the class", "constructor.prototype.x"],
    ["has an empty part", "a..b"],
    ["begins with a dot", ".a"],
    ["ends with a dot", "a."],
    ["has a key that is no number", "a[x].b"],
    ["has a negative key", "a[-1].b"],
    ["writes a key in two ways", "a[01].b"],
    ["has a key too large", "a[1000000000].b"],
    ["is a row without a field", "a[1]"],
    ["is a row of a row", "a[1][2].b"],
    ["asks for several values in between", "a[].b"],
    ["is not closed", "a[1.b"],
    ["is too deep", "a.b.c.d.e.f.g.h.i"],
    ["is too long", "a".repeat(formLimits.nameCharacters + 1)],
  ])("never %s", (_, name) => {
    expect(isFieldName(name)).toBe(false);
  });

  test("is decided quickly for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."a.[]01_") }), (name) => isFieldName(name) || true),
    );
    const start = performance.now();
    for (let index = 0; index < 1_000; index++) isFieldName("a[1].".repeat(33));
    expect(performance.now() - start).toBeLessThan(200);
  });
});

test("a path is split into what it is in and its last name", () => {
  expect([splitPath("a"), splitPath("a.b.c"), splitPath("a[1].b")]).toEqual([
    ["", "a"],
    ["a.b", "c"],
    ["a[1]", "b"],
  ]);
});

test("the rows of a name are found from the outside in", () => {
  expect(rowsOf("a.b[3].c[10].d[]")).toEqual([
    { list: "a.b", key: 3 },
    { list: "a.b[3].c", key: 10 },
  ]);
});
