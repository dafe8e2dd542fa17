/** How long a view waits for its page's socket, or for a lost connection to come back, in milliseconds. */
export const waitLimits = { firstJoin: 30_000, reconnect: 60_000 } as const;

/** Most views that wait without a connection; the one that has waited longest is closed for one more. */
export const waitingLimit = 10_000;

interface Closable {
  close(): void;
}

interface Waiting<View> {
  readonly view: View;
  readonly until: number;
}

/** Mounted views by the token that takes them over. Each token works once. */
export class MountedViews<View extends Closable> {
  readonly #attached = new Map<string, View>();
  readonly #waiting = new Map<string, Waiting<View>>();

  /** A view that a connection shows; the token takes it from there when the browser comes back on another. */
  attach(token: string, view: View): void {
    this.#attached.set(token, view);
  }

  /** A view that no connection shows any more, or not yet; it is closed when nobody takes it until `until`. */
  wait(token: string, view: View, until: number): void {
    this.#attached.delete(token);
    this.#waiting.set(token, { view, until });
    const [oldest] = this.#waiting.keys();
    if (this.#waiting.size > waitingLimit && oldest !== undefined) this.#drop(oldest);
  }

  /** The token's view; the token is worth nothing afterwards. */
  take(token: string): View | undefined {
    const view = this.#attached.get(token) ?? this.#waiting.get(token)?.view;
    this.forget(token);
    return view;
  }

  /** Makes a token worthless without touching its view. */
  forget(token: string): void {
    this.#attached.delete(token);
    this.#waiting.delete(token);
  }

  /** Closes the views that have waited too long. */
  sweep(now: number): void {
    for (const [token, { until }] of this.#waiting) if (until <= now) this.#drop(token);
  }

  /** Closes every view. */
  closeAll(): void {
    for (const { view } of this.#waiting.values()) view.close();
    for (const view of this.#attached.values()) view.close();
    this.#waiting.clear();
    this.#attached.clear();
  }

  #drop(token: string): void {
    const waiting = this.#waiting.get(token);
    this.#waiting.delete(token);
    waiting?.view.close();
  }
}
