import { describe, expect, test } from "vitest";
import { createMessage, messagesLimit, messageTextLimit, ViewMessages } from "./view-messages.ts";

const hello = createMessage("info", "Hello");
const bye = createMessage("success", "Bye");

describe("messages that the view does not read", () => {
  test("are shown by the layout, once", () => {
    const messages = new ViewMessages([hello]);
    messages.add(bye);
    expect([messages.settle(), messages.settle(), messages.read()]).toEqual([[hello, bye], [], []]);
  });

  test("go along to the next page while nobody has seen them", () => {
    const messages = new ViewMessages([hello]);
    expect([messages.takeUnseen(), messages.takeUnseen(), messages.settle()]).toEqual([[hello], [], []]);
  });

  test("do not go along when they were seen", () => {
    const messages = new ViewMessages([hello]);
    messages.settle();
    expect(messages.takeUnseen()).toEqual([]);
  });
});

describe("messages that the view reads", () => {
  test("are the view's until there is another", () => {
    const messages = new ViewMessages([hello]);
    expect([messages.read(), messages.settle(), messages.read()]).toEqual([[hello], [], [hello]]);
    messages.add(bye);
    expect(messages.read()).toEqual([bye]);
  });

  test("go with the address", () => {
    const messages = new ViewMessages([hello]);
    messages.read();
    messages.settle();
    messages.forgetShown();
    expect(messages.read()).toEqual([]);
  });
});

test("no more than the limit wait, and the oldest go", () => {
  const messages = new ViewMessages();
  for (let number = 0; number <= messagesLimit; number++) messages.add(createMessage("info", String(number)));
  expect(messages.unseen.map(({ text }) => text)).toEqual(
    Array.from({ length: messagesLimit }, (_, index) => String(index + 1)),
  );
});

test("a long text is cut", () => {
  const { text } = createMessage("info", "x".repeat(messageTextLimit + 1));
  expect([text.length, text.at(-1)]).toEqual([messageTextLimit, "…"]);
});
