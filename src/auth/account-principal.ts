import type { Principal, User } from "../live/principal.ts";
import type { AnyPolicy } from "./policy.ts";

export interface Rights {
  /** What the user holds directly and through groups. */
  readonly held: ReadonlySet<string>;
  /** A permission that is no longer declared is worth nothing, whoever still holds it. */
  readonly declared: ReadonlyMap<string, string>;
  /** By the permissions they answer for. */
  readonly policies: ReadonlyMap<string, AnyPolicy>;
}

/** A user and their rights. Without an object what they hold decides, with one only its model's policy. */
export function accountPrincipal(user: User, { held, declared, policies }: Rights): Principal {
  const principal: Principal = {
    user,
    can(permission, ...objects) {
      if (user.isSuperuser) return true;
      // An object that is undefined was not found: that is another question than one without an object.
      if (objects.length === 0) return held.has(permission) && declared.has(permission);
      return policies.get(permission)?.decides(principal, permission, objects[0]) === true;
    },
  };
  return principal;
}

/** The policies by the permissions they answer for. */
export function policiesByPermission(policies: readonly AnyPolicy[]): Map<string, AnyPolicy> {
  return new Map(policies.flatMap((policy) => policy.permissions.map((name) => [name, policy] as const)));
}
