import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Mail } from "./mail.ts";
import { MailQueue } from "./mail-queue.ts";
import { Mailbox } from "./mailbox.ts";

const mailTo = (to: string): Mail => ({ to, subject: "Hello", text: "How are you?" });

let mailbox: Mailbox;
let reported: string[];
let queue: MailQueue;

beforeEach(() => {
  vi.useFakeTimers();
  mailbox = new Mailbox();
  reported = [];
  queue = new MailQueue({ transport: mailbox, report: (error) => void reported.push(String(error)) });
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const receivers = () => mailbox.mails.map(({ to }) => to);

/** The transport fails so many times. */
function failFor(times: number) {
  const spy = vi.spyOn(mailbox, "send");
  for (let time = 0; time < times; time++) spy.mockRejectedValueOnce(new Error("no such server"));
  return spy;
}

test("mails are sent after whoever asks has gone on", async () => {
  queue.add(() => [mailTo("ada@example.com"), mailTo("eve@example.com")]);
  expect(receivers()).toEqual([]);
  await queue.settled();
  expect(receivers()).toEqual(["ada@example.com", "eve@example.com"]);
});

test("what to send may take its time, and fail without harm to others", async () => {
  queue.add(async () => Promise.reject(new Error("the database is away")));
  queue.add(async () => [mailTo("ada@example.com")]);
  await queue.settled();
  expect([receivers(), reported]).toEqual([["ada@example.com"], ["Error: the database is away"]]);
});

describe("a mail that cannot be sent", () => {
  test("is tried again", async () => {
    failFor(2);
    queue.add(() => [mailTo("ada@example.com")]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(receivers()).toEqual([]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect([receivers(), reported]).toEqual([["ada@example.com"], []]);
  });

  test("keeps no other from being sent", async () => {
    failFor(1);
    queue.add(() => [mailTo("ada@example.com"), mailTo("eve@example.com")]);
    await queue.settled();
    expect(receivers()).toEqual(["eve@example.com"]);
  });

  test("is reported after the fourth try, without its text", async () => {
    const send = failFor(9);
    queue.add(() => [mailTo("ada@example.com")]);
    await vi.advanceTimersByTimeAsync(1_000_000);
    expect(send).toHaveBeenCalledTimes(4);
    expect(reported).toEqual(["LiveloomError: LV-MAIL-LOST: A mail was not sent: Error: no such server"]);
  });

  test("is not tried again after the app was closed", async () => {
    const send = failFor(1);
    queue.add(() => [mailTo("ada@example.com")]);
    await queue.settled();
    await queue.close();
    await vi.advanceTimersByTimeAsync(1_000_000);
    expect(send).toHaveBeenCalledTimes(1);
    expect(reported).toHaveLength(1);
  });
});

test("more than a thousand that wait are reported and lost", async () => {
  for (let number = 0; number < 1_010; number++) queue.add(() => []);
  await queue.settled();
  expect(new Set(reported)).toEqual(
    new Set(["LiveloomError: LV-MAIL-LOST: A mail was not sent: 1000 wait already"]),
  );
});

test("closing waits for what is under way", async () => {
  queue.add(async () => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    return [mailTo("ada@example.com")];
  });
  const closed = queue.close();
  await vi.advanceTimersByTimeAsync(100);
  await closed;
  expect(receivers()).toEqual(["ada@example.com"]);
});

test("a mailbox keeps the last hundred", async () => {
  for (let number = 0; number < 101; number++) await mailbox.send(mailTo(`${number}@example.com`));
  expect([mailbox.mails.length, receivers()[0]]).toEqual([100, "1@example.com"]);
});
