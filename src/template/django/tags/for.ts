import { Stream } from "../../stream.ts";
import type { Expression } from "../expression.ts";
import type { LoopNode, Node } from "../node.ts";
import type { Parser } from "../parser.ts";
import { itemsOf } from "../python-value.ts";
import type { Scope } from "../scope.ts";
import { sourceError } from "../source.ts";
import { StreamLoop } from "../stream-loop.ts";
import type { Tag, TagReader } from "../tag.ts";

/** What `forloop` says inside a loop. */
class ForLoop {
  readonly parentloop: unknown;
  readonly length: number;
  counter = 0;
  counter0 = 0;
  revcounter = 0;
  revcounter0 = 0;
  first = false;
  last = false;

  constructor(parentloop: unknown, length: number) {
    this.parentloop = parentloop;
    this.length = length;
  }

  /** Goes to the item with this number. */
  _at(index: number): void {
    this.counter0 = index;
    this.counter = index + 1;
    this.revcounter = this.length - index;
    this.revcounter0 = this.revcounter - 1;
    this.first = index === 0;
    this.last = this.revcounter === 1;
  }
}

/** What is bound inside is forgotten afterwards. */
function framed(nodes: readonly Node[], { place }: Tag): readonly Node[] {
  if (nodes.every(({ kind }) => kind === "text" || kind === "value")) return nodes;
  const enter = (scope: Scope) => {
    const frame = scope.enter();
    return (inside: Scope) => inside.leave(frame);
  };
  return [{ kind: "group", nodes, enter, place }];
}

interface Header {
  readonly variables: readonly string[];
  readonly list: Expression;
  readonly isReversed: boolean;
  readonly key: Expression | undefined;
}

/** `{% for x in list reversed key=x.id %} {% empty %} {% endfor %}`; `key` is Liveloom's own. */
export const readFor: TagReader = (parser, tag) => {
  const header = readHeader(parser, tag);
  const { nodes, end } = parser.contentOf(tag, "empty", "endfor");
  const otherwise = end.name === "empty" ? framed(parser.contentOf(tag, "endfor").nodes, end) : [];
  const bind = binder(header.variables, tag);
  const streamLoop = new StreamLoop(tag.place);
  const open: LoopNode["open"] = (scope) => {
    const list = header.list.orNone(scope);
    const show = (render: Render) => (item: unknown) => bind(scope, item, render);
    if (list instanceof Stream) {
      refuseOrder(header, tag);
      const { length, fresh } = list;
      return {
        length,
        stream: list,
        visit: (render) => streamLoop._visit(fresh.values(), scope, show(render)),
      };
    }
    const items = listOf(list, header, tag);
    return { length: items.length, visit: (render) => visitAll(items, scope, show(render)) };
  };
  return { kind: "loop", nodes, otherwise, open, key: header.key, place: tag.place };
};

type Render = (item: unknown) => void;

function visitAll(items: readonly unknown[], scope: Scope, show: Render): void {
  const frame = scope.enter();
  const loop = new ForLoop(scope.get("forloop") ?? {}, items.length);
  scope.set("forloop", loop);
  for (let index = 0; index < items.length; index++) {
    loop._at(index);
    show(items[index]);
  }
  scope.leave(frame);
}

function readHeader(parser: Parser, tag: Tag): Header {
  const words = [...tag.words];
  const keyWord = words.at(-1)?.startsWith("key=") ? words.pop()?.slice("key=".length) : undefined;
  const isReversed = words.at(-1) === "reversed" && words.at(-3) === "in";
  if (isReversed) words.pop();
  const variables = words.slice(0, -2).join(" ").split(/ *, */);
  if (words.length < 3 || words.at(-2) !== "in" || variables.some((name) => !/^[^\s"'|]+$/.test(name)))
    throw parser.error(
      tag,
      "Cannot read {% for %}",
      "Write {% for item in list %} or {% for key, value in object.items %}.",
    );
  const list = parser.expression(words.at(-1) ?? "", tag);
  return { variables, list, isReversed, key: keyWord ? parser.expression(keyWord, tag) : undefined };
}

/** A stream has an order and keys of its own. */
function refuseOrder({ list, isReversed, key }: Header, { place }: Tag): void {
  if (isReversed)
    throw sourceError(
      place,
      `"${list.text}" is a stream and cannot be reversed`,
      "Remove reversed, and add the items by prepend().",
    );
  if (key)
    throw sourceError(
      place,
      `"${list.text}" is a stream, whose items have keys already`,
      `Remove key=${key.text}.`,
    );
}

function listOf(value: unknown, { list, isReversed }: Header, { place }: Tag): readonly unknown[] {
  const items = value === null ? [] : itemsOf(value);
  if (!items)
    throw sourceError(
      place,
      `"${list.text}" is not a list`,
      "Loop over an array, a Set, a Map or an object.",
    );
  return isReversed ? [...items].reverse() : items;
}

type Bind = (scope: Scope, item: unknown, render: Render) => void;

function binder(variables: readonly string[], tag: Tag): Bind {
  const [only = ""] = variables;
  if (variables.length > 1) return unpacker(variables, tag);
  return (scope, item, visit) => {
    scope.set(only, item);
    visit(item);
  };
}

function unpacker(variables: readonly string[], { place }: Tag): Bind {
  return (scope, item, visit) => {
    const values =
      (typeof item === "object" && itemsOf(item)) || (typeof item === "string" ? [...item] : [item]);
    if (values.length !== variables.length) {
      const remedy = `Name as many variables as each item has values.`;
      throw sourceError(
        place,
        `Need ${variables.length} values to unpack in a loop, got ${values.length}`,
        remedy,
      );
    }
    const frame = scope.enter();
    for (const [index, name] of variables.entries()) scope.set(name, values[index]);
    visit(item);
    scope.leave(frame);
  };
}
