import { setTimeout as sleep } from "node:timers/promises";
import type { Accounts } from "../auth/accounts.ts";
import { messageOf } from "../errors.ts";
import { RedisPubSub } from "../pubsub/redis.ts";
import { RedisConnection } from "../pubsub/redis-connection.ts";
import type { Io } from "./io.ts";

/** How long to wait for Redis, in milliseconds. */
const patience = 5_000;

/**
 * Runs something whose changes the app's open pages have to know at once. Without Redis they notice within 30 seconds.
 * @param redis the address of the app's Redis, if it has one
 */
export async function toldPages<Result>(
  auth: Accounts,
  { io, redis }: { io: Io; redis: string | undefined },
  work: () => Promise<Result>,
): Promise<Result> {
  if (!redis) return await work();
  const onError = (error: unknown) => io.err(`Redis: ${messageOf(error)}`);
  const connection = new RedisConnection(redis, onError);
  const pubsub = new RedisPubSub(connection, { onError });
  try {
    if (await isReady(connection)) auth.announceOver(pubsub);
    else io.err("Redis cannot be reached: open pages will notice what changes within 30 seconds.");
    return await work();
  } finally {
    await pubsub.close();
  }
}

async function isReady(connection: RedisConnection): Promise<boolean> {
  const client = await connection.client;
  for (const end = Date.now() + patience; !client.isReady && Date.now() < end; ) await sleep(20);
  return client.isReady;
}
