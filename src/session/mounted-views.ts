import { type WaitingLimits, WaitingRoom } from "./waiting-room.ts";

/**
 * How long a view waits, in milliseconds: for its page's socket; for a lost connection to come back; for the request
 * that follows a posted event; for the next event of a page whose browser runs no script.
 */
export const waitLimits = {
  firstJoin: 30_000,
  reconnect: 60_000,
  posted: 30_000,
  withoutScript: 600_000,
} as const;

/**
 * Most views that wait without a connection. Pages that were only requested have limits of their own, so that a
 * flood of requests cannot close the views that people come back to. A view that was closed is mounted again
 * when its page's socket comes after all.
 */
export const waitingLimits = {
  firstJoin: { session: 20, visitors: 500, total: 10_000 },
  reconnect: { session: 100, visitors: 5_000, total: 10_000 },
  posted: { session: 10, visitors: 500, total: 2_000 },
} as const satisfies Record<string, WaitingLimits>;

interface Restful {
  close(): void;
  /** Gives memory back when it was not used for a while. */
  rest(now: number): void;
}

/** Mounted views by the token that takes them over. Each token works once. */
export class MountedViews<View extends Restful> {
  readonly #groupOf: (view: View) => string;
  readonly #attached = new Map<string, View>();
  readonly #unjoined = new WaitingRoom<View>(waitingLimits.firstJoin);
  readonly #lost = new WaitingRoom<View>(waitingLimits.reconnect);
  /** By session and address instead of a token. */
  readonly #posted = new WaitingRoom<View>(waitingLimits.posted);

  /** @param groupOf Whose view it is: the hash of a session, or {@link visitors}. */
  constructor(groupOf: (view: View) => string) {
    this.#groupOf = groupOf;
  }

  /** A view that a connection shows; the token takes it from there when the browser comes back on another. */
  attach(token: string, view: View): void {
    this.#attached.set(token, view);
  }

  /** A view whose page was just requested; it is closed when no connection takes it until `until`. */
  expect(token: string, view: View, until: number): void {
    this.#unjoined.add(token, { view, until, group: this.#groupOf(view) });
  }

  /** A view whose connection was lost; it is closed when none takes it again until `until`. */
  wait(token: string, view: View, until: number): void {
    this.#attached.delete(token);
    this.#lost.add(token, { view, until, group: this.#groupOf(view) });
  }

  /** The view that a connection shows and this token takes from there. */
  shown(token: string): View | undefined {
    return this.#attached.get(token);
  }

  /** The token's view; the token is worth nothing afterwards. */
  take(token: string): View | undefined {
    const view = this.#attached.get(token);
    this.#attached.delete(token);
    return view ?? this.#unjoined.take(token) ?? this.#lost.take(token);
  }

  /** The token's view if its page was requested and no connection has come; the token is worth nothing afterwards. */
  takeUnjoined(token: string): View | undefined {
    return this.#unjoined.take(token);
  }

  /** A view that handled an event for a browser without script, which will ask for its page again. */
  expectRequest(page: string, view: View, until: number): void {
    this.#posted.take(page)?.close();
    this.#posted.add(page, { view, until, group: this.#groupOf(view) });
  }

  /** The view that handled an event of this page; once. */
  takePosted(page: string): View | undefined {
    return this.#posted.take(page);
  }

  /** Makes a token worthless without touching its view. */
  forget(token: string): void {
    this.take(token);
  }

  /** Closes the views that have waited too long, and lets idle ones rest. */
  sweep(now: number): void {
    this.#unjoined.sweep(now);
    this.#lost.sweep(now);
    this.#posted.sweep(now);
    for (const view of this.#attached.values()) view.rest(now);
  }

  /** Closes every view. */
  closeAll(): void {
    this.#unjoined.closeAll();
    this.#lost.closeAll();
    this.#posted.closeAll();
    for (const view of this.#attached.values()) view.close();
    this.#attached.clear();
  }
}
