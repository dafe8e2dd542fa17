import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Abortable, isThenable, withDeadline } from "./deadline.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const never = () => new Promise<never>(() => {});

function wait<Result>(work: PromiseLike<Result>, limit = 100) {
  const report = vi.fn();
  const run = new Abortable();
  return { result: withDeadline(work, run, { limit, what: "Page, save", report }), report, run };
}

describe("withDeadline", () => {
  test("gives back what the work does, and leaves no timer", async () => {
    await expect(wait(Promise.resolve(1)).result).resolves.toBe(1);
    await expect(wait(Promise.reject("no")).result).rejects.toBe("no");
    expect(vi.getTimerCount()).toBe(0);
  });

  test("gives up after the limit, and calls the work off", async () => {
    const { result, run } = wait(never());
    const { signal } = run;
    vi.advanceTimersByTime(99);
    expect(signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    await expect(result).rejects.toMatchObject({
      code: "LV-TIMEOUT",
      sentence: "Page, save took longer than 100 ms and was given up.",
    });
    expect(signal.reason).toMatchObject({ code: "LV-TIMEOUT" });
  });

  test.each([Number.POSITIVE_INFINITY, 2 ** 31, Number.NaN])("has no limit with %s", (limit) => {
    wait(never(), limit);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("reports what the work throws later, unless it is the signal's own", async () => {
    const late = async (error: (run: Abortable) => unknown) => {
      const { promise, reject } = deferred();
      const { result, report, run } = wait(promise);
      vi.advanceTimersByTime(100);
      await expect(result).rejects.toThrow();
      reject(error(run));
      await vi.advanceTimersByTimeAsync(0);
      return report.mock.calls;
    };
    const error = new Error("late");
    expect(await late(() => error)).toEqual([[error, "Page, save, after it had been given up"]]);
    expect(await late(({ signal }) => signal.reason)).toEqual([]);
    expect(await late(() => new DOMException("", "AbortError"))).toEqual([]);
  });
});

describe("a run's signal", () => {
  test("is aborted when it is asked for after the run was called off", () => {
    const run = new Abortable();
    run.abort(new Error("first"));
    run.abort(new Error("second"));
    expect(run.signal.aborted).toBe(true);
    expect(run.signal.reason).toEqual(new Error("first"));
  });
});

test.each([
  [Promise.resolve(), true],
  [{}, false],
  [null, false],
  ["then", false],
  [undefined, false],
])("%o is a promise: %s", (value, expected) => {
  expect(isThenable(value)).toBe(expected);
});

function deferred() {
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<never>((_, no) => {
    reject = no;
  });
  return { promise, reject };
}
