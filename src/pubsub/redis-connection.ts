import { loadPackage } from "../load-package.ts";

/** What Liveloom needs of a client made by `createClient()` of the package `redis` (5 or 6). */
export interface RedisClient {
  readonly isReady: boolean;
  connect(): Promise<unknown>;
  duplicate(): RedisClient;
  publish(channel: string, message: string): Promise<unknown>;
  subscribe(channel: string, listener: (message: string) => void): Promise<unknown>;
  on(event: "error" | "ready", listener: (error?: unknown) => void): unknown;
  close(): Promise<unknown>;
  destroy(): void;
}

/** Most commands that wait for a lost connection; more fail, and are reported. */
const waitingCommands = 10_000;

/**
 * The connection to Redis that everything of an app shares. It connects by itself, again and again; each time it
 * is lost `onError` hears of it once.
 */
export class RedisConnection {
  /** There as soon as the package is loaded, connected or not. Rejects with LV-PACKAGE-MISSING. */
  readonly client: Promise<RedisClient>;
  readonly #onError: (error: unknown) => void;
  readonly #opened: RedisClient[] = [];
  #isClosed = false;

  /** @param server An address, "redis://localhost:6379", or a client, which is connected if it has to be and never closed. */
  constructor(server: string | RedisClient, onError: (error: unknown) => void) {
    this.#onError = onError;
    this.client = typeof server === "string" ? this.#create(server) : Promise.resolve(server);
    this.client.catch(onError);
  }

  /** Another connection, for a client that listens can do nothing else. Resolves when it is connected. */
  async open(): Promise<RedisClient> {
    const main = await this.client;
    if (this.#isClosed) throw new Error("closed before it was connected");
    const client = this.#watch(main.duplicate());
    await client.connect();
    return client;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.client.catch(() => {});
    await Promise.all(this.#opened.splice(0).map(end));
  }

  async #create(url: string): Promise<RedisClient> {
    const { createClient } = await loadPackage("redis", () => import("redis"));
    const client = this.#watch(createClient({ url, commandsQueueMaxLength: waitingCommands }));
    // It tries until it succeeds or is closed; what keeps it from connecting comes as "error".
    client.connect().catch(() => {});
    return client;
  }

  #watch(client: RedisClient): RedisClient {
    let isLost = false;
    client.on("error", (error) => {
      if (!isLost && !this.#isClosed) this.#onError(error);
      isLost = true;
    });
    client.on("ready", () => {
      isLost = false;
    });
    this.#opened.push(client);
    return client;
  }
}

/** What was sent while connected still goes out; without a connection nothing can. */
async function end(client: RedisClient): Promise<void> {
  if (client.isReady) await client.close();
  else client.destroy();
}
