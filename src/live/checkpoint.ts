import { checkpoint, isRestorable } from "../template/restorable.ts";
import { Contents } from "./contents.ts";
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

/** What the state of running handlers consists of, so that what two pages share at that moment is found. */
const held = new Map<object, Contents>();

/** The public state of a view at one moment, which can be put back: into the same objects. */
export class Checkpoint {
  /** Whose state it is: a view, or a component. */
  readonly subject: object;
  readonly #fields: Readonly<Record<string, unknown>>;
  /** Undefined when no field holds anything that could be changed in place, or too much. */
  readonly #contents: Contents | undefined;
  /** Of streams, and of what else looks after its own state. */
  readonly #undo: (() => void)[] | undefined;
  /** Whether the view was too large for what is inside its fields to be remembered. */
  readonly isPartial: boolean;

  constructor(subject: object) {
    let roots: object[] | undefined;
    this.subject = subject;
    this.#fields = { ...subject };
    for (const name in this.#fields) {
      const value = this.#fields[name];
      if (typeof value !== "object" || value === null || !isState(name, value)) continue;
      if (isRestorable(value)) {
        this.#undo ??= [];
        this.#undo.push(value[checkpoint]());
      } else {
        roots ??= [];
        roots.push(value);
      }
    }
    this.#contents = roots && contentsOf(subject, roots);
    this.isPartial = roots !== undefined && this.#contents === undefined;
  }

  /** The handler goes on while other views run: what they use, too, is not this view's to put back. */
  hold(): void {
    if (this.#contents) hold(this.#contents);
  }

  /** The handler has come to its end. */
  release(): void {
    for (const object of this.#contents?.objects ?? [])
      if (held.get(object) === this.#contents) held.delete(object);
  }

  /** Makes everything what it was. Can be done more than once. */
  restore(): void {
    for (const name of Reflect.ownKeys(this.subject)) {
      const isNew = typeof name === "string" && !Object.hasOwn(this.#fields, name);
      if (isNew && isState(name, Reflect.get(this.subject, name))) Reflect.deleteProperty(this.subject, name);
    }
    for (const [name, value] of Object.entries(this.#fields))
      if (isState(name, value) && Reflect.get(this.subject, name) !== value)
        Reflect.set(this.subject, name, value);
    this.#contents?.restore();
    for (const undo of this.#undo ?? []) undo();
  }
}

/** Public fields are state; those that start with `_`, and events, are not. */
function isState(name: string, value: unknown): boolean {
  return !name.startsWith("_") && !isEvent(value);
}

/** Some proxies throw when they are asked what they are. */
function isEvent(value: unknown): boolean {
  try {
    return value instanceof LiveEvent;
  } catch {
    return false;
  }
}

function contentsOf(view: object, roots: readonly object[]): Contents | undefined {
  const wait = tooLarge.get(view) ?? 0;
  const contents = wait === 0 ? Contents.of(roots, checkpointLimit) : undefined;
  if (!contents) tooLarge.set(view, wait === 0 ? lookAgainAfter : wait - 1);
  else if (held.size > 0) findShared(contents);
  return contents;
}

function hold(contents: Contents): void {
  for (const object of contents.objects) {
    const other = held.get(object);
    if (!other) held.set(object, contents);
    else if (other !== contents) share(object, contents, other);
  }
}

function findShared(contents: Contents): void {
  for (const object of contents.objects) {
    const other = held.get(object);
    if (other) share(object, contents, other);
  }
}

function share(object: object, ...holders: readonly Contents[]): void {
  for (const contents of holders) contents.forget(object);
}
