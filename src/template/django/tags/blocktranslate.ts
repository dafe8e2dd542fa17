import { RawHtml } from "../../raw.ts";
import type { Expression } from "../expression.ts";
import { htmlOf } from "../output.ts";
import type { Parser } from "../parser.ts";
import { textOf } from "../python-text.ts";
import type { Scope } from "../scope.ts";
import type { Message } from "../settings.ts";
import { sourceError } from "../source.ts";
import type { Tag, TagReader } from "../tag.ts";
import type { Token } from "../tokenize.ts";
import { valueOrBinding } from "./variables.ts";
import { readBindings } from "./words.ts";

interface Options {
  readonly bound: ReadonlyMap<string, Expression>;
  readonly count: readonly [name: string, value: Expression] | undefined;
  readonly context: Expression | undefined;
  readonly isTrimmed: boolean;
  readonly variable: string | undefined;
}

/** `{% blocktranslate with a=b count n=list|length trimmed asvar name %} one {% plural %} several {% endblocktranslate %}` */
export const readBlockTranslate: TagReader = (parser, tag) => {
  const options = readOptions(parser, tag);
  const { singular, plural } = readMessages(parser, tag, options);
  return valueOrBinding(tag, options.variable, (scope) => {
    const frame = scope.enter();
    for (const [name, value] of values(options, scope)) scope.set(name, value);
    const about = messageOf(options, plural, { scope, tag });
    const text = scope.settings.translate(singular, about);
    const html = filled(text, scope);
    scope.leave(frame);
    return new RawHtml(html);
  });
};

function values({ bound }: Options, scope: Scope): (readonly [string, unknown])[] {
  return [...bound].map(([name, { value }]) => [name, value(scope)] as const);
}

function messageOf(
  { count, context }: Options,
  plural: string | undefined,
  { scope, tag }: { scope: Scope; tag: Tag },
): Message {
  const about = { language: scope.language, ...(context && { context: textOf(context.value(scope)) }) };
  if (!count || plural === undefined) return about;
  const [name, expression] = count;
  const number = expression.value(scope);
  if (typeof number !== "number" && typeof number !== "bigint")
    throw sourceError(
      tag.place,
      `The count "${name}" is not a number`,
      "Count with a number, such as list|length.",
    );
  scope.set(name, number);
  return { ...about, plural, count: Number(number) };
}

/** `%(name)s` stands for a variable, `%%` for a percent sign. */
function filled(text: string, scope: Scope): string {
  return text.replace(/%%|%\(([^)]+)\)s/g, (_, name: string | undefined) => {
    if (name === undefined) return "%";
    return htmlOf(scope.get(name) ?? "", scope);
  });
}

function readOptions(parser: Parser, tag: Tag): Options {
  const options: { -readonly [Name in keyof Options]: Options[Name] } = {
    bound: new Map(),
    count: undefined,
    context: undefined,
    isTrimmed: false,
    variable: undefined,
  };
  let rest: readonly string[] = tag.words;
  while (rest[0] !== undefined) {
    const [word, next] = rest;
    rest = rest.slice(word === "trimmed" ? 1 : 2);
    if (word === "trimmed") options.isTrimmed = true;
    else if (word === "asvar" && next) options.variable = next;
    else if (word === "context" && next) options.context = parser.expression(next, tag);
    else if ((word === "with" || word === "count") && next) {
      const bindings = readBindings(parser, tag, [next, ...rest]);
      rest = bindings.rest;
      if (bindings.values.size === 0) throw refused(parser, tag, next);
      if (word === "with") options.bound = bindings.values;
      else [options.count] = bindings.values;
    } else throw refused(parser, tag, word);
  }
  return options;
}

function refused(parser: Parser, tag: Tag, word: string) {
  const remedy = 'It takes with name=value, count name=value, context "...", trimmed and asvar name.';
  return parser.error(tag, `Unexpected "${word}" in {% ${tag.name} %}`, remedy);
}

function readMessages(parser: Parser, tag: Tag, { count, isTrimmed }: Options) {
  const first = readMessage(parser, tag, isTrimmed);
  const second = count && first.end.text === "plural" ? readMessage(parser, tag, isTrimmed) : undefined;
  const { end } = second ?? first;
  if (end.text === `end${tag.name}` && (!count || second))
    return { singular: first.text, plural: second?.text };
  const remedy = count ? "With count it needs {% plural %}." : "Bind values with with name=value instead.";
  const place = { source: parser.source, at: end.at };
  throw sourceError(place, `{% ${tag.name} %} cannot hold {% ${end.text} %}`, remedy);
}

/** Text and variables up to the next tag, as a message for translators. */
function readMessage(
  parser: Parser,
  tag: Tag,
  isTrimmed: boolean,
): { readonly text: string; readonly end: Token } {
  let text = "";
  for (let token = parser.take(); token; token = parser.take()) {
    if (token.kind === "tag") return { text: isTrimmed ? trimmed(text) : text, end: token };
    text += token.kind === "text" ? token.text.replaceAll("%", "%%") : `%(${token.text})s`;
  }
  throw parser.unclosed(tag, `end${tag.name}`);
}

function trimmed(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, " ");
}
