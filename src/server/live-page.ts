import { MountedView } from "../live/mounted-view.ts";
import { ViewRequest } from "../live/view-request.ts";
import { waitLimits } from "../session/mounted-views.ts";
import { attributes } from "../shared/wire.ts";
import { html } from "../template/html.ts";
import { raw } from "../template/raw.ts";
import { issueJoinToken } from "./join-token.ts";
import type { LiveRoute } from "./live-route.ts";
import type { RequestContext } from "./request-context.ts";
import type { Services } from "./services.ts";

/**
 * Answers the request for a live view: mounts it, renders it once, and keeps it until the page's socket takes
 * it over with the token in the page. A HEAD request has no page, so nothing is kept for it.
 */
export async function livePage(
  { View }: LiveRoute,
  context: RequestContext,
  services: Services,
): Promise<Response> {
  const { identity, params, session, url } = context;
  const request = new ViewRequest(url.pathname, url.search);
  const page = { View, params, request, identity, sessionHash: session.idHash };
  const mounted = await MountedView.open(page, services.views);
  try {
    if (mounted.redirectTo !== undefined) return leave(mounted, context);
    const content = mounted.html();
    session.ensureCookie();
    const token = issueJoinToken(services.signer, session.idHash, Date.now());
    const root = `<div ${attributes.view}="0" ${attributes.token}="${token}">${content}</div>`;
    const response = context.page({ title: mounted.view.title, body: html`${raw(root)}` });
    if (context.request.method === "HEAD") mounted.close();
    else services.mounted.expect(token, mounted, Date.now() + waitLimits.firstJoin);
    return response;
  } catch (error) {
    mounted.close();
    throw error;
  }
}

function leave(mounted: MountedView, context: RequestContext): Response {
  mounted.close();
  return context.redirect(mounted.redirectTo ?? "/", 302);
}
