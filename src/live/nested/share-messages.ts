import type { ViewContext } from "../view-context.ts";

/** What a nested view has to say, the view around it says. */
export function shareMessages(nested: ViewContext, outer: ViewContext): void {
  Object.defineProperty(nested, "messages", {
    get: () => outer.messages,
    set: (messages: ViewContext["messages"]) => {
      outer.messages = messages;
    },
  });
}
