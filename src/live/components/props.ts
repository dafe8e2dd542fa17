import type { AnyProps } from "./component.ts";

type Callback = (...args: unknown[]) => unknown;

/** Told that a component calls its parent. Returns what the parent's function returned. */
export type CallParent = (name: string, call: () => unknown) => unknown;

/**
 * What a component is given. It sees callbacks as functions that stay the same and call the parent's latest, so that
 * one written in the parent's template is no change.
 */
export class Props {
  readonly #callParent: CallParent;
  #given: AnyProps = {};
  #count = 0;
  #callbacks: Map<string, Callback> | undefined;
  /** As the component sees it. */
  seen: AnyProps = {};

  constructor(given: AnyProps, callParent: CallParent) {
    this.#callParent = callParent;
    this.#take(given);
  }

  /** Whether these are other props than before; callbacks and the key do not count. */
  take(given: AnyProps): boolean {
    if (!this.#isSame(given)) {
      this.#take(given);
      return true;
    }
    this.#given = given;
    return false;
  }

  #isSame(given: AnyProps): boolean {
    let count = 0;
    for (const name in given) {
      if (name === "key") continue;
      count++;
      const [before, value] = [this.#given[name], given[name]];
      if (!Object.is(before, value) && !(isCallback(name, before) && isCallback(name, value))) return false;
    }
    return count === this.#count;
  }

  #take(given: AnyProps): void {
    this.#given = given;
    this.#count = 0;
    const seen: Record<string, unknown> = {};
    for (const name in given) {
      if (name === "key") continue;
      this.#count++;
      seen[name] = isCallback(name, given[name]) ? this.#callback(name) : given[name];
    }
    this.seen = seen;
  }

  #callback(name: string): Callback {
    this.#callbacks ??= new Map();
    const known = this.#callbacks.get(name);
    if (known) return known;
    const callback: Callback = (...args) =>
      this.#callParent(name, () => (this.#given[name] as Callback)(...args));
    this.#callbacks.set(name, callback);
    return callback;
  }
}

/** A function whose name starts with "on" and a capital. */
function isCallback(name: string, value: unknown): boolean {
  if (typeof value !== "function" || !name.startsWith("on")) return false;
  const third = name.charCodeAt(2);
  return third >= 65 && third <= 90;
}
