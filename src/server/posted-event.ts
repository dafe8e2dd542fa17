import { LiveloomError } from "../errors.ts";
import { isFailure } from "../live/failure.ts";
import { PageRefused } from "../live/gate.ts";
import type { MountedView } from "../live/mounted-view.ts";
import { openPage } from "../live/open-page.ts";
import { waitLimits } from "../session/mounted-views.ts";
import { html } from "../template/html.ts";
import { raw } from "../template/raw.ts";
import { checkJoinToken } from "./join-token.ts";
import { liveRoot } from "./live-root.ts";
import type { LiveRoute } from "./live-route.ts";
import { type PostedEvent, type PostedForm, readPosted } from "./posted-form.ts";
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
  const posted = readPosted(await context.form());
  if (posted === undefined) throw new LiveloomError("LV-METHOD", { method: "POST" });
  // It proves that the form stood in a page of this session (OWASP ASVS 5.0, 3.5.1).
  checkJoinToken(services.signer, posted.token, { session: context.session, now: Date.now() });
  try {
    const found = await viewOf(posted.token, route, { context, services });
    return await perform(found, posted, { context, services });
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
  const mounted = takePosted(context, services);
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
    throw causeOf(error);
  }
}

interface Means {
  readonly context: RequestContext;
  readonly services: Services;
}

interface FoundView {
  readonly mounted: MountedView;
  /** Whether it was mounted for this, because the page's did not wait any more. */
  readonly isAnew: boolean;
}

/** The view that the form's page showed, or the same page opened anew. */
async function viewOf(token: string, { View }: LiveRoute, { context, services }: Means): Promise<FoundView> {
  const { identity, params, session, viewRequest: request } = context;
  const waiting = services.mounted.takeUnjoined(token);
  if (waiting && !waiting.isClosed && waiting.url === addressOf(context)) {
    identity.release();
    return { mounted: waiting, isAnew: false };
  }
  waiting?.close();
  const page = { View, params, request, identity, sessionHash: session.idHash };
  return { mounted: await openPage(page, services.views), isAnew: true };
}

async function perform(
  { mounted, isAnew }: FoundView,
  posted: PostedForm,
  { context, services }: Means,
): Promise<Response> {
  const { event, isAside } = posted;
  const typed = isAside || isAnew ? posted.typed(isAnew) : undefined;
  try {
    if (typed && mounted.redirectTo === undefined) await tell(mounted, typed);
    if (mounted.redirectTo === undefined) await mounted.perform(event.name, event.params);
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
  const page = pageAt(context.session.idHash, mounted.url);
  services.mounted.expectRequest(page, mounted, Date.now() + waitLimits.posted);
  return context.redirect(mounted.url);
}

/** What is refused of it does not keep the event from being called, as little as it would with a script. */
async function tell(mounted: MountedView, { name, params }: PostedEvent): Promise<void> {
  try {
    await mounted.perform(name, params);
  } catch (error) {
    if (isFailure(error)) throw error;
  }
}

function causeOf(error: unknown): unknown {
  return error instanceof PageRefused ? error.cause : error;
}

function addressOf({ url }: RequestContext): string {
  return url.pathname + url.search;
}

/** Two windows on the same page share it: the newer event wins. */
function pageAt(idHash: string, address: string): string {
  return `${idHash} ${address}`;
}

/** The view that waits, also when its event gave the session another id. */
function takePosted(context: RequestContext, { mounted }: Services): MountedView | undefined {
  const address = addressOf(context);
  for (const idHash of context.session.idHashes) {
    const view = mounted.takePosted(pageAt(idHash, address));
    if (view) return view;
  }
  return undefined;
}
