import { randomUUID } from "node:crypto";
import { createClient } from "redis";
import { afterEach, describe, expect, inject, test, vi } from "vitest";
import { pubSubContract } from "./pubsub.contract.ts";
import type { PubSub } from "./pubsub.ts";
import { createRedisPubSub, type RedisPubSub, type RedisPubSubOptions } from "./redis.ts";

const opened: { close(): Promise<unknown> }[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});

async function open(options: RedisPubSubOptions = {}): Promise<RedisPubSub> {
  const pubsub = createRedisPubSub(inject("redis"), options);
  opened.push(pubsub);
  await pubsub.connected;
  return pubsub;
}

async function openClient() {
  const client = await createClient({ url: inject("redis") }).connect();
  opened.push(client);
  return client;
}

const newChannel = () => `test:${randomUUID()}`;

pubSubContract("createRedisPubSub", (options) => open({ ...options, channel: newChannel() }));

/** Publishes in one process and listens in another. */
async function acrossProcesses(options: RedisPubSubOptions): Promise<PubSub> {
  const channel = newChannel();
  const [sender, receiver] = [await open({ ...options, channel }), await open({ ...options, channel })];
  return {
    publish: (topic, message) => sender.publish(topic, message),
    subscribe: (topic, listener) => receiver.subscribe(topic, listener),
    onAny: (listener) => receiver.onAny(listener),
    close: async () => void (await Promise.all([sender.close(), receiver.close()])),
  };
}

pubSubContract("createRedisPubSub between two processes", acrossProcesses);

describe("createRedisPubSub", () => {
  test("delivers to its own process once, before Redis has answered", async () => {
    const pubsub = await open({ channel: newChannel() });
    const listener = vi.fn();
    pubsub.subscribe("room", listener);
    pubsub.publish("room", 1);
    await Promise.resolve();
    expect(listener).toHaveBeenCalledOnce();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(listener).toHaveBeenCalledOnce();
  });

  test("keeps apps with different channels apart", async () => {
    const [one, other] = [await open({ channel: newChannel() }), await open({ channel: newChannel() })];
    const listener = vi.fn();
    other.subscribe("room", listener);
    one.publish("room", 1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(listener).not.toHaveBeenCalled();
  });

  test.each([
    ["no JSON", "{", "it is not JSON"],
    ["no list", "{}", "it is no list of three"],
    ["too short", '["a","b"]', "it is no list of three"],
    ["no topic", '["a",1,2]', "it has no sender or no topic"],
    ["too deep", `["a","room",${"[".repeat(40)}${"]".repeat(40)}]`, "LV-PUBSUB-MESSAGE"],
  ])("reports and drops what is no message: %s", async (_, text, reason) => {
    const channel = newChannel();
    const onError = vi.fn();
    const pubsub = await open({ channel, onError });
    const listener = vi.fn();
    pubsub.subscribe("room", listener);
    const client = await openClient();
    await client.publish(channel, text);
    await client.publish(channel, '["somebody","room","fine"]');
    await vi.waitFor(() => expect(listener.mock.calls).toEqual([["fine", "room"]]));
    expect(onError.mock.calls).toEqual([
      [expect.objectContaining({ message: expect.stringContaining(reason) })],
    ]);
  });

  test("goes on after its connections were lost, and says that there may be a gap", async () => {
    const channel = newChannel();
    const [sender, receiver] = [
      await open({ channel, onError: () => {} }),
      await open({ channel, onError: () => {} }),
    ];
    const [listener, gap] = [vi.fn(), vi.fn()];
    receiver.subscribe("room", listener);
    receiver.onGap(gap);
    const client = await openClient();
    await client.sendCommand(["CLIENT", "KILL", "TYPE", "pubsub"]);
    await vi.waitFor(() => expect(gap).toHaveBeenCalled(), 5_000);
    sender.publish("room", "again");
    await vi.waitFor(() => expect(listener.mock.calls).toEqual([["again", "room"]]), 5_000);
  });

  test("keeps a client that it was given open", async () => {
    const client = await openClient();
    const pubsub = createRedisPubSub(client, { channel: newChannel() });
    await pubsub.connected;
    await pubsub.close();
    expect(await client.ping()).toBe("PONG");
  });

  test("serves its own process while there is no Redis, and says once what is wrong", async () => {
    const onError = vi.fn();
    const pubsub = createRedisPubSub("redis://127.0.0.1:1", { onError });
    opened.push(pubsub);
    const listener = vi.fn();
    pubsub.subscribe("room", listener);
    pubsub.publish("room", 1);
    await vi.waitFor(() => expect(onError).toHaveBeenCalled());
    expect(listener).toHaveBeenCalledOnce();
  });
});
