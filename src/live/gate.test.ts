import { beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { contextWith } from "../../test/support/view-context.ts";
import { InvalidParams, LiveloomError, LoginRequired, PermissionDenied } from "../errors.ts";
import { limits } from "../shared/wire.ts";
import { html } from "../template/html.ts";
import type { AccessDecision } from "./access.ts";
import { event } from "./event.ts";
import { eventsOf } from "./events-of.ts";
import { admitCall, admitMessage, admitPage, type GatedView, PageRefused, readFrame } from "./gate.ts";
import { LiveView, openView } from "./live-view.ts";
import { anonymousIdentity, anonymousUser, createPrincipal } from "./principal.ts";
import { RateLimits } from "./rate-limits.ts";

const user = { ...anonymousUser, id: 7, username: "ada", isAuthenticated: true };

/** The checks of a call in the order of the line; each asks its function here. */
const checks = {
  user: vi.fn(),
  access: vi.fn((): AccessDecision => "allow"),
  permission: vi.fn((_: string) => true),
  rate: vi.fn(),
  object: vi.fn((): unknown => true),
  params: vi.fn((_: unknown) => true),
};

const member = createPrincipal({ user, can: (permission) => checks.permission(permission) });

const rateLimits = new RateLimits();
vi.spyOn(rateLimits, "count").mockImplementation(async (...call) => void checks.rate(...call));

class Page extends LiveView {
  save = event(
    {
      params: z.object({ id: z.coerce.number() }).refine((value) => checks.params(value), "no"),
      permission: ["board.post_note", "teams.manage_team_members"],
      rateLimit: { calls: 1, perSeconds: 60 },
    },
    () => undefined,
  );
  reset = event(() => undefined);
  async authorize() {
    return checks.object() as boolean;
  }
  render() {
    return html``;
  }
}

function openPage() {
  const view = openView(Page, contextWith());
  const setPrincipal = vi.fn();
  const gated: GatedView = {
    view,
    events: eventsOf(view),
    identity: { ...anonymousIdentity, current: () => checks.user() ?? member },
    sessionHash: "hash",
    access: [{ decide: () => checks.access() }],
    rateLimits,
    setPrincipal,
  };
  return { gated, setPrincipal };
}

/** What a promise was refused with. */
async function refusalOf(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(
    () => "admitted",
    (error: unknown) => error,
  );
}

const call = (name = "save", sent: unknown = { id: "1" }) => admitCall(openPage().gated, name, sent);

beforeEach(() => {
  for (const check of Object.values(checks)) check.mockReset();
  checks.access.mockReturnValue("allow");
  checks.permission.mockReturnValue(true);
  checks.object.mockReturnValue(true);
  checks.params.mockReturnValue(true);
});

describe("readFrame", () => {
  test("reads a frame", () => {
    expect(readFrame("[2]")).toEqual([2]);
  });

  test("measures a frame before anything else, in bytes", () => {
    const nonsense = "é".repeat(limits.frameBytes / 2);
    expect(() => readFrame(nonsense)).toThrow("LV-FRAME-MALFORMED");
    expect(() => readFrame(`${nonsense}x`)).toThrow("LV-FRAME-SIZE");
    expect(() => readFrame(new Uint8Array(limits.frameBytes + 1))).toThrow("LV-FRAME-SIZE");
  });

  test("refuses a binary frame, whatever it holds", () => {
    expect(() => readFrame(Buffer.from("[2]"))).toThrow("LV-FRAME-BINARY");
  });
});

describe("admitPage", () => {
  const admit = (...decisions: AccessDecision[]) =>
    admitPage(
      { ...anonymousIdentity, current: () => member },
      decisions.map((decision) => ({ decide: () => decision })),
    );

  test("gives the principal when every rule allows", async () => {
    expect(await admit()).toBe(member);
    expect(await admit("allow", "allow")).toBe(member);
  });

  test("asks to log in, or denies, as the first rule says that does not allow", async () => {
    expect(await refusalOf(admit("allow", "login", "deny"))).toEqual(new LoginRequired());
    expect(await refusalOf(admit("allow", "deny", "login"))).toEqual(new PermissionDenied());
  });

  test.each([undefined, null, true, "ALLOW"])("denies when a rule says %s", async (decision) => {
    expect(await refusalOf(admit(decision as never))).toEqual(new PermissionDenied());
  });
});

describe("admitCall", () => {
  test("gives the event and its parameters as the schema made them", async () => {
    const { gated } = openPage();
    expect(await admitCall(gated, "save", { id: "1" })).toEqual({
      event: gated.events.get("save"),
      params: { id: 1 },
    });
  });

  test("gives no parameters to an event that declares none", async () => {
    expect(await call("reset", { sent: "anything" })).toMatchObject({ params: {} });
  });

  test("tells the view who the user is now, before the rest of the line", async () => {
    const { gated, setPrincipal } = openPage();
    checks.permission.mockReturnValue(false);
    await refusalOf(admitCall(gated, "save", {}));
    expect(setPrincipal).toHaveBeenCalledExactlyOnceWith(member);
  });

  test("asks for every permission of the event", async () => {
    checks.permission.mockImplementation((permission) => permission === "board.post_note");
    expect(await refusalOf(call())).toEqual(new PermissionDenied());
    expect(checks.permission.mock.calls).toEqual([["board.post_note"], ["teams.manage_team_members"]]);
  });

  test("counts calls by user, and by session for those who are not logged in", async () => {
    const save = { View: Page, name: "save", limit: { calls: 1, perSeconds: 60 } };
    await call();
    checks.user.mockReturnValue(createPrincipal({ user: anonymousUser, can: () => true }));
    await call();
    expect(checks.rate.mock.calls).toEqual([
      [save, { user: expect.objectContaining({ id: 7 }), visitor: "hash" }],
      [save, { user: anonymousUser, visitor: "hash" }],
    ]);
  });

  test.each(["", "1a", "_private", "a-b", "a.b", "__proto__", "é", "a".repeat(limits.eventName + 1)])(
    "refuses the name %j before it looks for the event",
    async (name) => {
      expect(await refusalOf(call(name))).toMatchObject({ code: "LV-EVENT-NAME" });
    },
  );

  test.each([
    "mount",
    "render",
    "constructor",
    "toString",
    "authorize",
    "title",
    "a".repeat(limits.eventName),
  ])("refuses %s, which is not declared by event()", async (name) => {
    expect(await refusalOf(call(name))).toMatchObject({ code: "LV-EVENT-UNKNOWN" });
    expect(checks.user).not.toHaveBeenCalled();
  });

  test.each([undefined, null, 1, "true", {}])("refuses when authorize() gives %j", async (answer) => {
    checks.object.mockReturnValue(answer);
    expect(await refusalOf(call())).toBeInstanceOf(PageRefused);
  });
});

const names = Object.keys(checks) as (keyof typeof checks)[];

describe("the line of a call", () => {
  test("asks the checks in this order", async () => {
    await call();
    const orders = names.map((name) => checks[name].mock.invocationCallOrder[0] ?? 0);
    expect(orders).toEqual(orders.toSorted((a, b) => a - b));
    expect(orders[0]).toBeGreaterThan(0);
  });

  test.each(names)("ends at the check of %s when that refuses, and asks none after it", async (name) => {
    const refusals = {
      user: () => checks.user.mockReturnValue(Promise.reject(new LoginRequired())),
      access: () => checks.access.mockReturnValue("deny"),
      permission: () => checks.permission.mockReturnValue(false),
      rate: () => checks.rate.mockThrow(new LiveloomError("LV-RATE-LIMITED")),
      object: () => checks.object.mockReturnValue(false),
      params: () => checks.params.mockReturnValue(false),
    };
    refusals[name]();
    const expected = {
      user: { name: "PageRefused", cause: new LoginRequired() },
      access: { name: "PageRefused", cause: new PermissionDenied() },
      permission: new PermissionDenied(),
      rate: { code: "LV-RATE-LIMITED" },
      object: { name: "PageRefused", cause: { code: "LV-NOT-FOUND" } },
      params: new InvalidParams(["no"]),
    };
    expect(await refusalOf(call())).toMatchObject(expected[name]);
    for (const later of names.slice(names.indexOf(name) + 1)) expect(checks[later]).not.toHaveBeenCalled();
  });

  test.each(names)("refuses when the check of %s throws", async (name) => {
    checks[name].mockThrow(new TypeError("broken"));
    const refusal = await refusalOf(call());
    const isPage = name === "user" || name === "access" || name === "object";
    const error = { name: "TypeError", message: "broken" };
    expect(refusal).toMatchObject(isPage ? { name: "PageRefused", cause: error } : error);
  });
});

describe("admitMessage", () => {
  test("asks for user, access and object only", async () => {
    await admitMessage(openPage().gated);
    const asked = names.filter((name) => checks[name].mock.calls.length > 0);
    expect(asked).toEqual(["user", "access", "object"]);
  });

  test.each(["user", "access", "object"] as const)("refuses when the check of %s throws", async (name) => {
    checks[name].mockThrow(new TypeError("broken"));
    expect(await refusalOf(admitMessage(openPage().gated))).toBeInstanceOf(PageRefused);
  });
});
