import { expect, test } from "vitest";
import { createMemoryPubSub } from "../pubsub/memory.ts";
import { html } from "../template/html.ts";
import { Background } from "./background/background.ts";
import { LiveView } from "./live-view.ts";
import { createMessage, ViewMessages } from "./navigation/view-messages.ts";
import { anonymousPrincipal } from "./principal.ts";
import { templateContext } from "./template-context.ts";
import { ViewRequest } from "./view-request.ts";

class Page extends LiveView {
  render() {
    return html``;
  }
}

test("a template that reads the messages shows them, so that the layout does not", () => {
  const messages = new ViewMessages([createMessage("error", "No")]);
  const paths = { find: () => undefined, change: (path: string) => path };
  const owner = {
    subscribe: () => {},
    unsubscribe: () => {},
    inform: () => {},
    report: () => "",
    background: new Background(
      { inform: () => {}, show: () => {}, report: () => {} },
      { isShown: true, isClosed: false },
    ),
    csrfToken: () => "token",
    isOpen: true,
    View: Page,
    paths,
  };
  const context = templateContext({ title: "Home" }, LiveView.prototype, {
    params: {},
    request: new ViewRequest("/", ""),
    pubsub: createMemoryPubSub(),
    templates: undefined,
    principal: anonymousPrincipal,
    redirectTo: undefined,
    messages,
    owner,
  });
  expect(messages.settle()).toHaveLength(1);
  messages.add(createMessage("error", "No"));
  expect(context).toHaveProperty("messages", [
    { level: "error", text: "No", message: "No", tags: "error", level_tag: "error" },
  ]);
  expect(messages.settle()).toEqual([]);
});
