import type { PubSub } from "../pubsub/pubsub.ts";
import type { Principal } from "./principal.ts";
import type { ViewRequest } from "./view-request.ts";

/** What the framework keeps for a view; the view reaches it through its own members only. */
export interface ViewContext {
  readonly params: unknown;
  readonly request: ViewRequest;
  readonly pubsub: PubSub;
  /** As of the last pass through the gate. */
  principal: Principal;
  /** Where the view asked to go instead of rendering. */
  redirectTo: string | undefined;
  subscribe(topic: string): void;
}
