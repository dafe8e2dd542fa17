import { checkpoint, isRestorable } from "../template/restorable.ts";

/** What has to be put back by hand: everything else is a value, or not data. */
type Container = unknown[] | Map<unknown, unknown> | Set<unknown> | Date | Record<string, unknown>;

type Fields = Readonly<Record<string, unknown>>;

/** What lists, plain objects, Maps, Sets and Dates have in them at one moment, and what is in that. */
export class Contents {
  readonly #objects: readonly object[];
  /** Undefined for one that is left alone. */
  readonly #copies: unknown[];

  /** Undefined when there are more than so many values, or something cannot be read. */
  static of(roots: readonly object[], limit: number): Contents | undefined {
    try {
      return copyAll(roots, limit);
    } catch {
      return undefined;
    }
  }

  constructor(objects: readonly object[], copies: unknown[]) {
    this.#objects = objects;
    this.#copies = copies;
  }

  get objects(): readonly object[] {
    return this.#objects;
  }

  /** Leaves an object alone when the others are put back. */
  forget(object: object): void {
    const index = this.#objects.indexOf(object);
    if (index >= 0) this.#copies[index] = undefined;
  }

  /** Makes everything what it was, in the same objects. Can be done more than once. */
  restore(): void {
    for (const [index, object] of this.#objects.entries()) {
      const copy = this.#copies[index];
      if (copy !== undefined) putBack(object as Container, copy);
    }
  }
}

function copyAll(roots: readonly object[], limit: number): Contents | undefined {
  // A Set visits what is added to it meanwhile.
  const found = new Set(roots);
  const copies: unknown[] = [];
  let left = limit;
  for (const object of found) {
    const fields = fieldsOf(object);
    if (!fields && sizeOf(object) > left) return undefined;
    const copy = fields ?? copyOf(object);
    copies.push(copy);
    left -= fields ? addFields(fields, found) : addParts(copy, found);
    if (left < 0) return undefined;
  }
  return new Contents([...found], copies);
}

/** The fields of a plain object, by far the most frequent kind; undefined for others. */
function fieldsOf(object: object): Fields | undefined {
  const prototype: unknown = Object.getPrototypeOf(object);
  return prototype === Object.prototype || prototype === null ? { ...object } : undefined;
}

/** How many entries a collection has. */
function sizeOf(object: object): number {
  if (Array.isArray(object)) return object.length;
  return object instanceof Map || object instanceof Set ? object.size : 0;
}

/**
 * The contents of a list, a Map, a Set or a Date, or what undoes the changes of another object;
 * undefined for one whose state is its own business.
 */
function copyOf(object: object): unknown {
  if (Array.isArray(object)) return object.slice();
  if (object instanceof Map) return new Map(object);
  if (object instanceof Set) return new Set(object);
  if (object instanceof Date) return object.getTime();
  return isRestorable(object) ? object[checkpoint]() : undefined;
}

/** Notes what has contents of its own. @returns how many values there are */
function addParts(copy: unknown, found: Set<object>): number {
  if (copy instanceof Map) return addItems(copy.keys(), found) + addItems(copy.values(), found);
  if (Array.isArray(copy) || copy instanceof Set) return addItems(copy, found);
  return 1;
}

function addFields(fields: Fields, found: Set<object>): number {
  let count = 0;
  for (const name in fields) {
    const value = fields[name];
    if (typeof value === "object" && value !== null) found.add(value);
    count++;
  }
  return count;
}

function addItems(items: Iterable<unknown>, found: Set<object>): number {
  let count = 0;
  for (const item of items) {
    if (typeof item === "object" && item !== null) found.add(item);
    count++;
  }
  return count;
}

/** One that cannot be written any more, such as a frozen one, is left as it is. */
function putBack(object: Container, content: unknown): void {
  try {
    if (typeof content === "function") content();
    else if (Array.isArray(object)) putBackList(object, content as readonly unknown[]);
    else if (object instanceof Map) putBackMap(object, content as ReadonlyMap<unknown, unknown>);
    else if (object instanceof Set) putBackSet(object, content as ReadonlySet<unknown>);
    else if (object instanceof Date) object.setTime(content as number);
    else putBackFields(object, content as Fields);
  } catch {
    // The view's other objects are put back all the same.
  }
}

function putBackList(list: unknown[], content: readonly unknown[]): void {
  list.length = content.length;
  for (const [index, value] of content.entries()) if (!Object.is(list[index], value)) list[index] = value;
}

function putBackMap(map: Map<unknown, unknown>, content: ReadonlyMap<unknown, unknown>): void {
  map.clear();
  for (const [key, value] of content) map.set(key, value);
}

function putBackSet(set: Set<unknown>, content: ReadonlySet<unknown>): void {
  set.clear();
  for (const value of content) set.add(value);
}

/** Where the names or their order have changed, all are made again, so that they come in the same order. */
function putBackFields(object: Record<string, unknown>, content: Fields): void {
  const names = Reflect.ownKeys(content);
  const now = Reflect.ownKeys(object);
  const isSame = names.length === now.length && names.every((name, index) => name === now[index]);
  if (!isSame) for (const name of now) Reflect.deleteProperty(object, name);
  for (const name of names) {
    const value: unknown = Reflect.get(content, name);
    // A new field is defined: one that is set as "__proto__" would become the object's prototype.
    if (!isSame)
      Object.defineProperty(object, name, { value, configurable: true, enumerable: true, writable: true });
    else if (!Object.is(Reflect.get(object, name), value)) Reflect.set(object, name, value);
  }
}
