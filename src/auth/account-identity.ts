import { anonymousPrincipal, type Identity, type Principal } from "../live/principal.ts";

/** A principal is read again after this time even when nobody announced a change, in milliseconds. */
export const rereadAfter = 30_000;

export interface IdentitySource {
  /** The principal as the database has it now; undefined when the session or the user may not be used any more. */
  read(): Promise<Principal | undefined>;
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
  #principal: Principal | undefined;
  #readAt = 0;
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
    if (this.#principal && isRecent) return this.#principal;
    this.#reading ??= this.#read(this.#generation);
    return this.#reading;
  }

  onEnd(listener: () => void): void {
    if (this.#isEnded) listener();
    else this.#endListeners.push(listener);
  }

  release(): void {
    this.#stopWatching();
    this.#endListeners.length = 0;
  }

  #forget(): void {
    this.#generation++;
    this.#principal = undefined;
    this.#reading = undefined;
  }

  /** A change that is announced while a read is under way makes that read worthless. */
  async #read(generation: number): Promise<Principal> {
    try {
      const principal = await this.#source.read();
      if (!principal || this.#isEnded) return this.#end();
      if (generation !== this.#generation) return await this.current();
      this.#keep(principal);
      return principal;
    } finally {
      if (generation === this.#generation) this.#reading = undefined;
    }
  }

  #keep(principal: Principal): void {
    this.#principal = principal;
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
