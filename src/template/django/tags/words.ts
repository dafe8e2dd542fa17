import type { Expression } from "../expression.ts";
import type { Parser } from "../parser.ts";
import type { Tag } from "../tag.ts";

/** Words without `as name` at their end, and that name. */
export function splitAs(words: readonly string[]): {
  readonly words: readonly string[];
  readonly name?: string;
} {
  const name = words.at(-1);
  return words.length >= 2 && words.at(-2) === "as" && name ? { words: words.slice(0, -2), name } : { words };
}

/** `name=value`. */
const named = /^(\w+)=(.+)$/su;

export interface Arguments {
  readonly positional: readonly Expression[];
  readonly named: ReadonlyMap<string, Expression>;
}

/** Words that are values or `name=value`, as tags with arguments take them. */
export function readArguments(parser: Parser, tag: Tag, words: readonly string[]): Arguments {
  const positional: Expression[] = [];
  const byName = new Map<string, Expression>();
  for (const word of words) {
    const [, name, value] = named.exec(word) ?? [];
    if (name && byName.has(name))
      throw parser.error(tag, `"${name}" stands twice in {% ${tag.name} %}`, "Keep one.");
    if (name && value) byName.set(name, parser.expression(value, tag));
    else positional.push(parser.expression(word, tag));
  }
  return { positional, named: byName };
}

export interface Bindings {
  readonly values: ReadonlyMap<string, Expression>;
  /** The words that bind nothing. */
  readonly rest: readonly string[];
}

/** Words that bind variables: `a=1 b=2`, or the old form `1 as a and 2 as b`. */
export function readBindings(parser: Parser, tag: Tag, words: readonly string[]): Bindings {
  if (!named.test(words[0] ?? "")) return readOldBindings(parser, tag, words);
  const values = new Map<string, Expression>();
  const rest = [...words];
  for (let match = named.exec(rest[0] ?? ""); match; match = named.exec(rest[0] ?? "")) {
    values.set(match[1] ?? "", parser.expression(match[2] ?? "", tag));
    rest.shift();
  }
  return { values, rest };
}

function readOldBindings(parser: Parser, tag: Tag, words: readonly string[]): Bindings {
  const values = new Map<string, Expression>();
  let rest = words;
  while (rest[1] === "as" && rest[2] !== undefined) {
    values.set(rest[2], parser.expression(rest[0] ?? "", tag));
    rest = rest.slice(3);
    if (rest[0] !== "and") break;
    rest = rest.slice(1);
  }
  return { values, rest };
}
