import { expect, test, vi } from "vitest";
import { LiveloomError, NotFound, PermissionDenied, RateLimited } from "../errors.ts";
import { type AuditNote, audited } from "./audit.ts";
import { PageRefused } from "./gate.ts";

const object = { type: "payout", id: 12 };
const actor = { user: { id: 7, username: "ada" } };

function prepare(record = async (_: AuditNote) => {}) {
  const notes: AuditNote[] = [];
  const report = vi.fn();
  const trail = {
    record: async (note: AuditNote) => {
      await record(note);
      notes.push(note);
    },
  };
  return { notes, report, about: { action: "shop.pay", object, actor: () => actor, trail, report } };
}

test("what was done is written down, and gives what it gives", async () => {
  const { about, notes } = prepare();
  expect(await audited(about, async () => 5)).toBe(5);
  expect(notes).toEqual([{ action: "shop.pay", outcome: "allowed", actor, object }]);
});

test.each([
  [new PermissionDenied(), "denied", "LV-PERMISSION-DENIED"],
  [new NotFound(), "denied", "LV-NOT-FOUND"],
  [new RateLimited(), "denied", "LV-RATE-LIMITED"],
  [new PageRefused("", { cause: new PermissionDenied() }), "denied", "LV-PERMISSION-DENIED"],
  [new LiveloomError("LV-BUSY"), "failed", "LV-BUSY"],
  [new TypeError("The password is hunter2"), "failed", "TypeError"],
  ["a text", "failed", "something was thrown"],
])("what throws %s is written down as %s, without its words", async (error, outcome, reason) => {
  const { about, notes } = prepare();
  const work = async () => {
    throw error;
  };
  await expect(audited(about, work)).rejects.toBe(error);
  expect(notes).toEqual([{ action: "shop.pay", outcome, actor, object, details: { reason } }]);
});

const full = new Error("The disk is full");
const failing = async () => {
  throw full;
};

test("what cannot be written down has failed", async () => {
  const { about } = prepare(failing);
  await expect(audited(about, () => "done")).rejects.toBe(full);
});

test("a refusal that cannot be written down is a refusal still, and the log tells of it", async () => {
  const { about, report } = prepare(failing);
  const work = () => {
    throw new PermissionDenied();
  };
  await expect(audited(about, work)).rejects.toThrow(PermissionDenied);
  expect(report).toHaveBeenCalledExactlyOnceWith(full);
});

test("nothing is done where nothing can be written down", async () => {
  const work = vi.fn();
  const { about } = prepare();
  await expect(audited({ ...about, trail: undefined }, work)).rejects.toThrow("LV-AUDIT-MISSING");
  expect(work).not.toHaveBeenCalled();
});
