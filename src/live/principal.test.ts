import { describe, expect, test } from "vitest";
import { anonymousPrincipal, anonymousUser, createPrincipal, type PermissionList } from "./principal.ts";

const post = "board.post_note";
const manage = "teams.manage_team_members";

describe("somebody with one of two permissions", () => {
  const principal = createPrincipal({
    user: { ...anonymousUser, id: 7, isAuthenticated: true },
    can: (permission, ...object) => permission === post && object[0] !== "not mine",
  });

  test.each<[PermissionList, boolean, boolean]>([
    [[post], true, true],
    [[manage], false, false],
    [[post, manage], false, true],
    [[manage, post], false, true],
    [[post, post], true, true],
  ])("for %j has all: %s, any: %s", (permissions, all, any) => {
    expect([principal.canAll(permissions), principal.canAny(permissions)]).toEqual([all, any]);
  });

  test("is asked about the object, too", () => {
    expect([principal.canAll([post], "mine"), principal.canAny([post], "not mine")]).toEqual([true, false]);
  });
});

test.each(["canAll", "canAny"] as const)("%s refuses an empty list", (question) => {
  expect(() => anonymousPrincipal[question]([] as never)).toThrow("LV-PERMISSION-EMPTY");
});

test("nobody never proved who they are", () => {
  expect(anonymousPrincipal.sinceProof()).toBe(Infinity);
});
