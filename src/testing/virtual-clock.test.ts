import { expect, test } from "vitest";
import { moveClocks, VirtualClock } from "./virtual-clock.ts";

test("what is due happens in order, however far the clock is moved at once", async () => {
  const [server, browser] = [new VirtualClock(), new VirtualClock()];
  const rung: string[] = [];
  server.start(() => rung.push("tick"), { time: 40, isRepeated: true });
  browser.start(() => rung.push("once"), { time: 50, isRepeated: false });
  await moveClocks(
    () => [server, browser],
    100,
    async () => void rung.push("settled"),
  );
  expect(rung).toEqual(["tick", "settled", "once", "settled", "tick", "settled", "settled"]);
});

test("what was stopped does not happen, even when that was done by what was due at the same time", () => {
  const clock = new VirtualClock();
  const rung: string[] = [];
  clock.start(() => stop(), { time: 10, isRepeated: false });
  const stop = clock.start(() => rung.push("late"), { time: 10, isRepeated: true });
  clock.move(10);
  expect([rung, clock.pause]).toEqual([[], Number.POSITIVE_INFINITY]);
});
