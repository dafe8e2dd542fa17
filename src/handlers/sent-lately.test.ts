import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createMemoryPubSub } from "../pubsub/memory.ts";
import type { PubSub } from "../pubsub/pubsub.ts";
import { rememberedTopics, SentLately } from "./sent-lately.ts";

const room = "liveloom:room:a";

let pubsub: PubSub;
let sent: SentLately;

/** Something is sent at this time. */
async function send(time: number, ...topics: readonly string[]): Promise<void> {
  vi.setSystemTime(time);
  for (const topic of topics) pubsub.publish(topic, null);
  await setImmediate();
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000, toFake: ["Date"] });
  pubsub = createMemoryPubSub();
  sent = new SentLately(pubsub);
});

afterEach(() => void vi.useRealTimers());

test("knows what was sent at a time and after, and to whom", async () => {
  await send(2_000, room);
  expect(sent.isAnySince(2_000, ["liveloom:pages", room])).toBe(true);
  expect(sent.isAnySince(2_001, ["liveloom:pages", room])).toBe(false);
  expect(sent.isAnySince(1_500, ["liveloom:pages"])).toBe(false);
});

test("takes it that something was sent before the process began", () => {
  expect([sent.isAnySince(999, []), sent.isAnySince(1_000, [])]).toEqual([true, false]);
});

test("takes it that something was sent before what it has forgotten, and remembers what was sent last", async () => {
  const many = Array.from({ length: rememberedTopics }, (_, index) => String(index));
  await send(2_000, room);
  await send(2_001, "liveloom:room:old");
  await send(2_002, room);
  await send(3_000, ...many.map((name) => `liveloom:room:${name}`));
  expect([sent.isAnySince(2_002, []), sent.isAnySince(2_003, [])]).toEqual([true, false]);
  // Messages of views take no place.
  await send(4_000, ...many.map((name) => `team:${name}`));
  expect([sent.isAnySince(2_003, []), sent.isAnySince(3_000, ["liveloom:room:0"])]).toEqual([false, true]);
});

test("takes it that something was sent when messages of other processes were missed", () => {
  let gap = () => {};
  const onGap = (listener: () => void) => {
    gap = listener;
    return () => {};
  };
  const between = new SentLately({ ...pubsub, onGap });
  vi.setSystemTime(10_000);
  gap();
  // Their clocks may be a little apart.
  expect([between.isAnySince(10_000, []), between.isAnySince(10_250, [])]).toEqual([true, false]);
});

test("takes it that something was sent on a bus that does not tell", () => {
  const { onAny: _onAny, ...silent } = pubsub;
  expect(new SentLately(silent).isAnySince(5_000, [])).toBe(true);
});
