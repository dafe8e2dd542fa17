import { LoginRequired, PermissionDenied } from "../errors.ts";
import type { RateLimit } from "../live/event.ts";
import type { Permission, PermissionList } from "../live/principal.ts";
import { requirePermissions } from "../live/require-permissions.ts";
import type { Middleware } from "./middleware.ts";

/** Lets nobody call who is not logged in: they are sent to the login page. */
export function requireLogin(): Middleware {
  return async (ctx, next) => {
    if (!ctx.user.isAuthenticated) throw new LoginRequired();
    await next();
  };
}

/** Lets only those call who hold the permission; with a list, all of them. @throws LV-PERMISSION-EMPTY */
export function requirePermission(permission: Permission | PermissionList): Middleware {
  const permissions = requirePermissions(permission);
  return async (ctx, next) => {
    if (permissions.every((name) => ctx.can(name))) return await next();
    throw ctx.user.isAuthenticated ? new PermissionDenied() : new LoginRequired();
  };
}

let limitsMade = 0;

/** Lets one user call so often, all the handlers it is used for together. */
export function limitCalls(limit: RateLimit): Middleware {
  // In every process of an app the same: they are made in the order of the code.
  const counter = `all ${++limitsMade}`;
  return async (ctx, next) => {
    await ctx.limitRate(limit, counter);
    await next();
  };
}

/** Writes a line to the app's log for each call: the handler, the user's id, and how long it took in milliseconds. */
export function logCalls(): Middleware {
  return async (ctx, next) => {
    const begun = performance.now();
    const line = (outcome: string) => {
      const ms = Math.round((performance.now() - begun) * 10) / 10;
      ctx.log.info({ handler: ctx.name, user: ctx.user.id, ms }, `${ctx.name} ${outcome}`);
    };
    try {
      await next();
      line("was handled");
    } catch (error) {
      line("was refused or failed");
      throw error;
    }
  };
}
