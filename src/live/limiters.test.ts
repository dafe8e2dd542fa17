import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, inject, test, vi } from "vitest";
import { RedisConnection } from "../pubsub/redis-connection.ts";
import { type Limiters, memoryLimiters, redisLimiters } from "./limiters.ts";

const connections: RedisConnection[] = [];

afterEach(async () => {
  await Promise.all(connections.splice(0).map((connection) => connection.close()));
});

function connect(address: string, onError: (error: unknown) => void = () => {}): RedisConnection {
  const connection = new RedisConnection(address, onError);
  connections.push(connection);
  return connection;
}

async function ready(address: string): Promise<RedisConnection> {
  const connection = connect(address);
  const client = await connection.client;
  await vi.waitFor(() => expect(client.isReady).toBe(true));
  return connection;
}

const newName = () => `test:${randomUUID()}`;

describe.each<[string, () => Promise<Limiters>]>([
  ["memory", async () => memoryLimiters],
  ["Redis", async () => redisLimiters(await ready(inject("redis")))],
  ["Redis that cannot be reached", async () => redisLimiters(connect("redis://127.0.0.1:1"))],
])("limiters over %s", (_, create) => {
  test("let as many through as they say, each key by itself", async () => {
    const limiter = (await create())({ name: newName(), points: 2, duration: 60 });
    await limiter.consume("a");
    await limiter.consume("a");
    await expect(limiter.consume("a")).rejects.toMatchObject({ remainingPoints: 0, consumedPoints: 3 });
    await limiter.consume("b");
    expect(await limiter.get("b")).toMatchObject({ consumedPoints: 1 });
  });

  test("start anew for a key that is forgotten", async () => {
    const limiter = (await create())({ name: newName(), points: 1, duration: 60 });
    await limiter.consume("a");
    await limiter.delete("a");
    await limiter.consume("a");
    expect(await limiter.get("b")).toBe(null);
  });

  test("keep limits of different names apart", async () => {
    const limiters = await create();
    const options = { points: 1, duration: 60 };
    await limiters({ name: newName(), ...options }).consume("a");
    await limiters({ name: newName(), ...options }).consume("a");
  });
});

test("processes count together over Redis", async () => {
  const options = { name: newName(), points: 2, duration: 60 };
  const [one, other] = [await ready(inject("redis")), await ready(inject("redis"))];
  await redisLimiters(one)(options).consume("a");
  await redisLimiters(other)(options).consume("a");
  await expect(redisLimiters(one)(options).consume("a")).rejects.toMatchObject({ consumedPoints: 3 });
});
