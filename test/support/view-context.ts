import { Background } from "../../src/live/background/background.ts";
import { LiveView } from "../../src/live/live-view.ts";
import { NestedViews } from "../../src/live/nested/nested-views.ts";
import { anonymousPrincipal } from "../../src/live/principal.ts";
import type { ViewContext, ViewOwner } from "../../src/live/view-context.ts";
import { ViewRequest } from "../../src/live/view-request.ts";
import { createMemoryPubSub } from "../../src/pubsub/memory.ts";

/** An owner of a view that has no page around it: it does nothing. */
export function ownerWith(change: Partial<ViewOwner> = {}): ViewOwner {
  return {
    subscribe: () => {},
    unsubscribe: () => {},
    inform: () => {},
    report: () => "",
    readsAddress: () => {},
    changesPage: () => {},
    host: {
      isShown: true,
      isClosed: false,
      inform: () => {},
      show: () => undefined,
      report: () => {},
    },
    background: new Background(
      { inform: () => {}, show: () => undefined, report: () => {} },
      { isShown: true, isClosed: false },
    ),
    csrfToken: () => "token",
    isOpen: true,
    View: class extends LiveView {},
    nested: new NestedViews(),
    admitNested: () => Promise.reject(new Error("There is no app")),
    paths: { find: () => undefined, change: (path: string) => path, of: () => undefined },
    ...change,
  };
}

/** The context of a view without a page: at "/", for nobody who is known. */
export function contextWith(change: Partial<ViewContext> = {}): ViewContext {
  return {
    params: {},
    request: new ViewRequest("/", ""),
    pubsub: createMemoryPubSub(),
    principal: anonymousPrincipal,
    redirectTo: undefined,
    owner: ownerWith(),
    templates: undefined,
    ...change,
  };
}
