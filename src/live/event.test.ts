import { describe, expect, test } from "vitest";
import { z } from "zod";
import { attributeText } from "../template/attribute-source.ts";
import { event, LiveEvent } from "./event.ts";

const body = () => undefined;

describe("event", () => {
  test("takes a body alone", () => {
    const made = event(body);
    expect(made).toBeInstanceOf(LiveEvent);
    expect(made).toMatchObject({ params: undefined, access: [], rateLimit: undefined, body });
  });

  test("keeps its options", () => {
    const options = { params: z.object({ id: z.number() }), rateLimit: { calls: 5, perSeconds: 60 } };
    expect(event(options, body)).toMatchObject({ ...options, access: [], body });
  });

  test.each([
    ["one permission", "teams.manage_team_members", ["teams.manage_team_members"]],
    [
      "several permissions",
      ["teams.manage_team_members", "board.post_note"],
      ["teams.manage_team_members", "board.post_note"],
    ],
  ] as const)("takes %s", (_, permission, permissions) => {
    expect(event({ permission }, body).access.flatMap((rule) => rule.permissions)).toEqual(permissions);
  });

  test("refuses an empty list of permissions, which would let everybody in", () => {
    // @ts-expect-error the compiler refuses it too
    expect(() => event({ permission: [] }, body)).toThrow("LV-PERMISSION-EMPTY");
  });

  test("renders as its name", () => {
    const made = event(body);
    made.name = "save";
    expect(made[attributeText]()).toBe("save");
  });

  test.each([
    [{ debounce: 300 }, "save debounce:300"],
    [{ debounce: "blur" as const }, "save debounce:blur"],
    [{ throttle: 0 }, "save throttle:0"],
    [{ debounce: 1, throttle: 2 }, "save debounce:1 throttle:2"],
  ])("tells the browser its pace: %o", (options, text) => {
    const made = event(options, body);
    made.name = "save";
    expect(made[attributeText]()).toBe(text);
  });

  test.each([-1, 0.5, Number.NaN, 600_001, Number.POSITIVE_INFINITY])("refuses a pace of %s", (throttle) => {
    expect(() => event({ throttle }, body)).toThrow("LV-EVENT-PACE: The throttle of an event");
  });

  test("does not render before it has a name", () => {
    expect(() => event(body)[attributeText]()).toThrow("LV-EVENT-UNNAMED");
  });
});
