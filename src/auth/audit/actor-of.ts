import type { AuditActor } from "../../live/audit.ts";

/** A live view, as far as it says who uses it. */
interface ActingView extends Pick<AuditActor, "user" | "sessionHash"> {
  readonly request: { readonly address: string };
}

/** Who does something: a live view, the context of a request, or what somebody put together. */
export type Actor = AuditActor | ActingView;

/** Only what the log keeps of them: a view is more than that, and may be gone by then. */
export function actorOf(actor: Actor): AuditActor {
  const { id, username } = actor.user;
  return { user: { id, username }, sessionHash: actor.sessionHash, address: addressOf(actor) };
}

/** A view may have a field of that name which is something else. */
function addressOf(actor: Actor): string | undefined {
  if ("address" in actor && typeof actor.address === "string") return actor.address;
  return "request" in actor ? actor.request.address : undefined;
}
