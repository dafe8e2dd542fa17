import type { RouteHandler } from "./http-context.ts";

/** A plain HTTP route; live views have routes of their own, made by `live()`. */
export interface HttpRoute {
  readonly kind: "http";
  readonly method: "GET" | "POST";
  /** A path with named parts, `/teams/:teamId/export/`. */
  readonly pattern: string;
  readonly handler: RouteHandler;
}

/** Answers GET requests for `pattern`. @example get("/health/", () => new Response("ok")) */
export function get(pattern: string, handler: RouteHandler): HttpRoute {
  return { kind: "http", method: "GET", pattern, handler };
}

/** Answers POST requests for `pattern`. The body's CSRF token is checked before `handler` runs. */
export function post(pattern: string, handler: RouteHandler): HttpRoute {
  return { kind: "http", method: "POST", pattern, handler };
}
