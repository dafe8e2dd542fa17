import { MountedView } from "../live/mounted-view.ts";
import { html } from "../template/html.ts";
import { raw } from "../template/raw.ts";
import { liveRoot } from "./live-root.ts";
import type { LiveRoute } from "./live-route.ts";
import { postedPage } from "./posted-event.ts";
import type { RequestContext } from "./request-context.ts";
import type { Services } from "./services.ts";
import { streamedPage } from "./streamed-page.ts";

/**
 * Answers the request for a live view: mounts it, renders it once, and keeps it until the page's socket takes
 * it over with the token in the page.
 */
export async function livePage(
  { View }: LiveRoute,
  context: RequestContext,
  services: Services,
): Promise<Response> {
  const posted = await postedPage(context, services);
  if (posted) return posted;
  const { identity, params, session, viewRequest: request } = context;
  const messages = View.streamHead ? [] : context.takeMessages();
  const page = { View, params, request, identity, sessionHash: session.idHash, messages };
  const mounted = await MountedView.admit(page, services.views);
  if (View.streamHead && context.request.method !== "HEAD") return streamedPage(mounted, context, services);
  try {
    await mounted.mount();
    if (mounted.redirectTo !== undefined) return leave(mounted, context);
    session.ensureCookie();
    const { title, metaDescription: description } = mounted.view;
    const body = html`${raw(await liveRoot(mounted, title, context, { services }))}`;
    if (mounted.redirectTo !== undefined) return leave(mounted, context);
    return context.page({ title, description, body, messages: mounted.messages?.settle() ?? [] });
  } catch (error) {
    mounted.close();
    throw error;
  }
}

function leave(mounted: MountedView, context: RequestContext): Response {
  for (const { level, text } of mounted.messages?.takeUnseen() ?? []) context.flash(level, text);
  mounted.close();
  return context.redirect(mounted.redirectTo ?? "/", 302);
}
