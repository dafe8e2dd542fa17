import { RateLimiterMemory, RateLimiterRedis, type RateLimiterRes } from "rate-limiter-flexible";
import type { RedisConnection } from "../pubsub/redis-connection.ts";

export interface LimiterOptions {
  /** Unique among the limits of the app. Processes that share Redis count together what has one name. */
  readonly name: string;
  /** How many are let through. */
  readonly points: number;
  /** In this time, in seconds. */
  readonly duration: number;
}

/** Counts by key. */
export interface Limiter {
  /** Counts one for the key. Rejects with a RateLimiterRes when it has used up its points. */
  consume(key: string, points?: number): Promise<RateLimiterRes>;
  /** Takes one back that was counted. */
  reward(key: string): Promise<unknown>;
  /** Forgets what was counted for the key. */
  delete(key: string): Promise<unknown>;
  /** What was counted; null for nothing. */
  get(key: string): Promise<RateLimiterRes | null>;
}

/** Makes the limiters of an app. */
export type Limiters = (options: LimiterOptions) => Limiter;

/** Counts in this process only. */
export const memoryLimiters: Limiters = ({ name, points, duration }) =>
  new RateLimiterMemory({ keyPrefix: name, points, duration });

/** Counts in Redis for all processes of the app; while Redis cannot be reached, each process counts by itself. */
export function redisLimiters(connection: RedisConnection, channel = "liveloom"): Limiters {
  return (options) => {
    const insurance = new RateLimiterMemory(options);
    const limiter = connection.client.then((storeClient) => {
      const keyPrefix = `${channel}:limit:${options.name}`;
      const { points, duration } = options;
      const shared = {
        storeClient,
        useRedisPackage: true,
        rejectIfRedisNotReady: true,
        insuranceLimiter: insurance,
      };
      return new RateLimiterRedis({ ...shared, keyPrefix, points, duration });
    });
    // Without the package `redis` the connection has said so already; here it means that nobody is let through.
    limiter.catch(() => {});
    return {
      consume: async (key, points) => (await limiter).consume(key, points),
      reward: async (key) => (await limiter).reward(key),
      get: async (key) => (await limiter).get(key),
      async delete(key) {
        const { isReady } = await connection.client;
        return await (isReady ? await limiter : insurance).delete(key);
      },
    };
  };
}
