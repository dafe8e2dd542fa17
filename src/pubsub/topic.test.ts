import { describe, expect, test } from "vitest";
import { topic, topicName } from "./topic.ts";

describe("a topic", () => {
  test("has its name", () => {
    expect(topicName(topic("room"))).toBe(topicName("room"));
  });

  test.each([
    [7, "room:7"],
    ["a b/ä", "room:a b/ä"],
    ["1:admin", "room:1%3Aadmin"],
    ["1%3Aadmin", "room:1%253Aadmin"],
  ])("for the key %s is one of its own", (key, name) => {
    expect(topic("room").for(key).name).toBe(name);
  });

  test("for two keys is not for one that looks like them", () => {
    expect(topic("room").for(1).for("admin").name).not.toBe(topic("room").for("1:admin").name);
  });
});
