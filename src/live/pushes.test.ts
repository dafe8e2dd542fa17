import { expect, test } from "vitest";
import { commands } from "../template/commands/commands.ts";
import { Pushes, pushLimits } from "./pushes.ts";

function sentBy(pushes: Pushes): unknown[] {
  const sent: unknown[] = [];
  const push = (name: string, payload: unknown) => sent.push([name, payload]);
  pushes.flush({ push, run: (commands: string) => sent.push(commands) } as never);
  return sent;
}

test("the payload is what it was when it was pushed", () => {
  const pushes = new Pushes();
  const payload = { n: 1 };
  pushes.add("a", payload);
  payload.n = 2;
  expect(sentBy(pushes)).toEqual([["a", { n: 1 }]]);
  expect(sentBy(pushes)).toEqual([]);
});

test("commands are sent in order with the rest, none when there are none", () => {
  const pushes = new Pushes();
  pushes.add("a", 1);
  pushes.addCommands(commands().focus("#b"));
  pushes.addCommands(commands());
  pushes.add("c", 2);
  expect(sentBy(pushes)).toEqual([["a", 1], '[["focus","#b"]]', ["c", 2]]);
  const long = commands().dispatch("x", "y".repeat(9_000));
  expect(() => pushes.addCommands(long)).toThrow("LV-COMMAND");
});

test("what failed is dropped, what was settled before stays", () => {
  const pushes = new Pushes();
  pushes.add("kept", undefined);
  pushes.settle();
  pushes.add("dropped", 1);
  pushes.drop();
  pushes.drop();
  expect(sentBy(pushes)).toEqual([["kept", null]]);
});

test("the oldest go first when too many or too long ones wait", () => {
  const pushes = new Pushes();
  for (let number = 0; number <= pushLimits.waiting; number++) pushes.add("n", number);
  expect(sentBy(pushes)).toHaveLength(pushLimits.waiting);
  for (let number = 0; number < 6; number++) pushes.add("long", `${number}`.repeat(60_000));
  expect(sentBy(pushes)).toHaveLength(4);
});

test.each(["", "1a", "a b", "ä", "a".repeat(65)])("a name cannot be %j", (name) => {
  expect(() => new Pushes().add(name, 1)).toThrow("LV-PUSH-NAME");
});
