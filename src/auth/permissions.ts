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

/** What can be done with every object of a model. */
const modelActions = ["add", "change", "delete", "view"] as const;

/** The four permissions of each model: `"add_order"`, `"change_order"`, `"delete_order"`, `"view_order"`. */
export type ModelPermissions<Model extends string> = Record<
  `${(typeof modelActions)[number]}_${Model}`,
  string
>;

/**
 * The four permissions of each model, to be spread into an app's declaration. What follows them may describe one of
 * them better.
 * @throws LV-PERMISSION-EMPTY without any model.
 * @example
 * const permissions = definePermissions({
 *   shop: { ...modelPermissions("order", "payout"), view_all_orders: "See everybody's orders" },
 * });
 */
export function modelPermissions<const Models extends readonly [string, ...string[]]>(
  ...models: Models
): ModelPermissions<Models[number]>;
export function modelPermissions(...models: readonly string[]): Record<string, string> {
  if (models.length === 0) throw new LiveloomError("LV-PERMISSION-EMPTY");
  return Object.fromEntries(
    models.flatMap((model) =>
      modelActions.map((action) => [`${action}_${model}`, `Can ${action} ${model.replaceAll("_", " ")}`]),
    ),
  );
}

export function unknownPermission(permission: string, known: Iterable<string>): LiveloomError {
  const declared = [...known].join(", ") || "none";
  return new LiveloomError("LV-PERMISSION-UNKNOWN", { permission, declared });
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
