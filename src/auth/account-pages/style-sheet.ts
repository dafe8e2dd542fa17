import { publicPage } from "../../live/guards.ts";
import { get, type HttpRoute } from "../../server/http-route.ts";

/** Serves styles that come along, for an hour at a time. */
export function styleSheet(path: string, css: string): HttpRoute {
  const headers = { "content-type": "text/css; charset=utf-8", "cache-control": "public, max-age=3600" };
  return get(path, { access: publicPage() }, () => new Response(css, { headers }));
}
