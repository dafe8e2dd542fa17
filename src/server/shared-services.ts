import { type Limiters, memoryLimiters, redisLimiters } from "../live/limiters.ts";
import { createMemoryPubSub } from "../pubsub/memory.ts";
import type { PubSub } from "../pubsub/pubsub.ts";
import { RedisPubSub } from "../pubsub/redis.ts";
import { RedisConnection } from "../pubsub/redis-connection.ts";
import type { AppOptions } from "./app-options.ts";

/** What the processes of an app share: by itself with a Redis server, otherwise each has its own. */
export interface SharedServices {
  readonly pubsub: PubSub;
  readonly limiters: Limiters;
  close(): Promise<void>;
}

export function sharedServices(
  { redis, pubsub }: Pick<AppOptions, "redis" | "pubsub">,
  onError: (error: unknown) => void,
): SharedServices {
  if (redis === undefined) return withoutRedis(pubsub ?? createMemoryPubSub({ onError }));
  const connection = new RedisConnection(redis, onError);
  const bus = pubsub ?? new RedisPubSub(connection, { onError });
  return {
    pubsub: bus,
    limiters: redisLimiters(connection),
    async close() {
      await bus.close();
      await connection.close();
    },
  };
}

function withoutRedis(pubsub: PubSub): SharedServices {
  return { pubsub, limiters: memoryLimiters, close: () => pubsub.close() };
}
