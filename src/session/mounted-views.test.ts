import { beforeEach, describe, expect, test } from "vitest";
import { MountedViews, waitingLimits } from "./mounted-views.ts";

interface View {
  close(): void;
  rest(now: number): void;
}

let closed: string[];
let rested: string[];
let mounted: MountedViews<View>;

beforeEach(() => {
  closed = [];
  rested = [];
  mounted = new MountedViews(() => "session");
});

function view(name: string): View {
  return { close: () => void closed.push(name), rest: (now) => void rested.push(`${name} ${now}`) };
}

describe("a token", () => {
  test.each(["expect", "wait"] as const)("takes a view once that waits by %s", (how) => {
    const waiting = view("a");
    mounted[how]("token", waiting, 100);
    expect(mounted.take("token")).toBe(waiting);
    expect(mounted.take("token")).toBeUndefined();
    expect(closed).toEqual([]);
  });

  test("takes a view from the connection that shows it, once", () => {
    const attached = view("a");
    mounted.attach("token", attached);
    expect(mounted.take("token")).toBe(attached);
    expect(mounted.take("token")).toBeUndefined();
    expect(closed).toEqual([]);
  });

  test("that nobody gave out takes nothing", () => {
    mounted.wait("token", view("a"), 100);
    expect(mounted.take("other")).toBeUndefined();
    expect(mounted.take("__proto__")).toBeUndefined();
  });

  test.each(["attach", "expect", "wait"] as const)("is worthless once it was forgotten after %s", (how) => {
    mounted[how]("token", view("a"), 100);
    mounted.forget("token");
    expect(mounted.take("token")).toBeUndefined();
    mounted.sweep(1_000);
    mounted.closeAll();
    expect(closed).toEqual([]);
  });

  test("still takes the view whose connection was lost", () => {
    const lost = view("a");
    mounted.attach("token", lost);
    mounted.wait("token", lost, 100);
    expect(mounted.take("token")).toBe(lost);
    mounted.closeAll();
    expect(closed).toEqual([]);
  });
});

describe("sweep", () => {
  test("closes the views that have waited too long, and their tokens are worthless", () => {
    mounted.wait("a", view("a"), 100);
    mounted.expect("b", view("b"), 99);
    mounted.wait("c", view("c"), 101);
    mounted.sweep(100);
    expect(closed.sort()).toEqual(["a", "b"]);
    expect(["a", "b"].map((token) => mounted.take(token))).toEqual([undefined, undefined]);
    expect(mounted.take("c")).toBeDefined();
  });

  test("closes a view once", () => {
    mounted.wait("a", view("a"), 100);
    mounted.sweep(100);
    mounted.sweep(200);
    expect(closed).toEqual(["a"]);
  });

  test("leaves views alone that a connection shows or has taken", () => {
    mounted.attach("a", view("a"));
    mounted.wait("b", view("b"), 100);
    mounted.take("b");
    mounted.sweep(Number.MAX_SAFE_INTEGER);
    expect(closed).toEqual([]);
  });
});

describe("one view more than may wait", () => {
  test("closes the one of the same session that has waited longest", () => {
    for (let index = 0; index <= waitingLimits.firstJoin.session; index++)
      mounted.expect(`${index}`, view(`${index}`), 1_000);
    expect(closed).toEqual(["0"]);
    expect(mounted.take("0")).toBeUndefined();
    expect(mounted.take("1")).toBeDefined();
  });

  test("closes none of those whose connection was lost, when it was only requested", () => {
    mounted.wait("lost", view("lost"), 1_000);
    for (let index = 0; index <= waitingLimits.firstJoin.session; index++)
      mounted.expect(`${index}`, view(`${index}`), 1_000);
    expect(closed).toEqual(["0"]);
    expect(mounted.take("lost")).toBeDefined();
  });

  test("closes none of those that a connection shows", () => {
    mounted.attach("shown", view("shown"));
    for (let index = 0; index <= waitingLimits.reconnect.session; index++)
      mounted.wait(`${index}`, view(`${index}`), 1_000);
    expect(closed).toEqual(["0"]);
    expect(mounted.take("shown")).toBeDefined();
  });

  test("counts a view that lost its connection twice by its last loss", () => {
    const again = view("0");
    for (let index = 0; index < waitingLimits.reconnect.session; index++)
      mounted.wait(`${index}`, view(`${index}`), 1_000);
    mounted.take("0");
    mounted.attach("0", again);
    mounted.wait("0", again, 1_000);
    mounted.wait("more", view("more"), 1_000);
    expect(closed).toEqual(["1"]);
  });
});

test("closeAll closes every view and makes every token worthless", () => {
  mounted.attach("a", view("a"));
  mounted.wait("b", view("b"), 100);
  mounted.expect("c", view("c"), 100);
  mounted.closeAll();
  expect(closed.sort()).toEqual(["a", "b", "c"]);
  expect(["a", "b", "c"].map((token) => mounted.take(token))).toEqual([undefined, undefined, undefined]);
  mounted.closeAll();
  expect(closed).toHaveLength(3);
});

test("all that are not closed may rest", () => {
  mounted.attach("a", view("shown"));
  mounted.expect("b", view("requested"), 100);
  mounted.wait("c", view("lost"), 100);
  mounted.wait("d", view("late"), 10);
  mounted.sweep(50);
  expect(rested.sort()).toEqual(["lost 50", "requested 50", "shown 50"]);
  expect(closed).toEqual(["late"]);
});

describe("a view for a browser without script", () => {
  test("is taken by the token of its requested page, never from a connection", () => {
    const requested = view("requested");
    mounted.expect("requested", requested, 100);
    mounted.attach("attached", view("attached"));
    mounted.wait("lost", view("lost"), 100);
    const tokens = ["requested", "requested", "attached", "lost"];
    expect(tokens.map((token) => mounted.takeUnjoined(token))).toEqual([
      requested,
      ...Array(3).fill(undefined),
    ]);
  });

  test("waits once for the request of its page", () => {
    const posted = view("a");
    mounted.expectRequest("session /page/", posted, 100);
    expect(mounted.take("session /page/")).toBeUndefined();
    expect(mounted.takePosted("session /page/")).toBe(posted);
    expect(mounted.takePosted("session /page/")).toBeUndefined();
  });

  test("gives way to a newer one of its page", () => {
    const newer = view("newer");
    mounted.expectRequest("session /page/", view("older"), 100);
    mounted.expectRequest("session /page/", newer, 100);
    expect(closed).toEqual(["older"]);
    expect(mounted.takePosted("session /page/")).toBe(newer);
  });

  test("is closed when the request does not come, when too many wait, and at the end", () => {
    mounted.expectRequest("late", view("late"), 100);
    mounted.sweep(100);
    const { session } = waitingLimits.posted;
    for (let count = 0; count <= session; count++) mounted.expectRequest(`${count}`, view(`${count}`), 200);
    expect(closed).toEqual(["late", "0"]);
    mounted.closeAll();
    expect(closed).toHaveLength(session + 2);
  });
});
