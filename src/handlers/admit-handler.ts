import { PermissionDenied } from "../errors.ts";
import { admitPage } from "../live/gate.ts";
import type { Identity } from "../live/principal.ts";
import type { RateLimits } from "../live/rate-limits.ts";
import { validate } from "../live/validate.ts";
import type { Call } from "./call-context.ts";
import { checkFields } from "./fields.ts";
import { Handler } from "./handler.ts";

/** A page that calls, as the gate sees it. */
export interface GatedPage {
  readonly identity: Identity;
  /** Names the browser session, for those who are not logged in. */
  readonly sessionHash: string;
  readonly rateLimits: RateLimits;
}

/**
 * The gate's part of the line for a handler that is declared, in the gate's order: user, access, permission, rate,
 * parameters.
 * @throws LoginRequired, PermissionDenied, RateLimited, InvalidParams, LV-CALL-FIELDS
 */
export async function admitHandler(page: GatedPage, handler: Handler, call: Call): Promise<void> {
  const principal = await admitPage(page.identity, handler.access);
  if (!handler.permissions.every((permission) => principal.can(permission))) throw new PermissionDenied();
  const { rateLimit, params, form } = handler.options;
  const caller = principal.user.isAuthenticated ? `user:${principal.user.id}` : `session:${page.sessionHash}`;
  if (rateLimit) await page.rateLimits.count({ View: Handler, name: handler.name, limit: rateLimit }, caller);
  checkFields(call.data as never, call.form as never);
  if (params) call.data = await validate(params, call.data);
  if (form) call.form = await validate(form, call.form);
}
