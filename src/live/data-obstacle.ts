import { types } from "node:util";

/** A field that holds a value and can be read and written as usual. */
export type PlainField = PropertyDescriptor & { readonly value: unknown };

/** Whether a field is the same after its value was written down and read: not a getter, hidden or read-only. */
export function isPlainField(field: PropertyDescriptor | undefined): field is PlainField {
  return field?.writable === true && field.enumerable === true && field.configurable === true;
}

/** What would not be the same after it was written down and read. */
export interface Obstacle {
  /** Where in the value it is, ".items[3]"; empty for the value itself. */
  readonly path: string;
  /** "a function", "an object of the class URL". */
  readonly what: string;
}

/** How deep objects may stand in each other; reading them again needs room on the stack for about twice as many. */
const depthLimit = 1_000;

/** So many steps of the way to an obstacle are told. */
const pathSteps = 6;

/**
 * What keeps a value from being the same after it was written down and read. Undefined for data: a primitive other
 * than a symbol, a Date, or an array, a plain object, a Map or a Set of these, with cycles and whatever is in it twice.
 */
export function obstacleIn(value: unknown): Obstacle | undefined {
  return isLeaf(value) ? undefined : new Search().in(value, 0);
}

function isLeaf(value: unknown): boolean {
  if (typeof value === "object") return value === null;
  return typeof value !== "function" && typeof value !== "symbol";
}

/** Goes through a value in the order in which it is written, because an object counts where it is met first. */
class Search {
  readonly #seen = new Set<object>();

  /** @param depth how many objects stand around the value */
  in(value: unknown, depth: number): Obstacle | undefined {
    if (typeof value !== "object" || value === null) return found(`a ${typeof value}`);
    if (this.#seen.has(value)) return undefined;
    this.#seen.add(value);
    if (depth >= depthLimit) return found(`objects that stand in each other more than ${depthLimit} deep`);
    if (types.isProxy(value)) return found("a proxy");
    if (!Object.isExtensible(value)) return found("something frozen or sealed");
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === (Array.isArray(value) ? Array.prototype : Object.prototype))
      return this.#inFields(value, depth);
    return this.#inCollection(value, prototype, depth);
  }

  #inFields(value: object, depth: number): Obstacle | undefined {
    if (Object.getOwnPropertySymbols(value).length > 0) return found("a field named by a symbol");
    const isArray = Array.isArray(value);
    for (const name of Object.getOwnPropertyNames(value)) {
      const field = Object.getOwnPropertyDescriptor(value, name);
      if (isArray && name === "length" && field?.writable) continue;
      if (!isPlainField(field)) return found("a getter or a field that is hidden or read-only", step(name));
      const obstacle = isLeaf(field.value) ? undefined : this.in(field.value, depth + 1);
      if (obstacle) return depth < pathSteps ? found(obstacle.what, step(name) + obstacle.path) : obstacle;
    }
    return undefined;
  }

  #inCollection(value: object, prototype: unknown, depth: number): Obstacle | undefined {
    if (Reflect.ownKeys(value).length > 0) return foreign(prototype);
    if (types.isDate(value) && prototype === Date.prototype) return undefined;
    if (types.isSet(value) && prototype === Set.prototype) return this.#inItems(value, depth);
    if (types.isMap(value) && prototype === Map.prototype) return this.#inItems([...value].flat(), depth);
    return foreign(prototype);
  }

  #inItems(items: Iterable<unknown>, depth: number): Obstacle | undefined {
    for (const item of items) {
      const obstacle = isLeaf(item) ? undefined : this.in(item, depth + 1);
      if (obstacle) return obstacle;
    }
    return undefined;
  }
}

function found(what: string, path = ""): Obstacle {
  return { path, what };
}

function foreign(prototype: unknown): Obstacle {
  if (prototype === null) return found("an object without a prototype");
  const name = (prototype as object).constructor?.name;
  return found(name ? `an object of the class ${name}` : "an object of a class");
}

function step(name: string): string {
  if (/^\d+$/.test(name)) return `[${name}]`;
  return /^[\w$]+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}
