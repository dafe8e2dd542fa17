import { ViewMessages } from "./navigation/view-messages.ts";
import { shareMessages } from "./nested/share-messages.ts";
import type { Address, PageRequest } from "./page-request.ts";
import type { Principal } from "./principal.ts";
import type { ViewContext, ViewOwner } from "./view-context.ts";
import type { ViewServices } from "./view-services.ts";

/** A page that somebody may open, and what its address says. */
export interface Admitted {
  readonly principal: Principal;
  readonly address: Address;
}

/** What a view that is about to be made can reach. */
export function pageContext(
  { request, messages = [], place }: PageRequest,
  { pubsub, templates }: ViewServices,
  { principal, address, owner }: Admitted & { readonly owner: ViewOwner },
): ViewContext {
  const context: ViewContext = {
    params: address.params,
    query: address.query,
    request,
    pubsub,
    templates,
    principal,
    redirectTo: undefined,
    navigation: undefined,
    messages: messages.length > 0 ? new ViewMessages(messages) : undefined,
    owner,
  };
  if (place) shareMessages(context, place.context);
  return context;
}
