import { types } from "node:util";

/** A field that holds a value and can be read and written as usual. */
export type PlainField = PropertyDescriptor & { readonly value: unknown };

/** Whether a field is the same after its value was written down and read: not a getter, hidden or read-only. */
export function isPlainField(field: PropertyDescriptor | undefined): field is PlainField {
  return field?.writable === true && field.enumerable === true && field.configurable === true;
}

/**
 * Whether a value is the same after it was written down and read: a primitive other than a symbol, a Date, or an
 * array, a plain object, a Map or a Set of these, with cycles and whatever is in it twice.
 */
export function isData(value: unknown): boolean {
  // A Set visits what is added to it meanwhile.
  const found = new Set([value]);
  for (const each of found) {
    const parts = partsOf(each);
    if (!parts) return false;
    for (const part of parts) found.add(part);
  }
  return true;
}

/** What a value consists of; undefined when it could not be made again. */
function partsOf(value: unknown): Iterable<unknown> | undefined {
  if (typeof value === "function" || typeof value === "symbol") return undefined;
  if (typeof value !== "object" || value === null) return [];
  if (!Object.isExtensible(value)) return undefined;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === (Array.isArray(value) ? Array.prototype : Object.prototype)) return fieldsOf(value);
  if (Reflect.ownKeys(value).length > 0) return undefined;
  if (types.isDate(value) && prototype === Date.prototype) return [];
  if (types.isSet(value) && prototype === Set.prototype) return value;
  if (types.isMap(value) && prototype === Map.prototype) return [...value.keys(), ...value.values()];
  return undefined;
}

function fieldsOf(value: object): unknown[] | undefined {
  const values: unknown[] = [];
  for (const key of Reflect.ownKeys(value)) {
    const field = Reflect.getOwnPropertyDescriptor(value, key);
    if (key === "length" && Array.isArray(value) && field?.writable) continue;
    if (typeof key === "symbol" || !isPlainField(field)) return undefined;
    values.push(field.value);
  }
  return values;
}
