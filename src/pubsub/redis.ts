import { randomUUID } from "node:crypto";
import { LiveloomError } from "../errors.ts";
import { createMemoryPubSub, type MemoryPubSub } from "./memory.ts";
import type { Listener, PubSub } from "./pubsub.ts";
import { type RedisClient, RedisConnection } from "./redis-connection.ts";

export interface RedisPubSubOptions {
  /** Gets what listeners throw and what goes wrong with Redis; must not throw itself. Default: `console.error`. */
  readonly onError?: (error: unknown) => void;
  /** The one Redis channel that all processes of the app share. Default: "liveloom". */
  readonly channel?: string;
}

/**
 * A {@link PubSub} between the processes of an app, through one channel of a Redis server.
 *
 * - Listeners of the same process get a message at once, whether Redis can be reached or not; those of other
 *   processes in the order in which it was published here.
 * - Without a connection 10,000 messages wait for the next one. What others sent meanwhile is lost: `onGap` says so.
 * - What arrives and is no message of Liveloom's is reported and dropped.
 */
export class RedisPubSub implements PubSub {
  /** Resolves when messages of other processes arrive. Nobody has to wait for it. */
  readonly connected: Promise<void>;
  readonly #connection: RedisConnection;
  readonly #channel: string;
  readonly #onError: (error: unknown) => void;
  readonly #local: MemoryPubSub;
  readonly #gapListeners = new Set<() => void>();
  /** Marks what this process sent: its own listeners have it already. */
  readonly #self = randomUUID();
  #isClosed = false;

  constructor(
    connection: RedisConnection,
    { onError = console.error, channel = "liveloom" }: RedisPubSubOptions,
  ) {
    this.#connection = connection;
    this.#channel = channel;
    this.#onError = onError;
    this.#local = createMemoryPubSub({ onError });
    this.connected = this.#listen();
    this.connected.catch((error) => this.#report(error));
  }

  publish(topic: string, message: unknown): void {
    if (this.#isClosed) return;
    this.#local.publish(topic, message);
    const text = JSON.stringify([this.#self, topic, message]);
    this.#connection.client
      .then((client) => client.publish(this.#channel, text))
      .catch((error) => this.#report(error));
  }

  subscribe(topic: string, listener: Listener): () => void {
    return this.#local.subscribe(topic, listener);
  }

  onGap(listener: () => void): () => void {
    this.#gapListeners.add(listener);
    return () => void this.#gapListeners.delete(listener);
  }

  onAny(listener: (topic: string) => void): () => void {
    return this.#local.onAny(listener);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#gapListeners.clear();
    await this.#local.close();
    await this.#connection.close();
  }

  async #listen(): Promise<void> {
    const client = await this.#connection.open();
    await client.subscribe(this.#channel, (text) => this.#receive(text));
    this.#gap();
    // From now on "ready" means: connected and subscribed again.
    client.on("ready", () => this.#gap());
  }

  #receive(text: string): void {
    try {
      const { from, topic, message } = decode(text);
      if (from !== this.#self) this.#local.publish(topic, message);
    } catch (error) {
      this.#report(error);
    }
  }

  #gap(): void {
    for (const listener of [...this.#gapListeners]) listener();
  }

  #report(error: unknown): void {
    if (!this.#isClosed) this.#onError(error);
  }
}

/**
 * Messages between processes through Redis; needs the package `redis`.
 * @param server "redis://localhost:6379", or a client, which stays open when the bus is closed.
 * @example const app = createApp({ routes, pubsub: createRedisPubSub("redis://localhost:6379") });
 */
export function createRedisPubSub(
  server: string | RedisClient,
  options: RedisPubSubOptions = {},
): RedisPubSub {
  return new RedisPubSub(new RedisConnection(server, options.onError ?? console.error), options);
}

function decode(text: string): { from: string; topic: string; message: unknown } {
  const value: unknown = parse(text);
  if (!Array.isArray(value) || value.length !== 3) throw foreign("it is no list of three");
  const [from, topic, message]: unknown[] = value;
  if (typeof from !== "string" || typeof topic !== "string") throw foreign("it has no sender or no topic");
  return { from, topic, message };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw foreign("it is not JSON");
  }
}

function foreign(reason: string): LiveloomError {
  return new LiveloomError("LV-PUBSUB-FOREIGN", { reason });
}
