import type { MountedView } from "../live/mounted-view.ts";
import { waitLimits } from "../session/mounted-views.ts";
import { attributes } from "../shared/wire.ts";
import { issueJoinToken } from "./join-token.ts";
import { postable } from "./postable.ts";
import type { RequestContext } from "./request-context.ts";
import type { Services } from "./services.ts";

/**
 * The view's HTML in its root element, whose token lets the page's socket take over the view that waits for it.
 * @param wait How long it waits, in milliseconds.
 */
export function liveRoot(
  mounted: MountedView,
  { session, request }: RequestContext,
  { services, wait = waitLimits.firstJoin }: { services: Services; wait?: number },
): string {
  const { signer, mounted: views } = services;
  const content = mounted.html();
  const token = issueJoinToken(signer, session.idHash, Date.now());
  // A HEAD request has no page that could join.
  if (request.method === "HEAD") mounted.close();
  else views.expect(token, mounted, Date.now() + wait);
  const root = `<div ${attributes.view}="0" ${attributes.token}="${token}">${content}</div>`;
  return mounted.worksWithoutScript ? postable(root, token) : root;
}
