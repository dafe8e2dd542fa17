import type { MountedView } from "../live/mounted-view.ts";
import { waitLimits } from "../session/mounted-views.ts";
import { attributes, pageAttributes } from "../shared/markup.ts";
import { escapeAttribute } from "../template/escape.ts";
import { withEarlyWatch } from "./early-watch.ts";
import { issueJoinToken } from "./join-token.ts";
import type { RequestContext } from "./request-context.ts";
import type { Services } from "./services.ts";

/**
 * The view's HTML in its root element, whose token lets the page's socket take over the view that waits for it.
 * @param title what the document around it says
 * @param wait How long it waits, in milliseconds.
 */
export async function liveRoot(
  mounted: MountedView,
  title: string,
  { session, request, nonce }: RequestContext,
  { services, wait = waitLimits.firstJoin }: { services: Services; wait?: number },
): Promise<string> {
  const { signer, mounted: views } = services;
  const token = issueJoinToken(signer, session.idHash, Date.now());
  const { html, marks, sender } = await mounted.fullHtml(token);
  if (mounted.view.title === title) mounted.titled();
  // Nothing can join when the request was HEAD, or a view inside leads elsewhere.
  if (request.method === "HEAD" || mounted.redirectTo !== undefined) mounted.close();
  else views.expect(token, mounted, Date.now() + wait);
  const about = `${attributes.view}="0" ${attributes.token}="${token}" ${attributes.marks}="${marks}" ${pageAttributes.title}="${escapeAttribute(title)}"`;
  return withEarlyWatch(`<div ${about}>${html}</div>${sender}`, nonce);
}
