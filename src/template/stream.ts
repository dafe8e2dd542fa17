import { LiveloomError } from "../errors.ts";
import type { Key } from "./each.ts";
import type { Html } from "./html.ts";
import { checkpoint, type Restorable } from "./restorable.ts";
import type { Template } from "./template.ts";

/** What was added and dropped at the ends of a stream; none of what was added is among what was dropped there. */
export class StreamEnds {
  addedFirst = 0;
  addedLast = 0;
  readonly droppedFirst: Key[] = [];
  /** The last one first. */
  readonly droppedLast: Key[] = [];

  add(count: number, isLast: boolean): void {
    if (isLast) this.addedLast += count;
    else this.addedFirst += count;
  }

  /** How many of the first or last of so many keys can be dropped before a new one is among them. */
  droppable(length: number, isFirst: boolean): number {
    const isNew = (isFirst ? this.addedFirst : this.addedLast) > 0;
    return isNew ? 0 : length - this.addedFirst - this.addedLast;
  }

  drop(keys: readonly Key[], isFirst: boolean): void {
    const dropped = isFirst ? this.droppedFirst : this.droppedLast;
    for (const key of keys) dropped.push(key);
  }

  copy(): StreamEnds {
    const copy = new StreamEnds();
    copy.add(this.addedFirst, false);
    copy.add(this.addedLast, true);
    copy.droppedFirst.push(...this.droppedFirst);
    copy.droppedLast.push(...this.droppedLast);
    return copy;
  }

  /** The keys before all this, from those that there are now. */
  before(keys: readonly Key[]): Key[] {
    const kept = keys.slice(this.addedFirst, keys.length - this.addedLast);
    return [...this.droppedFirst, ...kept, ...this.droppedLast.toReversed()];
  }
}

export interface StreamOptions<Item> {
  /** Identifies an item for as long as it is in the list. */
  readonly key: (item: Item) => Key;
  /**
   * Most items in the list. What is added at one end drops items from the other. Default: no limit.
   */
  readonly limit?: number;
}

/** So many keys are looked up one by one between two renderings; for more an index is made. */
const fewLookups = 16;

/** So many values can be passed to a function without filling the stack. */
const fewArguments = 1_000;

/**
 * A list whose items are in the browser only: the server keeps their keys, and an item until it is rendered.
 * For long lists that mostly grow, such as messages, logs and feeds. Rendered by `each(stream, row)`.
 *
 * Adding an item whose key is already there replaces it in its place.
 * @example messages = stream({ key: (message: Message) => message.id, limit: 100 });
 */
export class Stream<Item> implements Restorable {
  readonly #keyOf: (item: Item) => Key;
  readonly #limit: number;
  #keys: Key[] = [];
  /** The keys once more, while many are looked up; given up by a rendering, because it takes more room than they do. */
  #index: Set<Key> | undefined;
  #fresh = new Map<Key, Item>();
  #version = 0;
  /** What changed at the ends since the browser got the list; undefined when something else changed, too. */
  #ends: StreamEnds | undefined = new StreamEnds();
  /** The keys that the browser has, once they cannot be told from the ends. */
  #shownKeys: readonly Key[] | undefined;
  #shown: StreamRows | undefined;
  /** Makes the keys what they were, the last change first; since the last checkpoint, if there is one. */
  #undo: (() => void)[] | undefined;

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
    return this.#index?.has(key) ?? this.#keys.includes(key);
  }

  append(...items: readonly Item[]): void {
    this.#insert(this.length, items);
  }

  prepend(...items: readonly Item[]): void {
    this.#insert(0, items, false);
  }

  /** Adds items before the one that is at `position` now. */
  insert(position: number, ...items: readonly Item[]): void {
    this.#insert(position, items);
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
    this.#changeInside();
    this.#keys.splice(position, 1);
    this.#undo?.push(() => this.#keys.splice(position, 0, key));
    this.#forget(key);
    return true;
  }

  /** Makes these the only items. */
  reset(...items: readonly Item[]): void {
    this.#version++;
    this.#changeInside();
    this.#replaceKeys([]);
    this.#index = undefined;
    this.#fresh.clear();
    this.#insert(0, items);
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
    this.#index = undefined;
    this.#ends = new StreamEnds();
    this.#shownKeys = undefined;
    this.#shown = rows;
    this.#undo = undefined;
  }

  /** Puts back items that were rendered, where the list still has them and nothing newer. For the engine. */
  refill(items: ReadonlyMap<Key, Item>): void {
    for (const key of this.#keys) {
      const item = items.get(key);
      if (item !== undefined && !this.#fresh.has(key)) this.#fresh.set(key, item);
    }
  }

  /** What the browser has of the list. For the engine. */
  get shown(): StreamRows | undefined {
    return this.#shown;
  }

  /** What changed since then when only the ends of the list did, else undefined. For the engine. */
  get ends(): StreamEnds | undefined {
    return this.#ends;
  }

  /** The keys that the browser has. For the engine. */
  get shownKeys(): readonly Key[] {
    return this.#shownKeys ?? this.#ends?.before(this.#keys) ?? [];
  }

  /** What makes the list again as it is now, until it is rendered or remembered again. */
  [checkpoint](): () => void {
    const undo: (() => void)[] = [];
    const fresh = this.#fresh.size > 0 ? [...this.#fresh] : [];
    const ends = this.#ends?.copy();
    const [version, shownKeys] = [this.#version, this.#shownKeys];
    this.#undo = undo;
    return () => {
      if (this.#undo !== undo) return;
      for (let step = undo.pop(); step; step = undo.pop()) step();
      this.#index = undefined;
      this.#fresh = new Map(fresh);
      this.#ends = ends?.copy();
      this.#shownKeys = shownKeys;
      this.#version = version;
    };
  }

  #insert(position: number, items: readonly Item[], isAppended = position >= this.length): void {
    const added = this.#refresh(items);
    if (!isAppended && position !== 0) this.#changeInside();
    this.#addKeys(position, added);
    this.#ends?.add(added.length, isAppended);
    if (this.length > this.#limit) this.#drop(Math.ceil(this.length - this.#limit), isAppended);
  }

  #addKeys(position: number, added: readonly Key[]): void {
    const keys = this.#keys;
    if (added.length > fewArguments)
      return this.#replaceKeys(keys.slice(0, position).concat(added, keys.slice(position)));
    const start = position < 0 ? Math.max(0, keys.length + position) : Math.min(position, keys.length);
    keys.splice(start, 0, ...added);
    this.#undo?.push(() => this.#keys.splice(start, added.length));
  }

  #replaceKeys(keys: Key[]): void {
    const before = this.#keys;
    this.#keys = keys;
    this.#undo?.push(() => {
      this.#keys = before;
    });
  }

  /** Notes new and changed items, and returns the keys of the new ones. */
  #refresh(items: readonly Item[]): Key[] {
    this.#version++;
    if (items.length > 1 || this.#fresh.size > fewLookups) this.#index ??= new Set(this.#keys);
    const added: Key[] = [];
    for (const item of items) {
      const key = this.#keyOf(item);
      if (!this.has(key)) added.push(key);
      this.#index?.add(key);
      this.#fresh.set(key, item);
    }
    return added;
  }

  /** Drops the first or last keys, all at once: one by one would move all others each time. */
  #drop(count: number, isFirst: boolean): void {
    if (this.#ends && count > this.#ends.droppable(this.length, isFirst)) this.#changeInside();
    const dropped = isFirst ? this.#keys.splice(0, count) : this.#keys.splice(-count);
    this.#undo?.push(() => {
      this.#keys = isFirst ? dropped.concat(this.#keys) : this.#keys.concat(dropped);
    });
    this.#ends?.drop(isFirst ? dropped : dropped.toReversed(), isFirst);
    for (const key of dropped) this.#forget(key);
  }

  /** Something is about to change that is not at an end. */
  #changeInside(): void {
    this.#shownKeys ??= this.shownKeys;
    this.#ends = undefined;
  }

  #forget(key: Key): void {
    this.#version++;
    this.#index?.delete(key);
    this.#fresh.delete(key);
  }
}

/** Makes a {@link Stream}. @throws LV-STREAM-LIMIT */
export function stream<Item>(options: StreamOptions<Item>): Stream<Item> {
  return new Stream(options);
}

/** What the engine needs of a stream, whatever its items are. */
export type AnyStream = Pick<
  Stream<unknown>,
  "keys" | "version" | "fresh" | "ends" | "settle" | "refill" | "shown" | "shownKeys"
>;

/** What streams had in them. */
export type StreamItems = Map<AnyStream, ReadonlyMap<Key, unknown>>;

/** The streams that the running rendering has shown. Rendering is synchronous: there is one at a time. */
let shown: Map<AnyStream, StreamRows> | undefined;

/**
 * Runs a rendering. Streams forget the items it has shown; when it throws they keep them.
 * @param given Gets those items.
 */
export function settleStreams<Result>(render: () => Result, given?: StreamItems): Result {
  shown = undefined;
  const result = render();
  for (const [stream, rows] of shown ?? noStreams) {
    const { fresh } = stream;
    if (fresh.size > 0) given?.set(stream, fresh);
    stream.settle(rows);
  }
  shown = undefined;
  return result;
}

const noStreams: ReadonlyMap<AnyStream, StreamRows> = new Map();

/** What the browser has of a stream, as far as the stream itself does not know it. */
export class StreamRows {
  readonly stream: AnyStream;
  version: number;
  readonly length: number;
  /** By which template the rows were rendered: one for all, or one for each. */
  readonly templates: Template | readonly Template[] | undefined;

  constructor(stream: AnyStream, templates: Template | readonly Template[] | undefined) {
    this.stream = stream;
    this.version = stream.version;
    this.length = stream.keys.length;
    this.templates = templates;
  }

  /** The template of the row at a position; undefined where there is none. */
  templateAt(position: number): Template | undefined {
    if (!Array.isArray(this.templates))
      return position < this.length && position >= 0 ? (this.templates as Template) : undefined;
    return this.templates[position];
  }
}

/** One template for all when it is the same. */
function uniform(templates: readonly Template[]): Template | readonly Template[] | undefined {
  const [first] = templates;
  return templates.every((template) => template === first) ? first : templates;
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
  toRows(templates: Template | readonly Template[]): StreamRows {
    const rows = new StreamRows(
      this.stream,
      Array.isArray(templates) ? uniform(templates) : (templates as Template),
    );
    return this.#show(rows);
  }

  /** The browser has what it had; the list was changed, but for nothing. */
  keepRows(rows: StreamRows): StreamRows {
    rows.version = this.stream.version;
    return this.#show(rows);
  }

  #show(rows: StreamRows): StreamRows {
    shown ??= new Map();
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
