import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Background } from "./background.ts";
import type { TaskTools } from "./tasks.ts";
import { taskLimit } from "./tasks.ts";
import { timerLimits } from "./timers.ts";

/** A view whose turns come at once, unless it is busy. */
const host = {
  isBusy: false,
  inform: vi.fn((work: () => unknown, finished?: () => void) => {
    if (host.isBusy) throw new Error("busy");
    void Promise.resolve(work()).catch(host.report).then(finished);
  }),
  show: vi.fn(),
  report: vi.fn(),
};

let background: Background;

beforeEach(() => {
  vi.useFakeTimers();
  host.isBusy = false;
  background = new Background(host, { isShown: true, isClosed: false });
});

afterEach(() => {
  vi.useRealTimers();
  vi.clearAllMocks();
});

/** Lets tasks begin, which wait for everybody else. */
const turn = () => new Promise<void>((resolve) => void process.nextTick(() => immediate(resolve)));
const immediate = setImmediate;

describe("an interval", () => {
  test("ticks until it is stopped", async () => {
    const tick = vi.fn();
    const stop = background.every(100, tick);
    await vi.advanceTimersByTimeAsync(350);
    expect([tick.mock.calls.length, host.show.mock.calls.length]).toEqual([3, 3]);
    stop();
    stop();
    await vi.advanceTimersByTimeAsync(1000);
    expect(tick).toHaveBeenCalledTimes(3);
    expect([vi.getTimerCount(), background.isRunning]).toEqual([0, false]);
  });

  test("leaves out a tick while the view is busy", async () => {
    const tick = vi.fn();
    background.every(100, tick);
    host.isBusy = true;
    await vi.advanceTimersByTimeAsync(300);
    host.isBusy = false;
    await vi.advanceTimersByTimeAsync(100);
    expect(tick).toHaveBeenCalledTimes(1);
  });

  test("does not pile up while a tick runs", async () => {
    const tick = vi.fn(() => new Promise((resolve) => setTimeout(resolve, 250)));
    background.every(100, tick);
    await vi.advanceTimersByTimeAsync(600);
    expect(tick).toHaveBeenCalledTimes(2);
  });

  test.each([15, 0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31])("of %s ms is refused", (time) => {
    expect(() => background.every(time, () => {})).toThrow("LV-TIMER-TIME");
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("a delay", () => {
  test("happens once", async () => {
    const work = vi.fn();
    background.after(100, work);
    await vi.advanceTimersByTimeAsync(500);
    expect([work.mock.calls.length, vi.getTimerCount(), background.isRunning]).toEqual([1, 0, false]);
  });

  test("waits for a view that is busy", async () => {
    const work = vi.fn();
    background.after(100, work);
    host.isBusy = true;
    await vi.advanceTimersByTimeAsync(150);
    host.isBusy = false;
    await vi.advanceTimersByTimeAsync(100);
    expect(work).toHaveBeenCalledOnce();
  });

  test.each([-1, Number.NaN, 2 ** 31])("of %s ms is refused", (time) => {
    expect(() => background.after(time, () => {})).toThrow("LV-TIMER-TIME");
  });
});

test("nothing begins before a browser shows the view", async () => {
  background = new Background(host, { isShown: false, isClosed: false });
  const work = vi.fn();
  background.every(100, work);
  background.after(10, work);
  background.task(undefined, work);
  await vi.advanceTimersByTimeAsync(1000);
  await turn();
  expect([work.mock.calls.length, vi.getTimerCount()]).toEqual([0, 0]);
  background.shown();
  background.shown();
  await turn();
  await vi.advanceTimersByTimeAsync(100);
  expect(work).toHaveBeenCalledTimes(3);
});

test("a view that is gone leaves nothing behind, and begins nothing", async () => {
  const work = vi.fn(() => new Promise(() => {}));
  background.every(100, work);
  background.after(100, work);
  const task = background.task("a", async ({ show }) => show(() => {}));
  background.resource(work, {}).reload();
  host.isBusy = true;
  await turn();
  background.close();
  expect([vi.getTimerCount(), background.isRunning, task.isRunning]).toEqual([0, false, false]);
  background.every(100, work);
  background.after(100, work);
  background.task("a", work);
  background.resource(work, {}).reload();
  await turn();
  expect([vi.getTimerCount(), background.isRunning]).toEqual([0, false]);
});

test.each([
  ["timers", timerLimits.count, () => void background.every(100, () => {})],
  ["tasks", taskLimit, () => void background.task(undefined, () => new Promise(() => {}))],
])("a view has no more %s than its limit", (what, limit, start) => {
  for (let count = 0; count < limit; count++) start();
  expect(start).toThrow(`LV-BACKGROUND-LIMIT: A view may have ${limit} ${what} at once.`);
});

describe("a task", () => {
  /** Starts a task and returns what it works with. */
  async function begin(name?: string): Promise<TaskTools> {
    return await new Promise((resolve) => {
      background.task(name, async (tools) => {
        resolve(tools);
        await new Promise(() => {});
      });
    });
  }

  test("shows the first change at once, and those that follow soon after together", async () => {
    const { show } = await begin();
    await show(() => {});
    expect(host.show).toHaveBeenCalledTimes(1);
    await show(() => {});
    await show(() => {});
    expect([host.show.mock.calls.length, background.isShowDue]).toEqual([1, true]);
    await vi.advanceTimersByTimeAsync(40);
    expect([host.show.mock.calls.length, background.isShowDue]).toEqual([2, false]);
  });

  test("waits for its turn while the view is busy", async () => {
    const { show } = await begin();
    const change = vi.fn();
    host.isBusy = true;
    const showing = show(change);
    await vi.advanceTimersByTimeAsync(200);
    expect(change).not.toHaveBeenCalled();
    host.isBusy = false;
    await vi.advanceTimersByTimeAsync(50);
    await showing;
    expect(change).toHaveBeenCalledOnce();
  });

  test("that was cancelled changes nothing any more", async () => {
    const { show } = await begin("a");
    const change = vi.fn();
    await begin("a");
    await expect(show(change)).rejects.toMatchObject({ name: "AbortError" });
    expect(change).not.toHaveBeenCalled();
  });

  test("gets what its change throws", async () => {
    const { show } = await begin();
    await expect(show(() => Promise.reject("no"))).rejects.toBe("no");
    expect(host.report).not.toHaveBeenCalled();
  });

  test("that fails after it was cancelled is in the log, unless that is why", async () => {
    for (const failure of ["failed", new DOMException("", "AbortError")]) {
      const task = background.task(undefined, ({ signal }) => {
        task.cancel();
        return signal.aborted && Promise.reject(failure);
      });
      await turn();
    }
    expect(host.report.mock.calls).toEqual([["failed"]]);
  });

  test("that is done is not running", async () => {
    const task = background.task(undefined, () => {});
    expect([task.isRunning, background.isRunning]).toEqual([true, true]);
    await turn();
    await turn();
    expect([task.isRunning, background.isRunning]).toEqual([false, false]);
  });
});
