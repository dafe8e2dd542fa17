import { truth } from "../template/truth.ts";
import type { Permission, Principal } from "./principal.ts";

type Read = (name: string | symbol) => unknown;

/** No plain object: a template takes it for one that knows by itself what is in it. */
class Names {}

/**
 * `perms` in a template: `perms.shop` for any permission of the app, `perms.shop.add_order` for one, and the same with
 * `"shop" in perms` and `"shop.add_order" in perms`.
 */
export function templatePermissions(principal: Principal): object {
  // The compiler knows no names in template files.
  const can = (name: string) => principal.can(name as Permission);
  const has = (name: string) => (name.includes(".") ? can(name) : principal.canInApp(name));
  return named((app) => {
    if (app === "has") return has;
    return typeof app === "string" ? inApp(app, { can, has }) : undefined;
  });
}

function inApp(app: string, { can, has }: Record<"can" | "has", (name: string) => boolean>): object {
  return named((name) => {
    if (name === truth) return has(app);
    return typeof name === "string" ? can(`${app}.${name}`) : undefined;
  });
}

function named(read: Read): object {
  return new Proxy(new Names(), {
    get: (_, name) => read(name),
    has: (_, name) => read(name) !== undefined,
  });
}
