import { adminPermissions } from "../admin-permissions.ts";
import { permissionNames } from "../permissions.ts";
import type { AccountTexts } from "../texts/account-texts.ts";

const ownDescriptions = permissionNames(adminPermissions);

/**
 * Declared permissions with their descriptions, those of the accounts' own in the language of the words. An app that
 * declares one of these with a sentence of its own has said it better.
 */
export function permissionTexts(
  declared: ReadonlyMap<string, string>,
  words: AccountTexts["admin"],
): ReadonlyMap<string, string> {
  const own = permissionNames({ auth: words.ownPermissions });
  const textOf = (name: string, text: string) =>
    (ownDescriptions.get(name) === text && own.get(name)) || text;
  return new Map([...declared].map(([name, text]) => [name, textOf(name, text)]));
}
