import type { PubSub } from "../pubsub/pubsub.ts";
import type { Html } from "../template/html.ts";
import type { AuditTrail } from "./audit.ts";
import type { Background } from "./background/background.ts";
import type { PageHost } from "./background/background-host.ts";
import type { LiveViewClass } from "./live-view.ts";
import type { Given } from "./mount-hooks.ts";
import type { MountedView } from "./mounted-view.ts";
import type { ViewMessages } from "./navigation/view-messages.ts";
import type { Paths, ViewNavigation } from "./navigation/view-navigation.ts";
import type { NestedCall } from "./nested/nested.ts";
import type { NestedPlace } from "./nested/nested-place.ts";
import type { NestedViews } from "./nested/nested-views.ts";
import type { Principal } from "./principal.ts";
import type { Pushes } from "./pushes.ts";
import type { Receive } from "./subscriptions.ts";
import type { ViewRequest } from "./view-request.ts";

/** Template files by name. */
export interface Templates {
  /** The template as it is now; cached. @throws when there is none or it has a mistake */
  get(name: string): { render(context: object): Html };
}

/** What the framework keeps for a view; the view reaches it through its own members only. */
export interface ViewContext {
  /** What the address says, as the view's schemas read it. */
  params: unknown;
  query?: unknown;
  request: ViewRequest;
  readonly pubsub: PubSub;
  /** Template files, for views that name one. */
  readonly templates: Templates | undefined;
  /** As of the last pass through the gate. */
  principal: Principal;
  /** Where the view asked to go instead of rendering. */
  redirectTo: string | undefined;
  /** What the hooks in `onMount` returned; undefined while there are none. */
  given?: Given;
  /** Only once they are used: most views stay where they are, and say nothing. */
  navigation?: ViewNavigation | undefined;
  messages?: ViewMessages | undefined;
  pushes?: Pushes | undefined;
  readonly owner: ViewOwner;
}

/** Whoever looks after a view or a component while its page is open. */
export interface PartOwner {
  /** Without `receive` messages go to its `handleInfo`. */
  subscribe(topic: string, receive?: Receive): void;
  unsubscribe(topic: string): void;
  /** Timers, tasks and resources. */
  readonly background: Background;
  /** Logs an error and returns the id under which the log has it. @param about Default: the view or component. */
  report(error: unknown, about?: string): string;
  /** It shows what the address says. */
  readsAddress(): void;
  /** It has changed what the view around it shows. */
  changesPage(): void;
}

/** Whoever looks after a view while its page is open. */
export interface ViewOwner extends PartOwner {
  /** The open page, for what runs beside its events. */
  readonly host: PageHost;
  /** Runs something that did not come from the browser in its turn, and shows what it changed. */
  inform(work: () => unknown): void;
  /** Proves that a form was sent from this page; the same for as long as the view lives. */
  csrfToken(): string;
  /** Where it is written down who has done what; undefined for an app without accounts. */
  readonly auditTrail?: AuditTrail | undefined;
  /** Tells developers something once; undefined in production. */
  readonly hint?: ((text: string) => void) | undefined;
  /** Whether the view was mounted. Before that, going elsewhere is a redirect. */
  readonly isOpen: boolean;
  readonly View: LiveViewClass;
  readonly paths: Paths;
  /** Where the view stands, when that is inside another. */
  readonly place?: NestedPlace | undefined;
  /** All views inside the page. */
  readonly nested: NestedViews;
  /**
   * Opens a view inside this one, which has to be mounted.
   * @throws LoginRequired, PermissionDenied, InvalidParams, LV-NESTED-ADDRESS
   */
  admitNested(call: NestedCall, place: NestedPlace): Promise<MountedView>;
}
