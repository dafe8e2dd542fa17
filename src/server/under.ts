import type { Route } from "./router.ts";

/**
 * The same routes below a prefix, so that a part of an app does not have to know where it stands. Links within such a
 * part are written by `this.href`.
 * @param prefix A path without a slash at its end; it may have named parts.
 * @example createApp({ routes: [...under("/shop", shopRoutes), ...under("/blog", blogRoutes)] })
 */
export function under<Part extends Route>(prefix: `/${string}`, routes: readonly Part[]): Part[] {
  return routes.map((route) => ({ ...route, pattern: prefix + route.pattern }));
}
