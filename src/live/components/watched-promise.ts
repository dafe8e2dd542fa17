/** A promise that knows whether anybody takes care of it. */
export class WatchedPromise<Value> extends Promise<Value> {
  static override readonly [Symbol.species] = Promise;
  isTaken = false;

  /** Like `promise`. It never counts as an unhandled rejection. */
  static watch<Value>(promise: PromiseLike<Value>): WatchedPromise<Value> {
    const watched = new WatchedPromise<Value>((resolve) => resolve(promise));
    watched.catch(() => {});
    watched.isTaken = false;
    return watched;
  }

  // biome-ignore lint/suspicious/noThenProperty: it is a promise, and asks who waits for it
  override then<Fulfilled = Value, Rejected = never>(
    onFulfilled?: ((value: Value) => Fulfilled | PromiseLike<Fulfilled>) | null,
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected> {
    this.isTaken = true;
    return super.then(onFulfilled, onRejected);
  }

  /** Waits for it. @throws why it was rejected, unless somebody else has taken care of that */
  async settle(): Promise<void> {
    const wasTaken = this.isTaken;
    try {
      await this;
    } catch (error) {
      if (!wasTaken) throw error;
    }
  }
}
