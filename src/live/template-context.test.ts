import { expect, test } from "vitest";
import { contextWith } from "../../test/support/view-context.ts";
import { LiveView } from "./live-view.ts";
import { createMessage, ViewMessages } from "./navigation/view-messages.ts";
import { templateContext } from "./template-context.ts";

test("a template that reads the messages shows them, so that the layout does not", () => {
  const messages = new ViewMessages([createMessage("error", "No")]);
  const context = templateContext({ title: "Home" }, LiveView.prototype, contextWith({ messages }));
  expect(messages.settle()).toHaveLength(1);
  messages.add(createMessage("error", "No"));
  expect(context).toHaveProperty("messages", [
    { level: "error", text: "No", message: "No", tags: "error", level_tag: "error" },
  ]);
  expect(messages.settle()).toEqual([]);
});
