import { expect, test } from "vitest";
import { adminPermissions } from "../admin-permissions.ts";
import { permissionNames } from "../permissions.ts";
import { adminEnglish } from "../texts/admin-english.ts";
import { adminGerman } from "../texts/admin-german.ts";
import { permissionTexts } from "./permission-texts.ts";

test("the accounts' own permissions are described in the page's language", () => {
  const declared = permissionNames(adminPermissions);
  expect(permissionTexts(declared, adminEnglish)).toEqual(declared);
  expect(permissionTexts(declared, adminGerman)).toEqual(
    permissionNames({ auth: adminGerman.ownPermissions }),
  );
});

test("what an app says about permissions stays", () => {
  const declared = permissionNames({ auth: { add_user: "Hire people" }, shop: { view_order: "See orders" } });
  expect(permissionTexts(declared, adminGerman)).toEqual(declared);
});
