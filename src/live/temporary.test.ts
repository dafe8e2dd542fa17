import { describe, expect, test } from "vitest";
import { TemporaryFields, temporary } from "./temporary.ts";

function open<View extends object>(view: View): { view: View; fields: TemporaryFields | undefined } {
  return { view, fields: TemporaryFields.of(view) };
}

describe("temporary fields", () => {
  test("have their first values once the view is constructed", () => {
    expect(open({ saved: temporary(() => ""), count: 1 }).view).toEqual({ saved: "", count: 1 });
  });

  test("cost a view without them nothing", () => {
    expect(open({ count: 1 }).fields).toBeUndefined();
  });

  test("get a first value of their own each time", () => {
    const { view, fields } = open({ rows: temporary((): number[] => []) });
    const { rows } = view;
    rows.push(1);
    fields?.reset(view);
    expect(view.rows).toEqual([]);
    expect(view.rows).not.toBe(rows);
  });

  test.each<[string, (view: { saved: string; rows: number[]; found: object }) => void, boolean]>([
    ["nothing", () => {}, false],
    ["a value", (view) => void Object.assign(view, { saved: "Saved" }), true],
    ["the first value again", (view) => void Object.assign(view, { saved: "" }), false],
    ["a list that was filled", (view) => void view.rows.push(1), true],
    ["another object", (view) => void Object.assign(view, { found: {} }), true],
  ])("that had %s are in the page only: %#", (_, change, expected) => {
    const { view, fields } = open({
      saved: temporary(() => ""),
      rows: temporary((): number[] => []),
      found: temporary((): object => ({})),
    });
    change(view);
    fields?.reset(view);
    expect(fields?.isShown).toBe(expected);
    fields?.reset(view);
    expect(fields?.isShown).toBe(false);
  });
});
