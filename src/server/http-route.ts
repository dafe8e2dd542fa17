import { type Access, type AccessRules, accessList } from "../live/access.ts";
import type { RateLimit } from "../live/event.ts";
import type { RouteHandler } from "./http-context.ts";

/** A plain HTTP route; live views have routes of their own, made by `live()`. */
export interface HttpRoute {
  readonly kind: "http";
  readonly method: "GET" | "POST";
  /** A path with named parts, `/teams/:teamId/export/`. */
  readonly pattern: string;
  /** Undefined for the app's own rules. */
  readonly access?: readonly Access[] | undefined;
  readonly rateLimit?: RateLimit | undefined;
  readonly handler: RouteHandler;
}

export interface RouteOptions {
  /** Who may use the route, as in a view's `static access`. Default: the app's `access`, without that everybody. */
  readonly access?: AccessRules;
  /**
   * How often one user may ask for it, or, of those who are not logged in, one network. More are refused with status 429.
   * Default: as often as they like.
   */
  readonly rateLimit?: RateLimit;
}

type Given = [handler: RouteHandler] | [options: RouteOptions, handler: RouteHandler];

/**
 * Answers GET requests for `pattern`.
 * @throws LV-ACCESS-EMPTY
 * @example get("/health/", () => new Response("ok"))
 * @example get("/export/", { access: permissionRequired("shop.export") }, (context) => ...)
 */
export function get(pattern: string, ...given: Given): HttpRoute {
  return httpRoute("GET", pattern, given);
}

/**
 * Answers POST requests for `pattern`. The body's CSRF token is checked before `handler` runs.
 * @throws LV-ACCESS-EMPTY
 */
export function post(pattern: string, ...given: Given): HttpRoute {
  return httpRoute("POST", pattern, given);
}

function httpRoute(method: HttpRoute["method"], pattern: string, given: Given): HttpRoute {
  const [options, handler] = given.length === 1 ? [{}, given[0]] : given;
  const { access, rateLimit } = options;
  return { kind: "http", method, pattern, access: accessList(access), rateLimit, handler };
}
