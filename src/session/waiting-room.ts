/** Most views that wait in a {@link WaitingRoom}. */
export interface WaitingLimits {
  /** Of one browser session in which somebody is logged in. */
  readonly session: number;
  /** Of all visitors together who are not logged in: they get a new session for the asking. */
  readonly visitors: number;
  readonly total: number;
}

/** The group of everybody who is not logged in; no session's hash is empty. */
export const visitors = "";

interface Waiting<View> {
  readonly view: View;
  readonly group: string;
  readonly until: number;
}

interface Restful {
  close(): void;
  rest(now: number): void;
}

/** Views that wait for a connection. For one more than a limit the one of those that waits longest is closed. */
export class WaitingRoom<View extends Restful> {
  readonly #limits: WaitingLimits;
  /** By token, those that wait longest first; so are the tokens of each group. */
  readonly #waiting = new Map<string, Waiting<View>>();
  readonly #groups = new Map<string, Set<string>>();

  constructor(limits: WaitingLimits) {
    this.#limits = limits;
  }

  /** @param waiting Its group is the hash of its session, or {@link visitors}; it waits `until` then. */
  add(token: string, waiting: Waiting<View>): void {
    this.take(token);
    const group = this.#groups.get(waiting.group) ?? new Set();
    this.#groups.set(waiting.group, group.add(token));
    this.#waiting.set(token, waiting);
    const limit = waiting.group === visitors ? this.#limits.visitors : this.#limits.session;
    if (group.size > limit) this.#closeFirst(group);
    else if (this.#waiting.size > this.#limits.total) this.#closeFirst(this.#waiting.keys());
  }

  /** The token's view, which does not wait any more. */
  take(token: string): View | undefined {
    const waiting = this.#waiting.get(token);
    if (!waiting) return undefined;
    this.#waiting.delete(token);
    const group = this.#groups.get(waiting.group);
    group?.delete(token);
    if (group?.size === 0) this.#groups.delete(waiting.group);
    return waiting.view;
  }

  /** Closes the views that have waited too long, and lets idle ones rest. */
  sweep(now: number): void {
    for (const [token, { view, until }] of this.#waiting) {
      if (until <= now) this.#close(token);
      else view.rest(now);
    }
  }

  /** Closes every view. */
  closeAll(): void {
    for (const token of this.#waiting.keys()) this.#close(token);
  }

  #closeFirst(tokens: Iterable<string>): void {
    const [first] = tokens;
    if (first !== undefined) this.#close(first);
  }

  #close(token: string): void {
    this.take(token)?.close();
  }
}
