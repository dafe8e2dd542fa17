import { type ErrorCode, errorCatalogue } from "../errors.ts";
import { CallingPage } from "../handlers/calling-page.ts";
import { waitLimits } from "../session/mounted-views.ts";
import { postFields } from "../shared/markup.ts";
import {
  ClientFrame,
  type Fields,
  ServerFrame,
  type ServerMessage,
  type Update,
  UpdateKind,
} from "../shared/wire.ts";
import { html } from "../template/html.ts";
import { applyUpdates } from "./apply-updates.ts";
import { checkJoinToken } from "./join-token.ts";
import type { RequestContext } from "./request-context.ts";
import type { Services } from "./services.ts";

/** Whether a request is a form that a browser without script posted for a handler. */
export async function isPostedCall(context: RequestContext, { calls }: Services): Promise<boolean> {
  const { method, headers } = context.request;
  if (method !== "POST" || calls.handlers.isEmpty) return false;
  if (!headers.get("content-type")?.startsWith("application/x-www-form-urlencoded")) return false;
  return (await context.form()).has(postFields.call);
}

/**
 * Calls the handler, and answers with the form's page as it is then, in which the handler's updates are done.
 * @param load Requests a page in the same browser session.
 * @throws LV-ORIGIN-REFUSED, LV-TOKEN-INVALID
 */
export async function postedCall(
  context: RequestContext,
  services: Services,
  load: (path: string) => Promise<Response>,
): Promise<Response> {
  context.checkOrigin();
  const token = (await context.form()).get(postFields.token) ?? "";
  // It proves that the form stood in a page of this session (OWASP ASVS 5.0, 3.5.1).
  checkJoinToken(services.signer, token, { session: context.session, now: Date.now() });
  const { refused, redirect, updates } = await call(context, services);
  if (redirect !== undefined) return context.redirect(redirect);
  if (refused) return refusedPage(context, refused);
  const address = updates.findLast(([kind]) => kind === UpdateKind.Url)?.[1];
  const { pathname, search } = context.url;
  const page = await load(address ?? pathname + search);
  if (!page.headers.get("content-type")?.startsWith("text/html")) return page;
  const { status, headers } = page;
  return new Response(applyUpdates(await page.text(), updates), { status, headers });
}

interface Outcome {
  readonly updates: Update[];
  redirect?: string;
  refused?: Extract<ServerMessage, [typeof ServerFrame.Refused, ...unknown[]]>;
}

/** Calls as a page would that has no connection: what is sent to it is kept. */
async function call(context: RequestContext, services: Services): Promise<Outcome> {
  const { identity, principal, session, viewRequest: request } = context;
  const entering = { identity, principal, session, request, received: 0 };
  const page = new CallingPage(entering, services.calls);
  const { name, data, form } = await posted(context);
  const outcome: Outcome = { updates: [] };
  await new Promise<void>((resolve) => {
    page.outgoing.attach({ send: (frame) => take(JSON.parse(frame), outcome, resolve) });
    page.call([ClientFrame.Call, 1, name, data, form, request.url]);
  });
  letGo(page, services);
  return outcome;
}

/** What `ctx.after` has begun goes on, as after a lost connection. */
function letGo(page: CallingPage, { callers }: Services): void {
  page.outgoing.detach();
  if (page.isWaiting) callers.wait(crypto.randomUUID(), page, Date.now() + waitLimits.reconnect);
  else page.close();
}

function take(frame: ServerMessage, outcome: Outcome, done: () => void): void {
  if (frame[0] === ServerFrame.Updates) outcome.updates.push(...frame[1]);
  else if (frame[0] === ServerFrame.Called) outcome.updates.push(...(frame[2] ?? []));
  else if (frame[0] === ServerFrame.Redirect) outcome.redirect = frame[2];
  else if (frame[0] === ServerFrame.Refused) outcome.refused = frame;
  if (frame[0] === ServerFrame.Called || frame[0] === ServerFrame.Refused) done();
}

/** The same that the client would send. */
async function posted(context: RequestContext): Promise<{ name: string; data: Fields; form: Fields }> {
  const fields = await context.form();
  const [name = "", data = ""] = (fields.get(postFields.call) ?? "").split("?", 2);
  const own: readonly string[] = [postFields.call, postFields.token];
  const entries = [...fields.names()]
    .filter((field) => !own.includes(field))
    .map((field) => {
      const [value = "", ...more] = fields.getAll(field);
      return [field, more.length > 0 ? [value, ...more] : value] as const;
    });
  return { name, data: Object.fromEntries(new URLSearchParams(data)), form: Object.fromEntries(entries) };
}

function refusedPage(
  context: RequestContext,
  [, , , code, text, id]: NonNullable<Outcome["refused"]>,
): Response {
  const { status } = errorCatalogue[code as ErrorCode];
  const { pathname, search } = context.url;
  const body = html`<h1>This was not done</h1><p role="alert">${text}${id === undefined ? "" : ` (${id})`}</p>
    <p><a href=${pathname + search}>Back to the page</a></p>`;
  return context.page({ title: "This was not done", body, status });
}
