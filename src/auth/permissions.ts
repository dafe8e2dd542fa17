import { LiveloomError } from "../errors.ts";

/** Permissions by app and codename, each with a sentence for people. */
export type PermissionDeclarations = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The names in a declaration: `"teams.manage_team_members"`. */
export type PermissionName<Declared extends PermissionDeclarations> = {
  [App in keyof Declared & string]: `${App}.${keyof Declared[App] & string}`;
}[keyof Declared & string];

/** Longest name of a permission, in characters. */
export const permissionNameLimit = 150;

const namePattern = /^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/;

/**
 * Declares what may be permitted in an app. What is not declared can be neither given nor asked for.
 * @throws LV-PERMISSION-NAME when an app or a codename is not lower-case letters, digits and underscores.
 * @example
 * const permissions = definePermissions({ teams: { manage_team_members: "Remove members from their teams" } });
 */
export function definePermissions<const Declared extends PermissionDeclarations>(
  declared: Declared,
): Declared {
  for (const name of permissionNames(declared).keys()) {
    const isFine = name.length <= permissionNameLimit && namePattern.test(name);
    if (!isFine)
      throw new LiveloomError("LV-PERMISSION-NAME", { permission: name, limit: permissionNameLimit });
  }
  return declared;
}

/** Every declared name, `app.codename`, with its description. */
export function permissionNames(declared: PermissionDeclarations): Map<string, string> {
  const names = new Map<string, string>();
  for (const [app, codenames] of Object.entries(declared)) {
    for (const [codename, description] of Object.entries(codenames))
      names.set(`${app}.${codename}`, description);
  }
  return names;
}
