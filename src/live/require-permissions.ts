import { LiveloomError } from "../errors.ts";
import type { Permission } from "./principal.ts";

/** One or more permissions as a list; none at all when nothing is asked for. @throws LV-PERMISSION-EMPTY */
export function requirePermissions(
  permission: Permission | readonly Permission[] | undefined,
): readonly Permission[] {
  if (permission === undefined) return [];
  const permissions = typeof permission === "string" ? [permission] : permission;
  if (permissions.length === 0) throw new LiveloomError("LV-PERMISSION-EMPTY");
  return permissions;
}
