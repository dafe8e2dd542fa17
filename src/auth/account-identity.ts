import { anonymousPrincipal, type Identity, type Principal } from "../live/principal.ts";

/** A principal is read again after this time even when nobody announced a change, in milliseconds. */
export const rereadAfter = 30_000;

/** A principal as the database had it. */
export interface PrincipalReading {
  readonly principal: Principal;
  /** When it is over unless it is used again, in milliseconds since 1970. Default: never. */
  readonly until?: number;
}

export interface IdentitySource {
  /**
   * The principal as the database has it now; undefined when the session or the user may not be used any more.
   * @param usedAt when somebody last did something with it, in milliseconds since 1970; 0 for never
   */
  read(usedAt: number): Promise<PrincipalReading | undefined>;
  /** Watches for announced changes until the returned function is called. */
  watch(listener: { changed(): void; ended(): void }): () => void;
  now(): number;
}

/**
 * A logged-in identity. While nothing is announced, `current` gives the principal it has without a query;
 * after a change it reads once, however many ask. A read that fails refuses: stale rights are never given.
 */
export class AccountIdentity implements Identity {
  readonly #source: IdentitySource;
  readonly #stopWatching: () => void;
  readonly #endListeners: (() => void)[] = [];
  #known: PrincipalReading | undefined;
  #readAt = 0;
  #usedAt = 0;
  #reading: Promise<Principal> | undefined;
  #isEnded = false;
  /** Counts the announced changes. */
  #generation = 0;

  constructor(source: IdentitySource) {
    this.#source = source;
    this.#stopWatching = source.watch({ changed: () => this.#forget(), ended: () => this.#end() });
  }

  current(): Principal | Promise<Principal> {
    if (this.#isEnded) return anonymousPrincipal;
    const isRecent = this.#source.now() - this.#readAt < rereadAfter;
    if (this.#known && isRecent) return this.#known.principal;
    this.#reading ??= this.#read(this.#generation);
    return this.#reading;
  }

  used(): void {
    this.#usedAt = this.#source.now();
  }

  onEnd(listener: () => void): void {
    if (this.#isEnded) listener();
    else this.#endListeners.push(listener);
  }

  release(): void {
    this.#stopWatching();
    this.#endListeners.length = 0;
  }

  /** Looks again when the time of what is known is over. A failure is left to whoever asks next. */
  async sweep(): Promise<void> {
    const { until = Infinity } = this.#known ?? {};
    if (this.#source.now() < until) return;
    this.#forget();
    await Promise.resolve(this.current()).catch(() => {});
  }

  #forget(): void {
    this.#generation++;
    this.#known = undefined;
    this.#reading = undefined;
  }

  /** A change that is announced while a read is under way makes that read worthless. */
  async #read(generation: number): Promise<Principal> {
    try {
      const reading = await this.#source.read(this.#usedAt);
      if (!reading || this.#isEnded) return this.#end();
      if (generation !== this.#generation) return await this.current();
      this.#keep(reading);
      return reading.principal;
    } finally {
      if (generation === this.#generation) this.#reading = undefined;
    }
  }

  #keep(reading: PrincipalReading): void {
    this.#known = reading;
    this.#readAt = this.#source.now();
  }

  #end(): Principal {
    if (!this.#isEnded) {
      this.#isEnded = true;
      for (const listener of this.#endListeners.splice(0)) listener();
      this.#stopWatching();
    }
    return anonymousPrincipal;
  }
}
