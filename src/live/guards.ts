import type { Access } from "./access.ts";
import type { Permission, PermissionList, Principal, User } from "./principal.ts";
import { requirePermissions } from "./require-permissions.ts";

/*
 * The rules for `static access`, for `access` of events and plain routes, and for the app's default.
 *
 * One rule for all of them: somebody who is not logged in is asked to log in, somebody who is and may not is
 * refused. Sending the latter to the login page would trap them there.
 */

type Test = (principal: Principal) => boolean | Promise<boolean>;

/** Anything but `true` refuses. */
function guard(test: Test, permissions: readonly Permission[] = []): Access {
  return {
    permissions,
    decide(principal) {
      const isAllowed = test(principal);
      return isAllowed instanceof Promise
        ? isAllowed.then((later) => decision(principal, later))
        : decision(principal, isAllowed);
    },
  };
}

function decision({ user }: Principal, isAllowed: boolean) {
  if (isAllowed === true) return "allow";
  return user.isAuthenticated ? "deny" : "login";
}

/** Lets everybody in who is logged in. */
export function loginRequired(): Access {
  return guard(({ user }) => user.isAuthenticated);
}

/**
 * Lets those in who hold the permission; with a list, all of them.
 * @throws LV-PERMISSION-EMPTY for an empty list.
 */
export function permissionRequired(permission: Permission | PermissionList): Access {
  const permissions = requirePermissions(permission);
  return guard((principal) => permissions.every((name) => principal.can(name)), permissions);
}

/** Lets those in who hold at least one of the permissions. @throws LV-PERMISSION-EMPTY for an empty list. */
export function anyPermissionRequired(list: PermissionList): Access {
  const permissions = requirePermissions(list);
  return guard((principal) => permissions.some((name) => principal.can(name)), permissions);
}

/**
 * Lets staff in, and with a permission those of them who hold it. Being a superuser is not enough: not everybody who
 * may do everything should do it here.
 */
export function staffRequired(permission?: Permission | PermissionList): Access {
  const permissions = requirePermissions(permission);
  const isAllowed: Test = (principal) =>
    principal.user.isStaff && permissions.every((name) => principal.can(name));
  return guard(isAllowed, permissions);
}

/** Lets superusers in. */
export function superuserRequired(): Access {
  return guard(({ user }) => user.isSuperuser);
}

/**
 * Lets those in for whom the test gives `true`. It is asked about visitors who are not logged in, too, and at every
 * event: a quick answer that needs no query keeps pages quick.
 * @example static access = userTest((user) => user.username.endsWith("@example.com"));
 */
export function userTest(test: (user: User, principal: Principal) => boolean | Promise<boolean>): Access {
  return guard((principal) => test(principal.user, principal));
}

/**
 * Lets those in who proved who they are, by a password or another factor, in the last minutes. Others confirm it and
 * come back. For what cannot be undone.
 * @example approve = event({ access: [staffRequired("billing.approve_payout"), recentAuth(10)] }, () => { ... });
 */
export function recentAuth(minutes: number): Access {
  return {
    decide(principal) {
      if (!principal.user.isAuthenticated) return "login";
      return principal.sinceProof() <= minutes * 60_000 ? "allow" : "confirm";
    },
  };
}

/**
 * Lets those in who logged in with a second factor: a code of their authenticator app, or a passkey. Others prove one,
 * or are led to where they get one, and come back. For accounts with `totp` or `passkeys`; without, it refuses.
 * @example static access = [staffRequired(), secondFactorRequired()];
 */
export function secondFactorRequired(): Access {
  return {
    decide(principal) {
      if (!principal.user.isAuthenticated) return "login";
      return principal.hasSecondFactor ? "allow" : "second-factor";
    },
  };
}

/** Lets everybody in, and says that this is on purpose. */
export function publicPage(): Access {
  return { decide: () => "allow" };
}
