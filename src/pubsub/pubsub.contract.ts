import { afterEach, describe, expect, test, vi } from "vitest";
import type { PubSub } from "./pubsub.ts";

/** Makes an empty bus whose listeners' errors go to `onError`. */
export type PubSubFactory = (options: { onError: (error: unknown) => void }) => PubSub | Promise<PubSub>;

/** What every {@link PubSub} does. Call it from the tests of each implementation. */
export function pubSubContract(name: string, create: PubSubFactory): void {
  describe(`${name} as a PubSub`, () => {
    const opened: PubSub[] = [];

    async function open(onError: (error: unknown) => void = () => {}): Promise<PubSub> {
      const pubsub = await create({ onError });
      opened.push(pubsub);
      return pubsub;
    }

    afterEach(async () => {
      await Promise.all(opened.splice(0).map((pubsub) => pubsub.close()));
    });

    test("delivers a message with its topic to every listener of the topic", async () => {
      const pubsub = await open();
      const [one, two] = [vi.fn(), vi.fn()];
      pubsub.subscribe("room", one);
      pubsub.subscribe("room", two);
      pubsub.publish("room", { text: "hello", tags: ["a", null, 1.5, true] });
      await delivered(pubsub);
      for (const listener of [one, two]) {
        expect(listener.mock.calls).toEqual([[{ text: "hello", tags: ["a", null, 1.5, true] }, "room"]]);
      }
    });

    test("tells of every topic's messages before those who listen to it, until told to stop", async () => {
      const pubsub = await open();
      const seen: string[] = [];
      const stop = pubsub.onAny?.((topic) => void (topic.startsWith("contract:") || seen.push(topic)));
      pubsub.subscribe("room", () => seen.push("listener"));
      pubsub.publish("room", 1);
      pubsub.publish("empty", 1);
      await delivered(pubsub);
      stop?.();
      pubsub.publish("later", 1);
      await delivered(pubsub);
      expect(seen).toEqual(["room", "listener", "empty"]);
    });

    test("delivers nothing of other topics", async () => {
      const pubsub = await open();
      const listener = vi.fn();
      pubsub.subscribe("room:1", listener);
      for (const topic of ["room", "room:10", "ROOM:1", "room:*", ""]) pubsub.publish(topic, 1);
      await delivered(pubsub);
      expect(listener).not.toHaveBeenCalled();
    });

    test("takes any text as a topic", async () => {
      const pubsub = await open();
      const heard: string[] = [];
      const topics = ["", " ", "__proto__", "constructor", "a*b?[c]", "é\n"];
      for (const topic of topics) pubsub.subscribe(topic, (_, from) => heard.push(from));
      for (const topic of topics) pubsub.publish(topic, null);
      await delivered(pubsub);
      expect(heard).toEqual(topics);
    });

    test("delivers after publish has returned", async () => {
      const pubsub = await open();
      const listener = vi.fn();
      pubsub.subscribe("room", listener);
      pubsub.publish("room", 1);
      expect(listener).not.toHaveBeenCalled();
      await delivered(pubsub);
      expect(listener).toHaveBeenCalledOnce();
    });

    test("keeps the order of publishing across topics", async () => {
      const pubsub = await open();
      const heard: unknown[] = [];
      for (const topic of ["a", "b"]) pubsub.subscribe(topic, (message) => heard.push(message));
      for (let index = 0; index < 100; index += 1) pubsub.publish(index % 3 === 0 ? "a" : "b", index);
      await delivered(pubsub);
      expect(heard).toEqual(Array.from({ length: 100 }, (_, index) => index));
    });

    test("delivers what a listener publishes after what was published before", async () => {
      const pubsub = await open();
      const heard: unknown[] = [];
      pubsub.subscribe("room", (message) => {
        heard.push(message);
        if (message === 1) pubsub.publish("room", 3);
      });
      pubsub.publish("room", 1);
      pubsub.publish("room", 2);
      await vi.waitFor(() => expect(heard).toEqual([1, 2, 3]));
    });

    test("delivers to somebody who subscribed between publishing and delivery", async () => {
      const pubsub = await open();
      const listener = vi.fn();
      pubsub.publish("room", 1);
      pubsub.subscribe("room", listener);
      await delivered(pubsub);
      expect(listener).toHaveBeenCalledOnce();
    });

    test("delivers nothing to somebody who left between publishing and delivery", async () => {
      const pubsub = await open();
      const listener = vi.fn();
      const stop = pubsub.subscribe("room", listener);
      pubsub.publish("room", 1);
      stop();
      await delivered(pubsub);
      expect(listener).not.toHaveBeenCalled();
    });

    test("does not deliver a message to who subscribes while it is delivered", async () => {
      const pubsub = await open();
      const late = vi.fn();
      pubsub.subscribe("room", () => pubsub.subscribe("room", late));
      pubsub.publish("room", 1);
      await delivered(pubsub);
      expect(late).not.toHaveBeenCalled();
    });

    test("does not deliver a message to who is unsubscribed while it is delivered", async () => {
      const pubsub = await open();
      const second = vi.fn();
      pubsub.subscribe("room", () => stop());
      const stop = pubsub.subscribe("room", second);
      pubsub.publish("room", 1);
      await delivered(pubsub);
      expect(second).not.toHaveBeenCalled();
    });

    test("goes on after a listener has left in the middle", async () => {
      const pubsub = await open();
      const heard: string[] = [];
      const stop = pubsub.subscribe("room", () => {
        heard.push("leaver");
        stop();
      });
      pubsub.subscribe("room", () => heard.push("stayer"));
      pubsub.publish("room", 1);
      pubsub.publish("room", 2);
      await delivered(pubsub);
      expect(heard).toEqual(["leaver", "stayer", "stayer"]);
    });

    test("keeps two subscriptions of one function apart", async () => {
      const pubsub = await open();
      const listener = vi.fn();
      const stop = pubsub.subscribe("room", listener);
      pubsub.subscribe("room", listener);
      pubsub.publish("room", 1);
      await delivered(pubsub);
      stop();
      stop();
      pubsub.publish("room", 2);
      await delivered(pubsub);
      expect(listener.mock.calls.map(([message]) => message)).toEqual([1, 1, 2]);
    });

    test("does not end a later subscription when an earlier one is ended twice", async () => {
      const pubsub = await open();
      const listener = vi.fn();
      const stop = pubsub.subscribe("room", () => {});
      stop();
      pubsub.subscribe("room", listener);
      stop();
      pubsub.publish("room", 1);
      await delivered(pubsub);
      expect(listener).toHaveBeenCalledOnce();
    });

    test("reports what a listener throws and delivers to the others", async () => {
      const errors: unknown[] = [];
      const pubsub = await open((error) => errors.push(error));
      const failure = new Error("listener failed");
      const other = vi.fn();
      pubsub.subscribe("room", () => {
        throw failure;
      });
      pubsub.subscribe("room", other);
      pubsub.publish("room", 1);
      pubsub.publish("room", 2);
      await delivered(pubsub);
      expect(other).toHaveBeenCalledTimes(2);
      expect(errors).toEqual([failure, failure]);
    });

    test.each([
      ["undefined", undefined],
      ["a date", new Date(0)],
      ["a map", { members: new Map() }],
      ["a bigint", [1n]],
      ["a function", { call: () => {} }],
      ["a number that is none", Number.NaN],
    ])("refuses to publish %s", async (_, message) => {
      const pubsub = await open();
      const listener = vi.fn();
      pubsub.subscribe("room", listener);
      expect(() => pubsub.publish("room", message)).toThrow("LV-PUBSUB-MESSAGE");
      await delivered(pubsub);
      expect(listener).not.toHaveBeenCalled();
    });

    test("drops what is not delivered yet when it is closed", async () => {
      const pubsub = await open();
      const listener = vi.fn();
      pubsub.subscribe("room", listener);
      pubsub.publish("room", 1);
      await pubsub.close();
      await pause();
      expect(listener).not.toHaveBeenCalled();
    });

    test("stops in the middle when a listener closes it", async () => {
      const pubsub = await open();
      const [second, first] = [vi.fn(), vi.fn(() => void pubsub.close())];
      pubsub.subscribe("room", first);
      pubsub.subscribe("room", second);
      pubsub.publish("room", 1);
      pubsub.publish("room", 2);
      await vi.waitFor(() => expect(first).toHaveBeenCalled());
      await pause();
      expect(first).toHaveBeenCalledOnce();
      expect(second).not.toHaveBeenCalled();
    });

    test("does nothing any more once it is closed, and may be closed again", async () => {
      const pubsub = await open();
      const listener = vi.fn();
      const stop = pubsub.subscribe("room", listener);
      await pubsub.close();
      await pubsub.close();
      pubsub.subscribe("room", listener);
      pubsub.publish("room", 1);
      stop();
      await pause();
      expect(listener).not.toHaveBeenCalled();
    });
  });
}

/** Resolves once everything that was published before has been delivered; messages keep their order. */
function delivered(pubsub: PubSub): Promise<void> {
  return new Promise((resolve) => {
    const stop = pubsub.subscribe("contract:delivered", () => {
      stop();
      resolve();
    });
    pubsub.publish("contract:delivered", null);
  });
}

/** Time in which a message would have arrived, for a bus that cannot be asked any more. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}
