import { RawHtml } from "../raw.ts";
import type { Argument, Filter } from "./filter.ts";
import type { Library } from "./library.ts";
import type { Node, Rendered } from "./node.ts";
import { isTrue, plain } from "./python-value.ts";
import type { Scope } from "./scope.ts";
import type { Tag, TagReader } from "./tag.ts";
import { valueOrBinding } from "./tags/variables.ts";
import { type Arguments, readArguments, splitAs } from "./tags/words.ts";

/** Text arrives as plain strings, whether it is marked safe or not; what is returned is escaped unless made by `raw()`. */
export type FilterFunction = (value: unknown, argument: unknown) => unknown;

export interface FilterDefinition {
  readonly run: FilterFunction;
  /** Whether the filter is written with an argument. Default: "optional". */
  readonly argument?: Argument;
  /** Whether safe HTML that goes in comes out as safe HTML. Default: false. */
  readonly keepsSafe?: boolean;
}

/** How a tag was called. */
export interface TagCall {
  readonly args: readonly unknown[];
  readonly named: Readonly<Record<string, unknown>>;
  /** The value of a variable of the template; undefined when there is none. */
  readonly get: (name: string) => unknown;
}

/** What it returns is shown, or bound with `as name`: text, a number, or HTML made by `html` or `raw()`. */
export type SimpleTag = (call: TagCall) => unknown;

/** As {@link SimpleTag}, with the HTML up to the end tag. */
export type BlockTag = (call: TagCall & { readonly content: RawHtml }) => unknown;

/** A tag that shows another template, with the context that `context` makes. */
export interface InclusionTag {
  readonly template: string;
  readonly context: (call: TagCall) => object;
}

export interface LibraryDefinition {
  readonly filters?: Readonly<Record<string, FilterFunction | FilterDefinition>>;
  /** `{% name a b key=c as variable %}` */
  readonly tags?: Readonly<Record<string, SimpleTag>>;
  /** `{% name a b %} ... {% endname %}` */
  readonly blocks?: Readonly<Record<string, BlockTag>>;
  readonly inclusions?: Readonly<Record<string, InclusionTag>>;
}

/**
 * Makes tags and filters for `{% load name %}`; give it to `new DjangoTemplates({ libraries: { name } })`.
 * @example
 * const money = defineLibrary({ filters: { euro: (value) => `${Number(value).toFixed(2)} €` } });
 */
export function defineLibrary({
  filters = {},
  tags = {},
  blocks = {},
  inclusions = {},
}: LibraryDefinition): Library {
  return {
    filters: new Map(Object.entries(filters).map(([name, filter]) => [name, filterOf(filter)])),
    tags: new Map([
      ...Object.entries(tags).map(([name, tag]) => [name, simpleReader(tag)] as const),
      ...Object.entries(blocks).map(([name, tag]) => [name, blockReader(tag)] as const),
      ...Object.entries(inclusions).map(([name, tag]) => [name, inclusionReader(tag)] as const),
    ]),
  };
}

function filterOf(given: FilterFunction | FilterDefinition): Filter {
  const {
    run,
    argument = "optional",
    keepsSafe = false,
  } = typeof given === "function" ? { run: given } : given;
  return {
    argument,
    apply(value, parameter) {
      const result = run(plain(value), plain(parameter));
      return keepsSafe && value instanceof RawHtml && typeof result === "string"
        ? new RawHtml(result)
        : result;
    },
  };
}

function callOf({ positional, named }: Arguments, scope: Scope): TagCall {
  return {
    args: positional.map(({ value }) => plain(value(scope))),
    named: Object.fromEntries([...named].map(([name, { value }]) => [name, plain(value(scope))])),
    get: (name) => scope.get(name),
  };
}

function simpleReader(call: SimpleTag): TagReader {
  return (parser, tag) => {
    const { words, name } = splitAs(tag.words);
    const given = readArguments(parser, tag, words);
    return valueOrBinding(tag, name, (scope) => call(callOf(given, scope)));
  };
}

function blockReader(call: BlockTag): TagReader {
  return (parser, tag): Node => {
    const { words, name } = splitAs(tag.words);
    const given = readArguments(parser, tag, words);
    const { nodes } = parser.contentOf(tag, `end${tag.name}`);
    const value = (html: string, scope: Scope) => {
      const result = call({ ...callOf(given, scope), content: new RawHtml(html) });
      if (name) scope.set(name, result);
      return name ? "" : (result ?? "");
    };
    return { kind: "capture", nodes, value, place: tag.place };
  };
}

function inclusionReader({ template, context }: InclusionTag): TagReader {
  return (parser, tag: Tag): Node => {
    const given = readArguments(parser, tag, tag.words);
    const insert = <Result>(scope: Scope, render: (found: Rendered, inside: Scope) => Result): Result => {
      const found = scope.loader.find([template], tag.place);
      const inside = scope.isolated(context(callOf(given, scope)));
      const token = scope.get("csrf_token");
      if (isTrue(token)) inside.set("csrf_token", token);
      return render(found, inside);
    };
    return { kind: "insert", insert, place: tag.place };
  };
}
