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

describe("messages that are taken back", () => {
  test("go from where the layout shows them", () => {
    const messages = new ViewMessages([hello, bye]);
    messages.settle();
    messages.clear("info");
    expect([messages.hasNews, messages.settle(), messages.hasNews]).toEqual([true, [bye], false]);
    messages.clear();
    expect([messages.hasNews, messages.settle(), messages.hasNews]).toEqual([true, [], false]);
  });

  test("are not shown when they were not yet", () => {
    const messages = new ViewMessages([hello, bye]);
    messages.clear("success");
    expect([messages.unseen, messages.settle()]).toEqual([[hello], [hello]]);
  });

  test("go from where the view shows them", () => {
    const messages = new ViewMessages([hello, bye]);
    messages.read();
    messages.settle();
    messages.clear("info");
    expect([messages.hasNews, messages.read()]).toEqual([false, [bye]]);
  });

  test("are as little news as before when there were none of the level", () => {
    const messages = new ViewMessages([hello]);
    messages.settle();
    messages.clear("error");
    expect(messages.hasNews).toBe(false);
  });
});

test("messages can be what they were at another moment", () => {
  const messages = new ViewMessages([hello]);
  messages.settle();
  const { state } = messages;
  messages.add(bye);
  messages.restore(state);
  expect([messages.unseen, messages.hasNews]).toEqual([[], false]);
  messages.restore();
  messages.add(bye);
  expect(messages.unseen).toEqual([bye]);
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
