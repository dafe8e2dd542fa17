import { randomUUID } from "node:crypto";
import { describe, expect, inject, onTestFinished, test, vi } from "vitest";
import { LiveloomError, RateLimited } from "../../errors.ts";
import { type Limiters, memoryLimiters, redisLimiters } from "../../live/limiters.ts";
import { RedisConnection } from "../../pubsub/redis-connection.ts";
import { accountDigest } from "./known-browsers.ts";
import { type Origin, Throttle } from "./throttle.ts";
import type { ThrottleLimits } from "./throttle-limits.ts";
import { WaitingRoom } from "./waiting-room.ts";

/** Nobody waits, but it is noted how long they would have. */
class NotedWaits extends WaitingRoom {
  readonly waits: number[] = [];

  override async wait(delay: number): Promise<void> {
    this.waits.push(delay);
  }
}

function prepare(limits: Partial<ThrottleLimits> = {}) {
  const room = new NotedWaits();
  return { throttle: new Throttle(limits, room), waits: room.waits };
}

const wrong = async () => false;
const right = async () => true;
const home = { address: "198.51.100.7" };
const elsewhere = { address: "203.0.113.9" };
const known = (username: string) => ({
  ...home,
  browser: { id: "hers", accounts: [accountDigest(username)] },
});

/** "no" for a wrong password, "wait" for one that was not looked at. */
async function guess(throttle: Throttle, username: string, origin: Origin = home, check = wrong) {
  try {
    return (await throttle.login(username, origin, check)) ? "in" : "no";
  } catch (error) {
    if (!(error instanceof RateLimited)) throw error;
    return "wait";
  }
}

async function guesses(count: number, throttle: Throttle, username = "ada", origin: Origin = home) {
  const results: string[] = [];
  for (let number = 0; number < count; number++) results.push(await guess(throttle, username, origin));
  return results;
}

describe("guessing a password", () => {
  test("takes longer and longer, and then has an end", async () => {
    const { throttle, waits } = prepare();
    expect(await guesses(12, throttle)).toEqual([...Array(10).fill("no"), "wait", "wait"]);
    expect(waits).toEqual([0, 0, 0, 0, 0, 1000, 2000, 4000, 8000, 8000]);
  });

  test("is refused with the time after which it makes sense again", async () => {
    const { throttle } = prepare({ login: { free: 1, most: 1, within: 90_000 } });
    await guess(throttle, "ada");
    const refusal = await throttle.login("ada", home, right).catch((error) => error);
    expect(refusal.retryAfter).toBeGreaterThan(80_000);
    expect(refusal.retryAfter).toBeLessThanOrEqual(90_000);
  });

  test("gains nothing by guessing at once", async () => {
    const { throttle } = prepare();
    const check = vi.fn(wrong);
    await Promise.all(Array.from({ length: 100 }, () => guess(throttle, "ada", home, check)));
    expect(check).toHaveBeenCalledTimes(10);
  });

  test("gains nothing by another spelling of the name, or another address in the same network", async () => {
    const { throttle } = prepare();
    for (let count = 0; count < 5; count++) {
      await guess(throttle, "ADA", { address: `2001:db8:1:2::${count}` });
      await guess(throttle, "ａｄａ", { address: `2001:db8:1:2:ffff::${count}` });
    }
    expect(await guess(throttle, "ada", { address: "2001:db8:1:2::99" })).toBe("wait");
  });

  test("is the same for names that nobody has", async () => {
    const [one, other] = [prepare(), prepare()];
    expect(await guesses(12, one.throttle, "ada")).toEqual(
      await guesses(12, other.throttle, "x\0".repeat(9_999)),
    );
    expect(one.waits).toEqual(other.waits);
  });

  test("of many accounts from one network has an end, too", async () => {
    const { throttle, waits } = prepare();
    const results: string[] = [];
    for (let number = 0; number < 160; number++) results.push(await guess(throttle, `user${number}`));
    expect(results.indexOf("wait")).toBe(150);
    expect(waits.indexOf(1000)).toBe(100);
  });

  test("of one account from many networks gets slow", async () => {
    const { throttle, waits } = prepare();
    for (let number = 0; number < 30; number++)
      await guess(throttle, "ada", { address: `203.0.113.${number}` });
    expect(waits.slice(18, 26)).toEqual([0, 0, 1000, 2000, 4000, 8000, 8000, 8000]);
  });

  test("is not forgotten for the network when one's own password is given in between", async () => {
    const { throttle } = prepare();
    for (let number = 0; number < 150; number++) {
      await guess(throttle, `user${number}`);
      await guess(throttle, "eve", home, right);
    }
    expect(await guess(throttle, "user151")).toBe("wait");
  });
});

describe("nobody keeps somebody else out", () => {
  test("of their account, guessing from elsewhere", async () => {
    const { throttle } = prepare();
    await guesses(200, throttle, "ada", elsewhere);
    expect(await guess(throttle, "ada", home, right)).toBe("in");
  });

  test("guessing from many networks: somebody waits for seconds at most", async () => {
    const { throttle, waits } = prepare();
    for (let number = 0; number < 200; number++)
      await guess(throttle, "ada", { address: `203.0.113.${number}` });
    expect(await guess(throttle, "ada", home, right)).toBe("in");
    expect(Math.max(...waits)).toBe(8000);
  });

  test("of a browser they have used, guessing beside them", async () => {
    const { throttle, waits } = prepare();
    for (let number = 0; number < 200; number++) await guess(throttle, `user${number}`);
    await guesses(12, throttle, "ada");
    waits.length = 0;
    expect(await guess(throttle, "ada", home, right)).toBe("wait");
    expect(await guess(throttle, "ada", known("ada"), right)).toBe("in");
    expect(waits).toEqual([0]);
  });

  test("by requests whose address nobody knows", async () => {
    const { throttle } = prepare();
    await guesses(50, throttle, "ada", {});
    expect(await guess(throttle, "ada", {}, right)).toBe("in");
  });
});

test("a browser that knows an account is as patient with guesses as a network is", async () => {
  const { throttle } = prepare();
  expect(await guesses(11, throttle, "ada", known("ada"))).toEqual([...Array(10).fill("no"), "wait"]);
});

test("a browser that knows one account is a stranger to the others", async () => {
  const { throttle } = prepare();
  await guesses(10, throttle, "eve", known("ada"));
  expect(await guess(throttle, "eve", home)).toBe("wait");
});

test("the right password forgets the wrong ones before it", async () => {
  const { throttle, waits } = prepare();
  await guesses(5, throttle);
  expect(await guess(throttle, "ada", home, right)).toBe("in");
  waits.length = 0;
  await guesses(5, throttle);
  expect(waits).toEqual([0, 0, 0, 0, 0]);
});

test("what could not be checked was no try", async () => {
  const { throttle } = prepare({ login: { free: 1, most: 1, within: 60_000 } });
  const busy = async () => {
    throw new LiveloomError("LV-BUSY");
  };
  for (let count = 0; count < 3; count++)
    await expect(throttle.login("ada", home, busy)).rejects.toThrow("LV-BUSY");
  expect(await guess(throttle, "ada")).toBe("no");
});

test("giving one's password once more has limits of its own, for each session", async () => {
  const { throttle } = prepare({ confirmation: { free: 1, most: 1, within: 60_000 } });
  await throttle.confirmation("one", wrong);
  await expect(throttle.confirmation("one", right)).rejects.toThrow("LV-RATE-LIMITED");
  expect(await throttle.confirmation("other", right)).toBe(true);
});

describe("links by mail", () => {
  const limits = { linkRequests: { free: 2, most: 2, within: 60_000 } };

  test("are refused to a network that asks for many", async () => {
    const { throttle } = prepare(limits);
    for (let count = 0; count < 2; count++) await throttle.linkRequest(home);
    await expect(throttle.linkRequest(home)).rejects.toThrow("LV-RATE-LIMITED");
    await throttle.linkRequest(elsewhere);
    await throttle.linkRequest(known("ada"));
  });

  test("cannot be had in plenty by making browsers known", async () => {
    const { throttle } = prepare(limits);
    const browser = (id: string) => ({ ...home, browser: { id, accounts: [accountDigest("eve")] } });
    for (const id of ["one", "two"]) await throttle.linkRequest(browser(id));
    await expect(throttle.linkRequest(browser("three"))).rejects.toThrow("LV-RATE-LIMITED");
  });

  test("are sent to an address three times, and then now and then, for each purpose", async () => {
    const { throttle } = prepare();
    const sent: boolean[] = [];
    for (let count = 0; count < 6; count++) sent.push(await throttle.allowsMail("reset", "ada@example.com"));
    expect(sent).toEqual([true, true, true, true, false, false]);
    expect(await throttle.allowsMail("reset", "ADA@example.com")).toBe(false);
    expect(await throttle.allowsMail("sign-up", "ada@example.com")).toBe(true);
    expect(await throttle.allowsMail("reset", "eve@example.com")).toBe(true);
  });
});

describe.each<[string, () => Promise<Limiters>]>([
  ["in memory", async () => memoryLimiters],
  ["over Redis", () => overRedis()],
])("counts %s", (_, create) => {
  test("are those of the app once it has started", async () => {
    const limits = { login: { free: 2, most: 2, within: 60_000 } };
    const { throttle } = prepare(limits);
    throttle.start(await create());
    const name = randomUUID();
    expect(await guesses(3, throttle, name)).toEqual(["no", "no", "wait"]);
    expect(await guess(throttle, name, elsewhere, right)).toBe("in");
  });
});

async function overRedis(): Promise<Limiters> {
  const connection = new RedisConnection(inject("redis"), () => {});
  onTestFinished(() => connection.close());
  const client = await connection.client;
  await vi.waitFor(() => expect(client.isReady).toBe(true));
  return redisLimiters(connection);
}

test("processes count together over Redis", async () => {
  const limits = { login: { free: 2, most: 2, within: 60_000 } };
  const [one, other] = [prepare(limits).throttle, prepare(limits).throttle];
  for (const throttle of [one, other]) throttle.start(await overRedis());
  const name = randomUUID();
  expect([await guess(one, name), await guess(other, name), await guess(one, name)]).toEqual([
    "no",
    "no",
    "wait",
  ]);
});

test("somebody who has to wait does, and there is room for a thousand", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const room = new WaitingRoom();
  const waits = Array.from({ length: 1_000 }, () => room.wait(5));
  await expect(room.wait(5)).rejects.toThrow("LV-BUSY");
  await room.wait(0);
  vi.useRealTimers();
  await Promise.all(waits);
  await room.wait(1);
});
