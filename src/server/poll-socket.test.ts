import { beforeEach, describe, expect, test, vi } from "vitest";
import { PollSocket } from "./poll-socket.ts";

let socket: PollSocket;

beforeEach(() => {
  socket = new PollSocket();
});

test("says together what is said at one moment", async () => {
  const answer = socket.poll(0, 1_000);
  socket.send("[1]");
  socket.send("[2]");
  expect(await answer).toBe("[0]\n[1]\n[2]");
});

test("keeps frames until the browser says that it has them", async () => {
  for (const frame of ["[1]", "[2]", "[3]"]) socket.send(frame);
  expect(socket.bufferedAmount).toBe(9);
  expect(await socket.poll(0, 0)).toBe("[0]\n[1]\n[2]\n[3]");
  expect(await socket.poll(2, 0)).toBe("[2]\n[3]");
  expect(socket.bufferedAmount).toBe(3);
});

test("is not confused by a poll that comes late, nor by one that claims too much", async () => {
  for (const frame of ["[1]", "[2]"]) socket.send(frame);
  await socket.poll(1, 0);
  expect(await socket.poll(0, 0)).toBe("[1]\n[2]");
  expect(await socket.poll(1e9, 0)).toBe("[2]");
});

test("answers with nothing after the time it may wait", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const answer = socket.poll(0, 1_000);
  vi.advanceTimersByTime(1_000);
  vi.useRealTimers();
  expect(await answer).toBe("[0]");
});

describe("when it is closed", () => {
  test("says what was not read, and why", async () => {
    socket.send("[1]");
    socket.close(4400);
    socket.send("[2]");
    socket.close(1012);
    expect(await socket.poll(0, 1_000)).toBe("[0,4400]\n[1]");
    expect(await socket.poll(1, 1_000)).toBe("[1,4400]");
  });

  test("answers who waits, and tells its listeners once", async () => {
    const listener = vi.fn();
    socket.onClose(listener);
    const answer = socket.poll(0, 1_000);
    socket.close(1012);
    socket.close(1012);
    expect(await answer).toBe("[0,1012]");
    expect(listener).toHaveBeenCalledTimes(1);
  });
});
