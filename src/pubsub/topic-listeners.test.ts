import { describe, expect, test, vi } from "vitest";
import { TopicListeners } from "./topic-listeners.ts";

describe("TopicListeners", () => {
  test("keeps no topic that nobody listens to", () => {
    const listeners = new TopicListeners(() => {});
    const stops = ["a", "a", "b"].map((topic) => listeners.add(topic, () => {}));
    expect(listeners.topicCount).toBe(2);
    for (const stop of stops) stop();
    expect(listeners.topicCount).toBe(0);
  });

  test("keeps no topic because something was delivered to it", () => {
    const listeners = new TopicListeners(() => {});
    listeners.deliver("a", 1);
    expect(listeners.topicCount).toBe(0);
  });

  test("keeps no topic whose listeners leave during delivery", () => {
    const listeners = new TopicListeners(() => {});
    const stop = listeners.add("a", () => stop());
    listeners.deliver("a", 1);
    expect(listeners.topicCount).toBe(0);
  });

  test("leaves listeners added after clear alone when an earlier one is removed", () => {
    const listeners = new TopicListeners(() => {});
    const stop = listeners.add("a", () => {});
    listeners.clear();
    const later = vi.fn();
    listeners.add("a", later);
    stop();
    listeners.deliver("a", 1);
    expect(later).toHaveBeenCalledOnce();
  });

  test("calls listeners in the order they were added", () => {
    const listeners = new TopicListeners(() => {});
    const heard: number[] = [];
    for (const number of [1, 2, 3]) listeners.add("a", () => heard.push(number));
    listeners.deliver("a", null);
    expect(heard).toEqual([1, 2, 3]);
  });
});
