import { expect, test } from "vitest";
import { Mailbox, mailboxLimit } from "./mailbox.ts";

function recorder() {
  const errors: unknown[] = [];
  const done: string[] = [];
  const mailbox = new Mailbox((error) => errors.push(error));
  return { mailbox, errors, done };
}

/** Lets everything run that waits for nothing but its turn. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("runs the first task at once", () => {
  const { mailbox, done } = recorder();
  mailbox.post(() => done.push("a"));
  expect(done).toEqual(["a"]);
});

test("runs tasks in order, each after the one before has finished", async () => {
  const { mailbox, done } = recorder();
  let finish = () => {};
  mailbox.post(async () => {
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    done.push("slow");
  });
  mailbox.post(() => done.push("quick"));
  await settled();
  expect(done).toEqual([]);
  finish();
  await settled();
  expect(done).toEqual(["slow", "quick"]);
});

test("runs a task that a task posts after those that wait already", async () => {
  const { mailbox, done } = recorder();
  mailbox.post(() => {
    mailbox.post(() => done.push("inner"));
    done.push("outer");
  });
  mailbox.post(() => done.push("next"));
  await settled();
  expect(done).toEqual(["outer", "inner", "next"]);
});

test("goes on after a task that throws or rejects", async () => {
  const { mailbox, errors, done } = recorder();
  mailbox.post(() => {
    throw "thrown";
  });
  mailbox.post(() => Promise.reject("rejected"));
  mailbox.post(() => done.push("after"));
  await settled();
  expect({ errors, done }).toEqual({ errors: ["thrown", "rejected"], done: ["after"] });
});

test("refuses a task when too many wait, and takes one again when there is room", async () => {
  const { mailbox, done } = recorder();
  let finish = () => {};
  mailbox.post(
    () =>
      new Promise<void>((resolve) => {
        finish = resolve;
      }),
  );
  for (let count = 0; count < mailboxLimit; count++) mailbox.post(() => done.push("waiting"));
  expect(() => mailbox.post(() => done.push("too many"))).toThrow("LV-BUSY");
  finish();
  await settled();
  mailbox.post(() => done.push("later"));
  expect(done).toEqual([...Array(mailboxLimit).fill("waiting"), "later"]);
});

test("drops what waits when it is closed, and takes nothing more", async () => {
  const { mailbox, done } = recorder();
  mailbox.post(async () => {
    await settled();
    done.push("running");
  });
  mailbox.post(() => done.push("waiting"));
  mailbox.close();
  mailbox.post(() => done.push("late"));
  await settled();
  await settled();
  expect(done).toEqual(["running"]);
});

test("tells who waits for a task when it is done, and what it threw", async () => {
  const { mailbox, errors, done } = recorder();
  await mailbox.run(async () => {
    await settled();
    done.push("a");
  });
  expect(done).toEqual(["a"]);
  await expect(mailbox.run(() => Promise.reject("rejected"))).rejects.toBe("rejected");
  expect(errors).toEqual([]);
});

test("keeps nobody waiting for a task that will not run", async () => {
  const { mailbox, done } = recorder();
  mailbox.post(() => settled());
  const waiting = mailbox.run(async () => void done.push("never"));
  mailbox.close();
  await expect(waiting).rejects.toThrow("LV-BUSY");
  await expect(mailbox.run(async () => void done.push("never"))).rejects.toThrow("LV-BUSY");
  expect(done).toEqual([]);
});

test("a task that has begun is waited for, even if it closes the mailbox", async () => {
  const { mailbox, done } = recorder();
  await mailbox.run(async () => {
    mailbox.close();
    await settled();
    done.push("last");
  });
  expect(done).toEqual(["last"]);
});
