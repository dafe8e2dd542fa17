import type { PubSub } from "../pubsub/pubsub.ts";
import type { Html } from "../template/html.ts";
import type { Principal } from "./principal.ts";
import type { ViewRequest } from "./view-request.ts";

/** Template files by name. */
export interface Templates {
  /** The template as it is now; cached. @throws when there is none or it has a mistake */
  get(name: string): { render(context: object): Html };
}

/** What the framework keeps for a view; the view reaches it through its own members only. */
export interface ViewContext {
  readonly params: unknown;
  readonly request: ViewRequest;
  readonly pubsub: PubSub;
  /** Template files, for views that name one. */
  readonly templates: Templates | undefined;
  /** As of the last pass through the gate. */
  principal: Principal;
  /** Where the view asked to go instead of rendering. */
  redirectTo: string | undefined;
  readonly owner: ViewOwner;
}

/** Whoever looks after a view while its page is open. */
export interface ViewOwner {
  subscribe(topic: string): void;
  /** Runs something that did not come from the browser in its turn, and shows what it changed. */
  inform(work: () => unknown): void;
  /** Tells the page's scripts something. */
  pushEvent(name: string, payload: unknown): void;
  /** Proves that a form was sent from this page; the same for as long as the view lives. */
  csrfToken(): string;
}
