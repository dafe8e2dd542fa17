import { LiveloomError } from "../../errors.ts";
import { isFieldName, pathIn, rowPath } from "./field-name.ts";
import type { FormShape } from "./form-state.ts";

/**
 * Values as a form's fields have them. Numbers and dates become text (a date its day, `2026-01-31`), true becomes
 * "on", false, null and undefined nothing; lists of objects become rows, other lists several values of one field.
 * @param start where the values stand, and the first key of a row.
 * @throws LV-FORM-INITIAL for anything else
 */
export function flatten(values: object, start = { path: "", nextKey: 0 }): FormShape {
  const fields = new Map<string, string[]>();
  const lists = new Map<string, number[]>();
  const objects: string[] = [];
  const choices: string[] = [];
  let { nextKey } = start;

  const addObject = (path: string, value: object): void => {
    if (path !== start.path) objects.push(path);
    for (const [name, inside] of Object.entries(value)) add(pathIn(path, name), inside);
  };

  const addList = (path: string, items: readonly unknown[]): void => {
    if (items.length === 0 || items.some(isRecord)) {
      const keys = items.map(() => nextKey++);
      lists.set(path, keys);
      for (const [index, key] of keys.entries()) addObject(rowPath(path, key), recordAt(path, items[index]));
    } else {
      choices.push(path);
      fields.set(
        `${path}[]`,
        items.flatMap((item) => textOf(path, item)),
      );
    }
  };

  const add = (path: string, value: unknown): void => {
    if (!isFieldName(path)) throw new LiveloomError("LV-FORM-FIELD", { got: path });
    if (Array.isArray(value)) return addList(path, value);
    if (isRecord(value)) return addObject(path, value);
    const text = textOf(path, value);
    if (text.length > 0) fields.set(path, text);
  };

  addObject(start.path, values);
  return { fields, lists, nextKey, objects: objects.filter((path) => !path.endsWith("]")), choices };
}

/** None for what a browser would not send. */
function textOf(path: string, value: unknown): string[] {
  if (value === null || value === undefined || value === false) return [];
  if (value === true) return ["on"];
  if (typeof value === "string") return [value];
  if (typeof value === "number" || typeof value === "bigint") return [String(value)];
  if (value instanceof Date && !Number.isNaN(value.getTime())) return [value.toISOString().slice(0, 10)];
  throw new LiveloomError("LV-FORM-INITIAL", { path, got: typeof value });
}

function recordAt(path: string, value: unknown): object {
  if (isRecord(value)) return value;
  throw new LiveloomError("LV-FORM-INITIAL", { path, got: "a list of rows and other things" });
}

function isRecord(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
