import type { PermissionBackend } from "./account-principal.ts";
import { unknownPermission } from "./permissions.ts";
import type { AnyPolicy } from "./policy.ts";

export interface StoredPermissionsOptions {
  /** A permission that is not declared any more is worth nothing, whoever still holds it. */
  readonly declared: ReadonlyMap<string, string>;
  readonly policies: readonly AnyPolicy[];
  /** What a user holds directly and through groups. */
  heldBy(userId: number): Promise<ReadonlySet<string>>;
}

const none: ReadonlySet<string> = new Set();

/**
 * The accounts' own backend. Without an object it says what the user holds, with one only what the model's policy
 * says: holding the permission alone is not enough.
 * @throws LV-PERMISSION-UNKNOWN for a policy about a permission that is not declared.
 */
export function storedPermissions({
  declared,
  policies,
  heldBy,
}: StoredPermissionsOptions): PermissionBackend {
  const policyOf = new Map(
    policies.flatMap((policy) => policy.permissions.map((name) => [name, policy] as const)),
  );
  for (const name of policyOf.keys()) if (!declared.has(name)) throw unknownPermission(name, declared.keys());
  return async ({ id, isAuthenticated }) => {
    const held = isAuthenticated ? await heldBy(id) : none;
    return (permission, asker, ...object) => {
      if (object.length === 0) return held.has(permission) && declared.has(permission);
      return policyOf.get(permission)?.decides(asker, permission, object[0]);
    };
  };
}
