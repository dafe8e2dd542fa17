import { expect, test } from "vitest";
import { FrameLog, frameLogLimits } from "./frame-log.ts";

test("knows what a page did not get", () => {
  const log = new FrameLog(3);
  log.add("a");
  log.add("b");
  expect([log.since(3), log.since(4), log.since(5)]).toEqual([["a", "b"], ["b"], []]);
});

test("does not know what it never sent, or has given up", () => {
  const log = new FrameLog();
  log.add("a");
  expect(log.since(2)).toBe(undefined);
  log.forget();
  expect([log.since(0), log.since(1)]).toEqual([undefined, []]);
});

test.each([
  ["frames", "x", frameLogLimits.frames],
  ["characters", "x".repeat(1_000), Math.floor(frameLogLimits.characters / 1_000)],
])("keeps as many %s as it may", (_what, frame, limit) => {
  const log = new FrameLog();
  for (let count = 0; count <= limit; count++) log.add(frame);
  expect([log.since(0), log.since(1)?.length]).toEqual([undefined, limit]);
});

test("starts again where the page says it is", () => {
  const log = new FrameLog();
  log.add("a");
  log.restart(7);
  log.add("b");
  expect(log.since(7)).toEqual(["b"]);
});
