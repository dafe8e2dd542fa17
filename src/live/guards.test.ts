import { describe, expect, test } from "vitest";
import type { Access, AccessDecision } from "./access.ts";
import {
  anyPermissionRequired,
  loginRequired,
  permissionRequired,
  publicPage,
  recentAuth,
  secondFactorRequired,
  staffRequired,
  superuserRequired,
  userTest,
} from "./guards.ts";
import { anonymousPrincipal, anonymousUser, createPrincipal, type User } from "./principal.ts";

const post = "board.post_note";
const manage = "teams.manage_team_members";
const minute = 60_000;

interface Person extends Partial<User> {
  readonly holds?: readonly string[];
  readonly proofAge?: number;
  readonly hasSecondFactor?: boolean;
}

function person({ holds = [], proofAge = Infinity, hasSecondFactor = false, ...user }: Person = {}) {
  return createPrincipal({
    user: { ...anonymousUser, id: 7, username: "ada", isAuthenticated: true, ...user },
    can: (permission) => user.isSuperuser === true || holds.includes(permission),
    sinceProof: () => proofAge,
    hasSecondFactor,
  });
}

const [ada, poster, both] = [person(), person({ holds: [post] }), person({ holds: [post, manage] })];
const staff = person({ isStaff: true });
const trusted = person({ isStaff: true, holds: [post] });
const superuser = person({ isSuperuser: true });

type Row = [guard: string, rule: Access, who: string, question: [typeof ada, AccessDecision]];

const rows: Row[] = [
  ["loginRequired", loginRequired(), "nobody", [anonymousPrincipal, "login"]],
  ["loginRequired", loginRequired(), "a user", [ada, "allow"]],
  ["permissionRequired", permissionRequired(post), "nobody", [anonymousPrincipal, "login"]],
  ["permissionRequired", permissionRequired(post), "a user without it", [ada, "deny"]],
  ["permissionRequired", permissionRequired(post), "a user with it", [poster, "allow"]],
  ["permissionRequired", permissionRequired(post), "a superuser", [superuser, "allow"]],
  ["permissionRequired of two", permissionRequired([post, manage]), "a user with one", [poster, "deny"]],
  ["permissionRequired of two", permissionRequired([post, manage]), "a user with both", [both, "allow"]],
  ["anyPermissionRequired", anyPermissionRequired([post, manage]), "nobody", [anonymousPrincipal, "login"]],
  ["anyPermissionRequired", anyPermissionRequired([post, manage]), "a user with none", [ada, "deny"]],
  ["anyPermissionRequired", anyPermissionRequired([post, manage]), "a user with one", [poster, "allow"]],
  ["staffRequired", staffRequired(), "nobody", [anonymousPrincipal, "login"]],
  ["staffRequired", staffRequired(), "a user", [ada, "deny"]],
  ["staffRequired", staffRequired(), "staff", [staff, "allow"]],
  ["staffRequired", staffRequired(), "a superuser who is no staff", [superuser, "deny"]],
  ["staffRequired with a permission", staffRequired(post), "staff without it", [staff, "deny"]],
  ["staffRequired with a permission", staffRequired(post), "a user with it", [poster, "deny"]],
  ["staffRequired with a permission", staffRequired(post), "staff with it", [trusted, "allow"]],
  [
    "staffRequired with a permission",
    staffRequired(post),
    "a superuser who is no staff",
    [superuser, "deny"],
  ],
  ["superuserRequired", superuserRequired(), "nobody", [anonymousPrincipal, "login"]],
  ["superuserRequired", superuserRequired(), "staff", [staff, "deny"]],
  ["superuserRequired", superuserRequired(), "a superuser", [superuser, "allow"]],
  ["recentAuth", recentAuth(10), "nobody", [anonymousPrincipal, "login"]],
  ["recentAuth", recentAuth(10), "a user just now", [person({ proofAge: 0 }), "allow"]],
  ["recentAuth", recentAuth(10), "a user 10 minutes ago", [person({ proofAge: 10 * minute }), "allow"]],
  [
    "recentAuth",
    recentAuth(10),
    "a user a moment longer ago",
    [person({ proofAge: 10 * minute + 1 }), "confirm"],
  ],
  ["recentAuth", recentAuth(10), "a user who never did", [ada, "confirm"]],
  ["recentAuth", recentAuth(10), "a user by a broken clock", [person({ proofAge: Number.NaN }), "confirm"]],
  ["secondFactorRequired", secondFactorRequired(), "nobody", [anonymousPrincipal, "login"]],
  ["secondFactorRequired", secondFactorRequired(), "a user with a password", [ada, "second-factor"]],
  [
    "secondFactorRequired",
    secondFactorRequired(),
    "a user with two factors",
    [person({ hasSecondFactor: true }), "allow"],
  ],
  ["publicPage", publicPage(), "nobody", [anonymousPrincipal, "allow"]],
];

test.each(rows)("%s, %#", async (_name, rule, _who, [principal, expected]) => {
  expect(await rule.decide(principal)).toBe(expected);
});

describe("userTest", () => {
  const isAda = userTest(({ username }) => username === "ada");

  test.each<[string, Access, typeof ada, AccessDecision]>([
    ["lets in who passes", isAda, ada, "allow"],
    ["refuses who does not", isAda, person({ username: "eve" }), "deny"],
    ["asks visitors to log in who do not pass", isAda, anonymousPrincipal, "login"],
    ["lets visitors in who pass", userTest(() => true), anonymousPrincipal, "allow"],
    ["may ask for permissions", userTest((_, { can }) => can(post)), poster, "allow"],
    ["may take its time", userTest(async () => true), ada, "allow"],
    ["waits for a no", userTest(async () => false), ada, "deny"],
    ["takes nothing but true for a yes", userTest((() => 1) as never), ada, "deny"],
  ])("%s", async (_, rule, principal, expected) => {
    expect(await rule.decide(principal)).toBe(expected);
  });

  test("that fails refuses", async () => {
    const rule = userTest(async () => Promise.reject(new Error("no database")));
    await expect(rule.decide(ada)).rejects.toThrow("no database");
  });
});

test.each([
  ["permissionRequired", permissionRequired],
  ["anyPermissionRequired", anyPermissionRequired],
  ["staffRequired", staffRequired],
])("%s refuses an empty list, which would let everybody in", (_, make) => {
  expect(() => make([] as never)).toThrow("LV-PERMISSION-EMPTY");
});
