import { checkpoint, isRestorable } from "../template/restorable.ts";
import { LiveEvent } from "./event.ts";

/**
 * So many values inside a view's public fields (items of lists, fields of objects, entries of Maps and Sets) are
 * remembered before an event. Of a view with more only the fields themselves can be put back.
 */
export const checkpointLimit = 2_000;

/** A view that was too large is looked at again after so many events. */
const lookAgainAfter = 100;

/** Views that were too large, and how many events are left until they are looked at again. */
const tooLarge = new WeakMap<object, number>();

/** Whose contents have to be put back by hand: everything else is a value, or not data. */
type Container = unknown[] | Map<unknown, unknown> | Set<unknown> | Date | Record<string, unknown>;

/** What running handlers may change, so that what two pages share at that moment is found. */
const held = new Map<object, Checkpoint>();

type Fields = Readonly<Record<string, unknown>>;

/** The public state of a view at one moment, which can be put back: into the same objects. */
export class Checkpoint {
  readonly #view: object;
  readonly #fields: Fields;
  /** Undefined when no field holds anything that could be changed in place. */
  #contents: Map<object, unknown> | undefined;
  /** Of streams, and of what else looks after its own state. */
  readonly #undo: (() => void)[] | undefined;
  readonly #isPartial: boolean = false;

  constructor(view: object) {
    this.#view = view;
    this.#fields = { ...view };
    for (const name in this.#fields) {
      const value = this.#fields[name];
      if (typeof value !== "object" || value === null || !isState(name, value)) continue;
      if (isRestorable(value)) {
        this.#undo ??= [];
        this.#undo.push(value[checkpoint]());
      } else {
        this.#contents ??= new Map();
        this.#contents.set(value, undefined);
      }
    }
    if (this.#contents) this.#isPartial = !this.#fill(this.#contents);
  }

  /** Whether the view was too large for what is inside its fields to be remembered. */
  get isPartial(): boolean {
    return this.#isPartial;
  }

  /** The handler goes on while other views run: what they use, too, is not this view's to put back. */
  hold(): void {
    for (const object of this.#contents?.keys() ?? []) {
      if (held.has(object)) this.#share(object);
      else held.set(object, this);
    }
  }

  /** The handler has come to its end. */
  release(): void {
    for (const object of this.#contents?.keys() ?? []) if (held.get(object) === this) held.delete(object);
  }

  /** Makes everything what it was. Can be done more than once. */
  restore(): void {
    for (const name of Reflect.ownKeys(this.#view)) {
      const isNew = typeof name === "string" && !Object.hasOwn(this.#fields, name);
      if (isNew && isState(name, Reflect.get(this.#view, name))) Reflect.deleteProperty(this.#view, name);
    }
    for (const [name, value] of Object.entries(this.#fields))
      if (isState(name, value) && Reflect.get(this.#view, name) !== value)
        Reflect.set(this.#view, name, value);
    for (const [object, content] of this.#contents ?? []) putBack(object as Container, content);
    for (const undo of this.#undo ?? []) undo();
  }

  /** Remembers what is inside, and inside that. False when it is too much. */
  #fill(contents: Map<object, unknown>): boolean {
    const wait = tooLarge.get(this.#view) ?? 0;
    if (wait === 0 && copyAll(contents)) {
      if (held.size > 0) this.#findShared(contents);
      return true;
    }
    tooLarge.set(this.#view, wait === 0 ? lookAgainAfter : wait - 1);
    this.#contents = undefined;
    return false;
  }

  #findShared(contents: Map<object, unknown>): void {
    for (const object of contents.keys()) if (held.has(object)) this.#share(object);
  }

  #share(object: object): void {
    for (const checkpoint of [held.get(object), this]) checkpoint?.forget(object);
  }

  /** Leaves an object as it is when the rest is put back. */
  forget(object: object): void {
    this.#contents?.delete(object);
  }
}

/** Public fields are state; those that start with `_`, and events, are not. */
function isState(name: string, value: unknown): boolean {
  return !name.startsWith("_") && !(value instanceof LiveEvent);
}

/** A Map visits what is added to it meanwhile. False when there is too much, or something cannot be read. */
function copyAll(contents: Map<object, unknown>): boolean {
  let left = checkpointLimit;
  try {
    for (const object of contents.keys()) {
      if (sizeOf(object) > left) return false;
      const copy = copyOf(object);
      if (copy === undefined) {
        contents.delete(object);
        continue;
      }
      contents.set(object, copy);
      left -= addParts(copy, contents);
      if (left < 0) return false;
    }
    return true;
  } catch {
    return false;
  }
}

/** How many entries a collection has. */
function sizeOf(object: object): number {
  if (Array.isArray(object)) return object.length;
  return object instanceof Map || object instanceof Set ? object.size : 0;
}

/**
 * The contents of a list, a plain object, a Map, a Set or a Date, or what undoes the changes of another object;
 * undefined for one whose state is its own business.
 */
function copyOf(object: object): unknown {
  if (Array.isArray(object)) return object.slice();
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype === Object.prototype || prototype === null) return { ...object };
  if (object instanceof Map) return new Map(object);
  if (object instanceof Set) return new Set(object);
  if (object instanceof Date) return object.getTime();
  return isRestorable(object) ? object[checkpoint]() : undefined;
}

/** Notes what has contents of its own. @returns how many values there are */
function addParts(copy: unknown, contents: Map<object, unknown>): number {
  if (typeof copy !== "object" || copy === null) return 1;
  if (Array.isArray(copy)) return addItems(copy, contents);
  if (copy instanceof Map) return addItems(copy.keys(), contents) + addItems(copy.values(), contents);
  if (copy instanceof Set) return addItems(copy, contents);
  let count = 0;
  for (const name in copy) {
    add((copy as Fields)[name], contents);
    count++;
  }
  return count;
}

function addItems(items: Iterable<unknown>, contents: Map<object, unknown>): number {
  let count = 0;
  for (const item of items) {
    add(item, contents);
    count++;
  }
  return count;
}

function add(value: unknown, contents: Map<object, unknown>): void {
  if (typeof value === "object" && value !== null && !contents.has(value)) contents.set(value, undefined);
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
    if (!isSame || !Object.is(Reflect.get(object, name), value)) Reflect.set(object, name, value);
  }
}
