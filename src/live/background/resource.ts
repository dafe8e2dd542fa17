import { type KeptField, keptState, restoreState } from "../kept-field.ts";

/** Gets a value from elsewhere. `signal` is aborted when the page is gone or the value is loaded anew. */
export type Load<Value> = (signal: AbortSignal) => Value | PromiseLike<Value>;

export interface ResourceOptions {
  /**
   * How long the page's request waits for the first value, in milliseconds, so that it is in the page that is sent.
   * Default: 0, the page is sent while the value is pending.
   */
  readonly wait?: number;
}

/** What to show in each state of a {@link Resource}. */
export interface ResourceCases<Value, Pending, Ok, Failed> {
  /** There is no value yet. */
  pending(): Pending;
  /** The last load went well; a newer one may be running, see {@link Resource.loading}. */
  ok(value: Value): Ok;
  /** The last load failed. `last` is the value from before, if there was one. */
  failed(error: unknown, last: Value | undefined): Failed;
}

/** Whoever looks after a view's resources. */
export interface ResourceKeeper {
  /** Runs something in the view's turn and shows what it changed. */
  settle(resource: Resource<unknown>, change: () => void): void;
  loading(resource: Resource<unknown>): void;
  report(error: unknown): void;
}

/**
 * A value that is loaded in the background: a field made by `this.resource(load)`. It loads when the view was mounted,
 * or when it is first looked at.
 */
export class Resource<Value> implements KeptField {
  readonly #load: Load<Value>;
  readonly #keeper: ResourceKeeper;
  readonly wait: number;
  #status: "pending" | "ok" | "failed" = "pending";
  #value: Value | undefined;
  #error: unknown;
  #running: AbortController | undefined;

  constructor(keeper: ResourceKeeper, load: Load<Value>, { wait = 0 }: ResourceOptions) {
    this.#keeper = keeper;
    this.#load = load;
    this.wait = wait;
  }

  /** How the last load ended; `pending` when none has. */
  get status(): "pending" | "ok" | "failed" {
    this.begin();
    return this.#status;
  }

  get pending(): boolean {
    return this.status === "pending";
  }

  get ok(): boolean {
    return this.status === "ok";
  }

  get failed(): boolean {
    return this.status === "failed";
  }

  /** Whether a load is running: the first one, or a {@link reload}. */
  get loading(): boolean {
    this.begin();
    return this.#running !== undefined;
  }

  /** The last value that was loaded; kept while the next one is. */
  get value(): Value | undefined {
    this.begin();
    return this.#value;
  }

  /** Why the last load failed; undefined when it went well. */
  get error(): unknown {
    this.begin();
    return this.#error;
  }

  /**
   * Shows the state that it is in.
   * @example this.orders.match({
   *   pending: () => html`<p>Loading...</p>`,
   *   ok: (orders) => html`<p>${orders.length} orders</p>`,
   *   failed: () => html`<p>The orders could not be loaded.</p>`,
   * })
   */
  match<Pending, Ok, Failed>(cases: ResourceCases<Value, Pending, Ok, Failed>): Pending | Ok | Failed {
    if (this.status === "pending") return cases.pending();
    if (this.#status === "failed") return cases.failed(this.#error, this.#value);
    return cases.ok(this.#value as Value);
  }

  /** Loads the value anew. What is still being loaded is aborted: the newest wins. */
  reload(): void {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.#keeper.loading(this);
    void this.#run(running);
  }

  /** Loads the first value, unless that was begun before. For the engine. */
  begin(): void {
    if (this.#status === "pending" && !this.#running) this.reload();
  }

  /** Only a value that was loaded, and is not being loaded again. */
  [keptState](): readonly [Value] | undefined {
    return this.#status === "ok" && !this.#running ? [this.#value as Value] : undefined;
  }

  [restoreState](value: Value): void {
    this.#status = "ok";
    this.#value = value;
  }

  /** The page is gone. For the engine. */
  stop(): void {
    this.#running?.abort();
  }

  async #run(running: AbortController): Promise<void> {
    try {
      const value = await this.#load(running.signal);
      this.#settle(running, () => {
        this.#status = "ok";
        this.#value = value;
        this.#error = undefined;
      });
    } catch (error) {
      this.#settle(running, () => {
        this.#keeper.report(error);
        this.#status = "failed";
        this.#error = error;
      });
    }
  }

  #settle(running: AbortController, change: () => void): void {
    this.#keeper.settle(this, () => {
      if (this.#running !== running || running.signal.aborted) return;
      this.#running = undefined;
      change();
    });
  }
}

// Template files may call what takes no parameters.
for (const name of ["reload", "begin", "stop"] as const)
  Object.assign(Resource.prototype[name], { alters_data: true });
