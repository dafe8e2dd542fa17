import type { Access } from "../live/access.ts";
import type { RateLimit } from "../live/event.ts";
import { admitPage } from "../live/gate.ts";
import type { Identity, Principal } from "../live/principal.ts";
import type { RateLimits } from "../live/rate-limits.ts";
import { validate } from "../live/validate.ts";
import type { Fields } from "../shared/wire.ts";
import type { Call } from "./call-context.ts";
import { checkFields } from "./fields.ts";
import { Handler, type Schema } from "./handler.ts";

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
 * parameters. Whom nobody has to be asked about is through at once.
 * @throws LoginRequired, ConfirmationRequired, PermissionDenied, RateLimited, InvalidParams, LV-CALL-FIELDS
 */
export function admitHandler(page: GatedPage, handler: Handler, call: Call): void | Promise<void> {
  const access = handler.access ?? page.access;
  const isForAll = access.length === 0 && handler.permission.length === 0;
  return isForAll && !handler.options.rateLimit ? read(handler, call) : admitLater(page, handler, call);
}

async function admitLater(page: GatedPage, handler: Handler, call: Call): Promise<void> {
  await admitCaller(page, handler);
  const { rateLimit } = handler.options;
  if (rateLimit) await countCall(page, handler.name, rateLimit);
  await read(handler, call);
}

/** The part of it about who calls. @throws LoginRequired, ConfirmationRequired, PermissionDenied */
export async function admitCaller(page: GatedPage, handler: Handler): Promise<Principal> {
  return await admitPage(page.identity, [...(handler.access ?? page.access), ...handler.permission]);
}

/** Gives the call the data and form that the handler's schemas make of what was sent. */
function read({ options: { params, form } }: Handler, call: Call): void | Promise<void> {
  checkFields(call.data as Fields, call.form as Fields);
  const data = params ? validate(params, call.data) : call.data;
  if (data instanceof Promise) return data.then((output) => readForm(form, call, output));
  return readForm(form, call, data);
}

function readForm(form: Schema, call: Call, data: unknown): void | Promise<void> {
  call.data = data;
  const fields = form ? validate(form, call.form) : call.form;
  if (!(fields instanceof Promise)) call.form = fields;
  else
    return fields.then((output) => {
      call.form = output;
    });
}

/** Counts one for the page's user, in all their tabs together. @throws RateLimited */
export async function countCall(page: GatedPage, name: string, limit: RateLimit): Promise<void> {
  const { identity, rateLimits, sessionHash } = page;
  const { user } = await identity.current();
  await rateLimits.count({ View: Handler, name, limit }, { user, visitor: sessionHash });
}
