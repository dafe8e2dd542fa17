import { describe, expect, test, vi } from "vitest";
import { createMemoryPubSub } from "./memory.ts";
import { pubSubContract } from "./pubsub.contract.ts";

pubSubContract("createMemoryPubSub", createMemoryPubSub);

describe("createMemoryPubSub", () => {
  test("delivers in the next microtask", async () => {
    const pubsub = createMemoryPubSub();
    const listener = vi.fn();
    pubsub.subscribe("room", listener);
    pubsub.publish("room", 1);
    await Promise.resolve();
    expect(listener).toHaveBeenCalledOnce();
  });

  test("delivers all that was published together in one microtask", async () => {
    const schedule = vi.spyOn(globalThis, "queueMicrotask");
    const pubsub = createMemoryPubSub();
    const listener = vi.fn();
    pubsub.subscribe("room", listener);
    for (let index = 0; index < 100; index += 1) pubsub.publish("room", index);
    await Promise.resolve();
    expect(listener).toHaveBeenCalledTimes(100);
    expect(schedule).toHaveBeenCalledOnce();
    schedule.mockRestore();
  });

  test("hands the published object itself to every listener", async () => {
    const pubsub = createMemoryPubSub();
    const heard: unknown[] = [];
    const message = { text: "hello" };
    for (let index = 0; index < 10_000; index += 1) pubsub.subscribe("room", (got) => heard.push(got));
    pubsub.publish("room", message);
    await Promise.resolve();
    expect(heard).toHaveLength(10_000);
    expect(heard.every((got) => got === message)).toBe(true);
  });

  test("writes what listeners throw to the console unless told otherwise", async () => {
    const write = vi.spyOn(console, "error").mockImplementation(() => {});
    const pubsub = createMemoryPubSub();
    const failure = new Error("listener failed");
    pubsub.subscribe("room", () => {
      throw failure;
    });
    pubsub.publish("room", 1);
    await Promise.resolve();
    expect(write.mock.calls).toEqual([[failure]]);
    write.mockRestore();
  });

  test("lets others have their turn when every message is answered by one", async () => {
    const pubsub = createMemoryPubSub();
    const listener = vi.fn(() => pubsub.publish("room", "again"));
    const stop = pubsub.subscribe("room", listener);
    pubsub.publish("room", "once");
    await new Promise((resolve) => setTimeout(resolve, 1));
    const delivered = listener.mock.calls.length;
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(listener.mock.calls.length).toBeGreaterThan(delivered);
    stop();
  });
});
