import type { Access } from "../live/access.ts";
import type { Permission, Principal } from "../live/principal.ts";
import { requirePermissions } from "../live/require-permissions.ts";

/*
 * One rule for all guards: somebody who is not logged in is asked to log in, somebody who is and may not is
 * refused. Sending the latter to the login page would trap them there.
 */

function guard(isAllowed: (principal: Principal) => boolean): Access {
  return {
    decide(principal) {
      if (isAllowed(principal)) return "allow";
      return principal.user.isAuthenticated ? "deny" : "login";
    },
  };
}

/** Lets everybody in who is logged in. */
export function loginRequired(): Access {
  return guard(({ user }) => user.isAuthenticated);
}

/**
 * Lets those in who hold the permission; with a list, all of them.
 * @throws LV-PERMISSION-EMPTY for an empty list.
 */
export function permissionRequired(permission: Permission | readonly Permission[]): Access {
  const permissions = requirePermissions(permission);
  return guard((principal) => permissions.every((name) => principal.can(name)));
}

/** Lets superusers in. */
export function superuserRequired(): Access {
  return guard(({ user }) => user.isSuperuser);
}

/** Lets everybody in, and says that this is on purpose. */
export function publicPage(): Access {
  return { decide: () => "allow" };
}
