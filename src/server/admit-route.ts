import { networkOf } from "../http/client-address.ts";
import { admit } from "../live/access.ts";
import type { HttpRoute } from "./http-route.ts";
import type { RequestContext } from "./request-context.ts";
import type { Services } from "./services.ts";

/** What calls are counted for. */
const owners = { GET: { name: "GET" }, POST: { name: "POST" } } as const;

/**
 * The gate's part of the line for a plain route: access, then rate.
 * @throws LoginRequired, ConfirmationRequired, PermissionDenied, RateLimited
 */
export async function admitRoute(
  route: HttpRoute,
  context: RequestContext,
  { views }: Services,
): Promise<void> {
  // A posted form takes its time to arrive, and things happen meanwhile.
  context.principal = await context.identity.current();
  const { principal, address } = context;
  await admit(principal, route.access ?? views.access);
  const { method, pattern: name, rateLimit: limit } = route;
  if (!limit) return;
  // A browser session would not do: whoever sends no cookie has a new one with each request.
  const caller = { user: principal.user, visitor: networkOf(address) };
  await views.rateLimits.count({ View: owners[method], name, limit }, caller);
}
