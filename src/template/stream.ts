import { LiveloomError } from "../errors.ts";
import type { Key } from "./each.ts";
import type { Html } from "./html.ts";
import type { Template } from "./template.ts";

export interface StreamOptions<Item> {
  /** Identifies an item for as long as it is in the list. */
  readonly key: (item: Item) => Key;
  /**
   * Most items in the list. What is added at one end drops items from the other. Default: no limit.
   */
  readonly limit?: number;
}

/**
 * A list whose items are in the browser only: the server keeps their keys, and an item until it is rendered.
 * For long lists that mostly grow, such as messages, logs and feeds. Rendered by `each(stream, row)`.
 *
 * Adding an item whose key is already there replaces it in its place.
 * @example messages = stream({ key: (message: Message) => message.id, limit: 100 });
 */
export class Stream<Item> {
  readonly #keyOf: (item: Item) => Key;
  readonly #limit: number;
  #keys: Key[] = [];
  #fresh = new Map<Key, Item>();
  #version = 0;
  #ends: StreamEnds | undefined = noEnds;
  #shown: StreamRows | undefined;

  constructor({ key, limit = Number.POSITIVE_INFINITY }: StreamOptions<Item>) {
    if (!(limit >= 1)) throw new LiveloomError("LV-STREAM-LIMIT", { limit });
    this.#keyOf = key;
    this.#limit = limit;
  }

  /** How many items the list has. */
  get length(): number {
    return this.#keys.length;
  }

  /** The keys of the items, in order. */
  get keys(): readonly Key[] {
    return this.#keys;
  }

  has(key: Key): boolean {
    return this.#keys.includes(key);
  }

  append(...items: readonly Item[]): void {
    this.insert(this.length, ...items);
  }

  prepend(...items: readonly Item[]): void {
    this.insert(0, ...items);
  }

  /** Adds items before the one that is at `position` now. */
  insert(position: number, ...items: readonly Item[]): void {
    const added = this.#refresh(items);
    const isAppended = position >= this.length;
    this.#keys.splice(position, 0, ...added);
    if (isAppended) this.#count({ addedLast: added.length });
    else this.#count(position === 0 ? { addedFirst: added.length } : undefined);
    while (this.length > this.#limit) this.#drop(isAppended);
  }

  /** Replaces an item in its place. False when the list does not have it, which changes nothing. */
  update(item: Item): boolean {
    const isThere = this.has(this.#keyOf(item));
    if (isThere) this.#refresh([item]);
    return isThere;
  }

  /** Takes an item out. False when the list does not have it. */
  delete(key: Key): boolean {
    const position = this.#keys.indexOf(key);
    if (position < 0) return false;
    this.#keys.splice(position, 1);
    this.#forget(key);
    this.#count(undefined);
    return true;
  }

  /** Makes these the only items. */
  reset(...items: readonly Item[]): void {
    this.#version++;
    this.#keys = [];
    this.#count(undefined);
    this.#fresh.clear();
    this.append(...items);
  }

  /** Changes with every change of the list. For the engine. */
  get version(): number {
    return this.#version;
  }

  /** The items that no browser has yet. For the engine. */
  get fresh(): ReadonlyMap<Key, Item> {
    return this.#fresh;
  }

  /** Everything is in the browser now. For the engine. */
  settle(rows: StreamRows): void {
    if (this.#fresh.size > 0) this.#fresh = new Map();
    this.#ends = noEnds;
    this.#shown = rows;
  }

  /** What the browser has of the list. For the engine. */
  get shown(): StreamRows | undefined {
    return this.#shown;
  }

  /** What changed since then when only the ends of the list did, else undefined. For the engine. */
  get ends(): StreamEnds | undefined {
    return this.#ends;
  }

  /** Notes new and changed items, and returns the keys of the new ones. */
  #refresh(items: readonly Item[]): Key[] {
    this.#version++;
    const known = new Set(items.length > 1 ? this.#keys : undefined);
    const added: Key[] = [];
    for (const item of items) {
      const key = this.#keyOf(item);
      const isKnown = items.length > 1 ? known.has(key) : this.has(key);
      if (!isKnown) added.push(key);
      known.add(key);
      this.#fresh.set(key, item);
    }
    return added;
  }

  #drop(isFirst: boolean): void {
    this.#forget(isFirst ? this.#keys.shift() : this.#keys.pop());
    this.#count(isFirst ? { droppedFirst: 1 } : { droppedLast: 1 });
  }

  /** Notes a change at an end; undefined is one elsewhere. What was added at the other end must not be dropped. */
  #count(change: Partial<StreamEnds> | undefined): void {
    const ends = this.#ends;
    if (!ends || !change) {
      this.#ends = undefined;
      return;
    }
    const { addedFirst = 0, droppedFirst = 0, addedLast = 0, droppedLast = 0 } = change;
    const isOwn = (droppedFirst > 0 && ends.addedFirst > 0) || (droppedLast > 0 && ends.addedLast > 0);
    this.#ends = isOwn
      ? undefined
      : {
          addedFirst: ends.addedFirst + addedFirst,
          droppedFirst: ends.droppedFirst + droppedFirst,
          addedLast: ends.addedLast + addedLast,
          droppedLast: ends.droppedLast + droppedLast,
        };
  }

  #forget(key: Key | undefined): void {
    this.#version++;
    if (key !== undefined) this.#fresh.delete(key);
  }
}

/** How many items were added and dropped at the ends of a stream, none of the added ones among the dropped. */
export interface StreamEnds {
  readonly addedFirst: number;
  readonly droppedFirst: number;
  readonly addedLast: number;
  readonly droppedLast: number;
}

const noEnds: StreamEnds = { addedFirst: 0, droppedFirst: 0, addedLast: 0, droppedLast: 0 };

/** Makes a {@link Stream}. @throws LV-STREAM-LIMIT */
export function stream<Item>(options: StreamOptions<Item>): Stream<Item> {
  return new Stream(options);
}

/** What the engine needs of a stream, whatever its items are. */
type AnyStream = Pick<Stream<unknown>, "keys" | "version" | "fresh" | "ends" | "settle" | "shown">;

/** The streams that the running rendering has shown. Rendering is synchronous: there is one at a time. */
const shown = new Map<AnyStream, StreamRows>();

/** Runs a rendering. Streams forget the items it has shown; when it throws they keep them. */
export function settleStreams<Result>(render: () => Result): Result {
  shown.clear();
  const result = render();
  for (const [each, rows] of shown) each.settle(rows);
  shown.clear();
  return result;
}

/** What the browser has of a stream: its keys, and by which template each row was rendered. */
export class StreamRows {
  readonly stream: AnyStream;
  readonly version: number;
  readonly keys: readonly Key[];
  readonly templates: readonly Template[];

  constructor(stream: AnyStream, templates: readonly Template[]) {
    this.stream = stream;
    this.version = stream.version;
    this.keys = stream.keys.slice();
    this.templates = templates;
  }
}

/** A stream still to be rendered: made by `each(stream, row)`. */
export class StreamEach {
  /** Exists for the compiler only: no plain object has this type. */
  declare protected readonly brand: "StreamEach";
  readonly stream: AnyStream;
  readonly #rowOf: (item: unknown) => Html;

  constructor(stream: AnyStream, rowOf: (item: unknown) => Html) {
    this.stream = stream;
    this.#rowOf = rowOf;
  }

  /** The row of an item that the browser has not got. @throws LV-STREAM-GONE when the server no longer has it. */
  rowOf(key: Key): Html {
    const { fresh } = this.stream;
    if (!fresh.has(key)) throw new LiveloomError("LV-STREAM-GONE", { key: String(key) });
    return this.#rowOf(fresh.get(key));
  }

  /** What the browser will have after this rendering. */
  toRows(templates: readonly Template[]): StreamRows {
    const rows = new StreamRows(this.stream, templates);
    shown.set(this.stream, rows);
    return rows;
  }

  /** What the browser has. @throws LV-STREAM-GONE when that is nothing or something else. */
  shownRows(): StreamRows {
    const rows = this.stream.shown;
    if (rows?.version === this.stream.version) return rows;
    throw new LiveloomError("LV-STREAM-GONE", { key: String(this.stream.keys[0]) });
  }
}
