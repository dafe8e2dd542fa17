import { didYouMean } from "../did-you-mean.ts";
import { RawHtml } from "../raw.ts";
import type { Filter } from "./filter.ts";
import { readLiteral } from "./literal.ts";
import { called, isFunction, propertyReader } from "./property.ts";
import { textOf } from "./python-text.ts";
import type { Scope } from "./scope.ts";
import { type SourcePlace, sourceError } from "./source.ts";

export type Evaluate = (scope: Scope) => unknown;

/** A variable or a literal with its filters, ready to be evaluated. */
export interface Expression {
  /** As written in the template. */
  readonly text: string;
  /** The names and indexes between dots, when it is a variable. */
  readonly path: readonly string[] | undefined;
  readonly hasFilters: boolean;
  /** The value; what does not exist is an empty text. */
  readonly value: Evaluate;
  /** The value as it is shown: a number keeps the form in which the template has it. */
  readonly shown: Evaluate;
  /** The value to decide by; what does not exist is null. */
  readonly orNone: Evaluate;
}

/** What reading an expression needs to know. */
export interface ExpressionPlace extends SourcePlace {
  readonly filters: ReadonlyMap<string, Filter>;
}

const quoted = `"[^"\\\\]*(?:\\\\.[^"\\\\]*)*"|'[^'\\\\]*(?:\\\\.[^'\\\\]*)*'`;
const constant = `_\\((?:${quoted})\\)|${quoted}`;
const operand = new RegExp(`(?:${constant})|[\\p{L}\\p{N}_.+-]+`, "uy");
const filterStart = /\s*\|\s*([\p{L}\p{N}_]+)/uy;

/** Reads `variable|filter:argument|filter`. @throws LV-TEMPLATE-SYNTAX */
export function readExpression(text: string, place: ExpressionPlace): Expression {
  return new ExpressionReader(text, place).read();
}

interface Operand {
  readonly path: readonly string[] | undefined;
  readonly evaluate: Evaluate;
  /** Shows a literal as it is written. */
  readonly shown?: unknown;
}

interface Step {
  readonly filter: Filter;
  readonly argument: Evaluate | undefined;
}

class ExpressionReader {
  readonly #text: string;
  readonly #place: ExpressionPlace;
  #at = 0;

  constructor(text: string, place: ExpressionPlace) {
    this.#text = text;
    this.#place = place;
  }

  read(): Expression {
    const { path, evaluate, shown } = this.#operand();
    const steps: Step[] = [];
    while (this.#at < this.#text.length) steps.push(this.#filter());
    const hasFilters = steps.length > 0;
    const text = this.#text;
    const value = withFilters(path ? orEmpty(evaluate) : evaluate, steps);
    const orNone = path ? withFilters((scope) => evaluate(scope) ?? null, steps) : value;
    return {
      text,
      path,
      hasFilters,
      value,
      orNone,
      shown: hasFilters || shown === undefined ? value : () => shown,
    };
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match) this.#at = pattern.lastIndex;
    return match;
  }

  #operand(): Operand {
    const start = this.#at;
    const text = this.#match(operand)?.[0];
    if (text === undefined)
      throw this.#error(
        start,
        "A variable or a literal is missing",
        "Write a name, a number or quoted text.",
      );
    return readOperand(text, (reason, remedy) => this.#error(start, reason, remedy));
  }

  #filter(): Step {
    const start = this.#at;
    const name = this.#match(filterStart)?.[1];
    if (name === undefined) {
      const rest = this.#text.slice(start);
      throw this.#error(
        start,
        `Cannot read "${rest}" in "${this.#text}"`,
        "Filters are written value|name:argument, without spaces around the colon.",
      );
    }
    const filter = this.#place.filters.get(name);
    if (!filter) {
      const hint = didYouMean(name, this.#place.filters.keys());
      throw this.#error(
        start,
        `Unknown filter "${name}"`,
        `${hint}Filters of a library need {% load %} first.`,
      );
    }
    const argument = this.#text[this.#at] === ":" ? this.#argument() : undefined;
    if (argument && filter.argument === "none")
      throw this.#error(start, `The filter "${name}" takes no argument`, "Remove it.");
    if (!argument && filter.argument === "required")
      throw this.#error(start, `The filter "${name}" needs an argument`, `Write ${name}:"...".`);
    return { filter, argument };
  }

  #argument(): Evaluate {
    this.#at++;
    return orEmpty(this.#operand().evaluate);
  }

  #error(at: number, reason: string, remedy: string) {
    const { source, at: start } = this.#place;
    const offset = source.text.startsWith(this.#text, start) ? at : 0;
    return sourceError({ source, at: start + offset }, reason, remedy);
  }
}

/** What does not exist is an empty text. */
function orEmpty(evaluate: Evaluate): Evaluate {
  return (scope) => {
    const value = evaluate(scope);
    return value === undefined ? "" : value;
  };
}

function withFilters(start: Evaluate, steps: readonly Step[]): Evaluate {
  return steps.reduce((before: Evaluate, { filter, argument }): Evaluate => {
    if (!argument) return (scope) => filter.apply(before(scope), undefined, scope);
    return (scope) => filter.apply(before(scope), argument(scope), scope);
  }, start);
}

type Refuse = (reason: string, remedy: string) => Error;

function readOperand(text: string, refuse: Refuse): Operand {
  if (text.startsWith("_(")) return translated(text.slice(2, -1));
  const literal = readLiteral(text);
  if (literal) return { path: undefined, evaluate: () => literal.value, shown: literal.shown };
  if (constants.has(text)) return { path: undefined, evaluate: () => constants.get(text) };
  if (/^_|\._/.test(text))
    throw refuse(`"${text}" starts with an underscore`, "Such names are private to the server.");
  if (/[+-]/.test(text))
    throw refuse(`"${text}" is neither a name nor a number`, "Use filters to calculate.");
  if (/^\.|\.\.|\.$/.test(text))
    throw refuse(`"${text}" has a dot without a name`, "Write names between the dots.");
  const path = text.split(".");
  return { path, evaluate: lookup(path) };
}

const constants = new Map<string, unknown>([
  ["True", true],
  ["False", false],
  ["None", null],
]);

function translated(quotedText: string): Operand {
  const message = textOf(readLiteral(quotedText)?.value);
  const evaluate = ({ settings, language }: Scope) => new RawHtml(settings.translate(message, { language }));
  return { path: undefined, evaluate };
}

function lookup(path: readonly string[]): Evaluate {
  const [first = "", ...names] = path;
  const [read, ...others] = names.map(propertyReader);
  if (!read) return (scope) => settled(scope.get(first));
  if (others.length === 0) return (scope) => read(settled(scope.get(first)));
  return (scope) => others.reduce((value, each) => each(value), read(settled(scope.get(first))));
}

/** Functions that were put into the context are called as methods are. */
function settled(value: unknown): unknown {
  return isFunction(value) ? called(value, undefined) : value;
}
