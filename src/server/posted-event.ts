import { LiveloomError } from "../errors.ts";
import type { FormFields } from "../http/body.ts";
import { csrfFieldName } from "../http/csrf.ts";
import { PageRefused } from "../live/gate.ts";
import { isStreamGone } from "../live/is-stream-gone.ts";
import type { MountedView } from "../live/mounted-view.ts";
import { openPage } from "../live/open-page.ts";
import { ViewRequest } from "../live/view-request.ts";
import { Visitor } from "../live/visitor.ts";
import { waitLimits } from "../session/mounted-views.ts";
import { postFields } from "../shared/wire.ts";
import { html } from "../template/html.ts";
import { raw } from "../template/raw.ts";
import { refuseJoinToken } from "./join-token.ts";
import { liveRoot } from "./live-root.ts";
import type { LiveRoute } from "./live-route.ts";
import type { RequestContext } from "./request-context.ts";
import type { Services } from "./services.ts";

/**
 * Handles an event that a browser without script posted to the page, and sends it there again. The view that the page
 * showed goes on when it still waits; if not, the page is opened anew. It then waits for the request that follows.
 * @throws LV-METHOD, LV-ORIGIN-REFUSED, LV-TOKEN-INVALID, and what refused the event or came of it
 */
export async function postedEvent(
  route: LiveRoute,
  context: RequestContext,
  services: Services,
): Promise<Response> {
  context.checkOrigin();
  const form = await context.form();
  const posted = eventOf(form);
  if (posted === undefined) throw new LiveloomError("LV-METHOD", { method: "POST" });
  const token = checkedToken(form, context, services);
  try {
    const mounted = await viewOf(token, route, { context, services });
    return await perform(mounted, posted, { context, services });
  } catch (error) {
    const way = services.views.wayIn(causeOf(error), addressOf(context));
    if (way === undefined) throw causeOf(error);
    context.identity.release();
    return context.redirect(way);
  }
}

/** The page of a view that has just handled a posted event, undefined when there is none. Works once. */
export async function postedPage(context: RequestContext, services: Services): Promise<Response | undefined> {
  if (context.request.method !== "GET") return undefined;
  const mounted = services.mounted.takePosted(pageAt(context, addressOf(context)));
  if (!mounted || mounted.isClosed) return undefined;
  try {
    await mounted.readmit();
    const { title, metaDescription: description } = mounted.view;
    const root = await liveRoot(mounted, title, context, { services, wait: waitLimits.withoutScript });
    context.identity.release();
    if (mounted.redirectTo !== undefined) return context.redirect(mounted.redirectTo, 302);
    const messages = [...context.takeMessages(), ...(mounted.messages?.settle() ?? [])];
    return context.page({ title, description, body: html`${raw(root)}`, messages });
  } catch (error) {
    mounted.close();
    // Its stream's items were in the last page only: the page starts anew.
    if (isStreamGone(error)) return undefined;
    throw causeOf(error);
  }
}

interface Means {
  readonly context: RequestContext;
  readonly services: Services;
}

/** The token proves that the form stood in a page of this session (OWASP ASVS 5.0, 3.5.1). */
function checkedToken(form: FormFields, { session }: RequestContext, { signer }: Services): string {
  const token = form.get(postFields.token) ?? "";
  const reason = refuseJoinToken(signer, token, { session, now: Date.now() });
  if (reason) throw new LiveloomError("LV-TOKEN-INVALID", { reason });
  return token;
}

/** The view that the form's page showed, or the same page opened anew. */
async function viewOf(
  token: string,
  { View }: LiveRoute,
  { context, services }: Means,
): Promise<MountedView> {
  const { identity, params, session, url } = context;
  const waiting = services.mounted.takeUnjoined(token);
  if (waiting && !waiting.isClosed && waiting.url === addressOf(context)) {
    identity.release();
    return waiting;
  }
  waiting?.close();
  const request = new ViewRequest(url.pathname, url.search, new Visitor(context.request, services.request));
  return await openPage({ View, params, request, identity, sessionHash: session.idHash }, services.views);
}

interface PostedEvent {
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
}

async function perform(
  mounted: MountedView,
  { name, params }: PostedEvent,
  { context, services }: Means,
): Promise<Response> {
  try {
    if (mounted.redirectTo === undefined) await mounted.perform(name, params);
  } catch (error) {
    mounted.close();
    throw error;
  }
  const destination = mounted.takeDestination();
  if (destination !== undefined) {
    for (const { level, text } of mounted.messages?.takeUnseen() ?? []) context.flash(level, text);
    mounted.close();
    return context.redirect(destination);
  }
  services.mounted.expectRequest(pageAt(context, mounted.url), mounted, Date.now() + waitLimits.posted);
  return context.redirect(mounted.url);
}

/** With the same parameters that the client would send: the element's data, and the form's fields. */
function eventOf(form: FormFields): PostedEvent | undefined {
  const names = [...form.names()];
  const eventField = names.find(isEventField);
  if (eventField === undefined) return undefined;
  const beginning = eventField.slice(postFields.event.length + 1);
  const posted = `${beginning && `${beginning}=`}${form.get(eventField)}`;
  const [name = "", data = ""] = posted.split("?", 2);
  const params = new Map<string, unknown>(new URLSearchParams(data));
  for (const field of names) {
    if (isEventField(field) || field === postFields.token || field === csrfFieldName) continue;
    const values = form.getAll(field);
    params.set(field, values.length > 1 ? values : values[0]);
  }
  return { name, params: Object.fromEntries(params) };
}

function isEventField(field: string): boolean {
  return field === postFields.event || field.startsWith(`${postFields.event}:`);
}

function causeOf(error: unknown): unknown {
  return error instanceof PageRefused ? error.cause : error;
}

function addressOf({ url }: RequestContext): string {
  return url.pathname + url.search;
}

/** Two windows on the same page share it: the newer event wins. */
function pageAt({ session }: RequestContext, address: string): string {
  return `${session.idHash} ${address}`;
}
