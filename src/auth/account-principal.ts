import { type Asker, createPrincipal, type Principal, type User } from "../live/principal.ts";

/**
 * What a backend says about one user: `true` lets them, an exception refuses at once, and anything else leaves it to
 * the next backend. With an object the question is about that object, even when it is `undefined`: not found.
 */
export type PermissionAnswers = (
  permission: string,
  asker: Asker,
  ...object: [object?: unknown]
) => boolean | undefined;

/**
 * Where permissions come from. It is asked once about a user for what the answers need, and again after a change: the
 * answers themselves cost no query. Superusers hold everything, and inactive users nothing, without any backend being
 * asked; visitors who are not logged in are asked about.
 * @example
 * const closedOnSundays: PermissionBackend = () => (permission) => {
 *   if (permission.startsWith("shop.") && isSunday()) throw new PermissionDenied();
 *   return false;
 * };
 */
export type PermissionBackend = (user: User) => PermissionAnswers | Promise<PermissionAnswers>;

export interface Rights {
  /** In the order in which they are asked. */
  readonly backends: readonly PermissionBackend[];
  /** The names of all permissions. Default: none. */
  readonly declared?: readonly string[];
  readonly sinceProof?: () => number;
  readonly hasSecondFactor?: boolean;
  readonly sessionHash?: string;
}

/** A user and their rights, as the backends have them now. */
export async function accountPrincipal(user: User, { backends, ...session }: Rights): Promise<Principal> {
  const answers = await Promise.all(backends.map((backend) => backend(user)));
  const principal: Principal = createPrincipal({
    user,
    can: (permission, ...object) => user.isSuperuser || isAllowed(answers, permission, principal, object),
    ...session,
  });
  return principal;
}

function isAllowed(
  answers: readonly PermissionAnswers[],
  permission: string,
  asker: Asker,
  object: [object?: unknown],
): boolean {
  try {
    return answers.some((answer) => answer(permission, asker, ...object) === true);
  } catch {
    return false;
  }
}
