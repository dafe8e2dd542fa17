import { anonymousPrincipal, createPrincipal, type Permission, type Principal } from "../live/principal.ts";

/** Somebody who uses a page in a test; see {@link testUser}. */
export interface TestUser {
  readonly id: number;
  readonly username: string;
  readonly permissions: readonly Permission[];
  readonly isStaff: boolean;
  readonly isSuperuser: boolean;
  /** How long ago they proved who they are, in milliseconds; for pages and events with `recentAuth()`. */
  readonly provenAgo: number;
  /** Whether they logged in with a second factor; for pages and events with `secondFactorRequired()`. */
  readonly hasSecondFactor: boolean;
}

export interface TestUserOptions extends Partial<TestUser> {
  readonly username: string;
}

/**
 * A user without a database.
 * @param options The id is made from the name; everything else is nothing unless it is said.
 * @example testUser({ username: "anna", permissions: ["teams.manage_team_members"] })
 */
export function testUser(options: TestUserOptions): TestUser {
  const id = idOf(options.username);
  return {
    id,
    permissions: [],
    isStaff: false,
    isSuperuser: false,
    provenAgo: 0,
    hasSecondFactor: false,
    ...options,
  };
}

/** Always the same for one name. */
function idOf(username: string): number {
  let id = 7;
  for (const letter of username) id = (id * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
  return id + 1;
}

/** What the gate sees of them. */
export function principalOf(test: TestUser | undefined): Principal {
  if (!test) return anonymousPrincipal;
  const { id, username, isStaff, isSuperuser, permissions, provenAgo, hasSecondFactor } = test;
  return createPrincipal({
    user: { id, username, isStaff, isSuperuser, isAuthenticated: true },
    can: (permission) => isSuperuser || permissions.includes(permission),
    declared: permissions,
    sinceProof: () => provenAgo,
    hasSecondFactor,
  });
}
