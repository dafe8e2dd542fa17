import type { MountedView } from "../live/mounted-view.ts";
import { waitLimits } from "../session/mounted-views.ts";
import { attributes } from "../shared/wire.ts";
import { withEarlyWatch } from "./early-watch.ts";
import { issueJoinToken } from "./join-token.ts";
import type { RequestContext } from "./request-context.ts";
import type { Services } from "./services.ts";

/** The view's HTML in its root element, whose token lets the page's socket take over the view that waits for it. */
export function liveRoot(
  mounted: MountedView,
  { session, request, nonce }: RequestContext,
  { signer, mounted: views }: Services,
): string {
  const { html, marks } = mounted.html();
  const token = issueJoinToken(signer, session.idHash, Date.now());
  // A HEAD request has no page that could join.
  if (request.method === "HEAD") mounted.close();
  else views.expect(token, mounted, Date.now() + waitLimits.firstJoin);
  const root = `<div ${attributes.view}="0" ${attributes.token}="${token}" ${attributes.marks}="${marks}">${html}</div>`;
  return withEarlyWatch(root, nonce);
}
