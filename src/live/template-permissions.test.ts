import { expect, test } from "vitest";
import { DjangoTemplates } from "../template/django/django-templates.ts";
import { toHtml } from "../template/to-html.ts";
import { anonymousUser, createPrincipal } from "./principal.ts";
import { templatePermissions } from "./template-permissions.ts";

const templates = new DjangoTemplates();
const declared = ["shop.add_order", "shop.view_order", "shops.open", "staff.pay"];

/** Whether a template takes an expression for true, for somebody who holds one permission. */
function isTrue(condition: string, isSuperuser = false): boolean {
  const principal = createPrincipal({
    user: { ...anonymousUser, isSuperuser },
    can: (name: string) => isSuperuser || name === "shop.view_order",
    declared,
  });
  const template = templates.fromString(`{% if ${condition} %}yes{% endif %}`);
  return toHtml(template.render({ perms: templatePermissions(principal) })).includes("yes");
}

test.each([
  ["perms.shop.view_order", true],
  ["perms.shop.add_order", false],
  ["perms.shop.toString", false],
  ['"shop.view_order" in perms', true],
  ['"shop.add_order" in perms', false],
  ["perms.shop", true],
  ["perms.shops", false],
  ["perms.nothing", false],
  ['"shop" in perms', true],
  ['"staff" in perms', false],
  ["perms.staff or perms.shop.view_order", true],
  ["not perms.staff", true],
])("%s is %s for somebody who may see orders", (condition, expected) => {
  expect(isTrue(condition)).toBe(expected);
});

test.each(["perms.staff", "perms.staff.pay", '"staff" in perms', '"staff.pay" in perms'])(
  "%s is true for a superuser",
  (condition) => {
    expect(isTrue(condition, true)).toBe(true);
  },
);
