// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from "vitest";
import { PendingEvents } from "./pending-events.ts";

let pending: PendingEvents;
const form = document.createElement("form");

beforeEach(() => {
  pending = new PendingEvents({ started() {}, ended() {} });
});

const names = (events: readonly { name: string; sequence: number }[]) =>
  events.map(({ name, sequence }) => `${name} ${sequence}`);

describe("a view that was mounted anew", () => {
  test("hears first what forms say, then what was not sent, in rising numbers", () => {
    pending.add({ name: "save", params: {}, origin: form });
    pending.add({ name: "next", params: {}, origin: undefined });
    const first = [{ name: "profile", params: {}, origin: form }];
    const { resend, lost } = pending.rejoined(-1, first);
    expect(names(resend)).toEqual(["profile 3", "save 4", "next 5"]);
    expect(lost).toBe(0);
  });

  test("loses what was sent to the old one, but for what a form says again", () => {
    for (const name of ["profile", "save"]) {
      const event = pending.add({ name, params: {}, origin: form });
      if (event) event.wasSent = true;
    }
    expect(pending.rejoined(-1, [{ name: "profile", params: {}, origin: form }]).lost).toBe(1);
  });
});

test("a view that was kept hears nothing from forms", () => {
  pending.add({ name: "save", params: {}, origin: form });
  expect(names(pending.rejoined(0, [{ name: "profile", params: {}, origin: form }]).resend)).toEqual([
    "save 1",
  ]);
});

test("an element is marked until the last of its events is answered, and each is known by its name", () => {
  pending.add({ name: "profile", params: {}, origin: form });
  pending.add({ name: "save", params: {}, origin: form });
  expect(pending.answered(1)?.name).toBe("profile");
  expect([pending.has(form), pending.has(form, "profile"), pending.has(form, "save")]).toEqual([
    true,
    false,
    true,
  ]);
  expect(form.hasAttribute("live-pending")).toBe(true);
  pending.answered(2);
  expect(form.hasAttribute("live-pending")).toBe(false);
  expect(pending.answered(2)).toBeUndefined();
});
