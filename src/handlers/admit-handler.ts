import type { Access } from "../live/access.ts";
import type { RateLimit } from "../live/event.ts";
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
  /** For handlers without rules of their own. */
  readonly access: readonly Access[];
}

/**
 * The gate's part of the line for a handler that is declared, in the gate's order: user, access, permission, rate,
 * parameters.
 * @throws LoginRequired, ConfirmationRequired, PermissionDenied, RateLimited, InvalidParams, LV-CALL-FIELDS
 */
export async function admitHandler(page: GatedPage, handler: Handler, call: Call): Promise<void> {
  await admitPage(page.identity, [...(handler.access ?? page.access), ...handler.permission]);
  const { rateLimit, params, form } = handler.options;
  if (rateLimit) await countCall(page, handler.name, rateLimit);
  checkFields(call.data as never, call.form as never);
  if (params) call.data = await validate(params, call.data);
  if (form) call.form = await validate(form, call.form);
}

/** Counts one for the page's user, in all their tabs together. @throws RateLimited */
export async function countCall(page: GatedPage, name: string, limit: RateLimit): Promise<void> {
  const { user } = await page.identity.current();
  const caller = user.isAuthenticated ? `user:${user.id}` : `session:${page.sessionHash}`;
  await page.rateLimits.count({ View: Handler, name, limit }, caller);
}
