import { RawHtml } from "../../raw.ts";
import { property } from "../property.ts";
import { textOf } from "../python-text.ts";
import { isDictionary, itemsOf, plain } from "../python-value.ts";
import { quotePlus } from "../quote.ts";
import type { Scope } from "../scope.ts";
import { sourceError } from "../source.ts";
import type { Tag, TagReader } from "../tag.ts";
import { valueOrBinding } from "./variables.ts";
import { readArguments, splitAs } from "./words.ts";

/** `{% url "name" value key=value as variable %}` */
export const readUrl: TagReader = (parser, tag) => {
  const { words, name: variable } = splitAs(tag.words);
  const [first, ...rest] = words;
  if (!first) throw parser.error(tag, "{% url %} has no name", 'Write {% url "name" %}.');
  const route = parser.expression(first, tag);
  const given = readArguments(parser, tag, rest);
  return valueOrBinding(tag, variable, (scope) => {
    const positional = given.positional.map(({ value }) => value(scope)).map(plain);
    const named = Object.fromEntries(
      [...given.named].map(([name, { value }]) => [name, plain(value(scope))]),
    );
    const name = textOf(route.value(scope));
    try {
      return scope.settings.urls(name, positional, named);
    } catch (error) {
      if (variable) return "";
      throw sourceError(tag.place, `There is no address for "${name}"`, String(error));
    }
  });
};

/** `{% static "app.css" as variable %}` */
export const readStatic: TagReader = (parser, tag) => {
  const { words, name } = splitAs(tag.words);
  const [path, more] = words;
  if (!path || more) throw parser.error(tag, "{% static %} takes one path", 'Write {% static "app.css" %}.');
  const expression = parser.expression(path, tag);
  return valueOrBinding(tag, name, (scope) => scope.settings.staticUrl(textOf(expression.value(scope))));
};

/** `{% get_static_prefix as variable %}` */
export const readStaticPrefix: TagReader = (_, tag) =>
  valueOrBinding(tag, splitAs(tag.words).name, (scope) => scope.settings.staticUrl(""));

/** `{% querystring params page=2 as variable %}`; without positional values it starts from the request's query. */
export const readQueryString: TagReader = (parser, tag) => {
  const { words, name } = splitAs(tag.words);
  const given = readArguments(parser, tag, words);
  return valueOrBinding(tag, name, (scope) => {
    const bases = given.positional.map(({ value }) => value(scope));
    const changes = [...given.named].map(([key, { value }]) => [key, value(scope)] as const);
    const query = new Map<string, readonly unknown[]>();
    for (const base of bases.length ? bases : [requestQuery(scope)])
      for (const [key, values] of entriesOf(base, tag)) change(query, key, values);
    for (const [key, value] of changes) change(query, key, value);
    const pairs = [...query].flatMap(([key, values]) =>
      values.map((value) => `${quotePlus(key)}=${quotePlus(textOf(value))}`),
    );
    return `?${pairs.join("&")}`;
  });
};

function requestQuery(scope: Scope): unknown {
  const request = scope.get("request");
  return property(request, "GET") ?? property(request, "query") ?? {};
}

function change(query: Map<string, readonly unknown[]>, key: string, value: unknown): void {
  const given = typeof value === "object" && !(value instanceof RawHtml) ? itemsOf(value) : undefined;
  const values = given ? given.filter((each) => each !== null && each !== undefined) : [value];
  if (value === null || values.length === 0) query.delete(key);
  else query.set(key, values);
}

function entriesOf(value: unknown, { place }: Tag): readonly (readonly [string, unknown])[] {
  if (value instanceof URLSearchParams)
    return [...new Set(value.keys())].map((key) => [key, value.getAll(key)]);
  if (value instanceof Map) return [...value].map(([key, each]) => [textOf(key), each]);
  if (isDictionary(value)) return Object.entries(value);
  throw sourceError(
    place,
    "{% querystring %} got something that has no keys",
    "Pass objects, Maps or URLSearchParams.",
  );
}
