import type { Evaluate } from "./expression.ts";
import { compare, contains, isEqual, isTrue, plain } from "./python-value.ts";
import type { Scope } from "./scope.ts";

type Compare = (left: unknown, right: unknown) => boolean;

const isSame: Compare = (left, right) => (left ?? null) === (right ?? null) || plain(left) === plain(right);

/** Operators that compare two values. What cannot be compared is false, as in Django. */
const comparisons: ReadonlyMap<string, { readonly binding: number; readonly compare: Compare }> = new Map([
  ["in", { binding: 9, compare: (left, right) => contains(right, left) === true }],
  ["not in", { binding: 9, compare: (left, right) => contains(right, left) === false }],
  ["is", { binding: 10, compare: isSame }],
  ["is not", { binding: 10, compare: (left, right) => !isSame(left, right) }],
  ["==", { binding: 10, compare: isEqual }],
  ["!=", { binding: 10, compare: (left, right) => !isEqual(left, right) }],
  [">", { binding: 10, compare: (left, right) => (compare(left, right) ?? 0) > 0 }],
  [">=", { binding: 10, compare: (left, right) => (compare(left, right) ?? -1) >= 0 }],
  ["<", { binding: 10, compare: (left, right) => (compare(left, right) ?? 0) < 0 }],
  ["<=", { binding: 10, compare: (left, right) => (compare(left, right) ?? 1) <= 0 }],
]);

const bindingOf = (operator: string | undefined): number => {
  if (operator === "or") return 6;
  if (operator === "and") return 7;
  return comparisons.get(operator ?? "")?.binding ?? 0;
};

/** How a condition gets at its operands, and complains. */
export interface ConditionPlace {
  readonly operand: (text: string) => Evaluate;
  readonly error: (reason: string, remedy: string) => Error;
}

/**
 * Reads the words of `{% if %}` with Django's precedence: `or`, `and`, `not`, `in`, then comparisons, which
 * are read from the left.
 * @throws LV-TEMPLATE-SYNTAX
 */
export function readCondition(words: readonly string[], place: ConditionPlace): (scope: Scope) => boolean {
  const evaluate = new ConditionReader(words, place).read();
  return (scope) => isTrue(evaluate(scope));
}

class ConditionReader {
  readonly #words: readonly string[];
  readonly #place: ConditionPlace;
  #at = 0;

  constructor(words: readonly string[], place: ConditionPlace) {
    this.#words = joined(words);
    this.#place = place;
  }

  read(): Evaluate {
    const evaluate = this.#expression(0);
    const rest = this.#words[this.#at];
    if (rest === undefined) return evaluate;
    throw this.#place.error(
      `Unexpected "${rest}" in a condition`,
      "Put and, or or a comparison between two values.",
    );
  }

  #expression(binding: number): Evaluate {
    let left = this.#prefix();
    while (binding < bindingOf(this.#words[this.#at])) {
      const operator = this.#words[this.#at++] ?? "";
      left = combine(operator, left, this.#expression(bindingOf(operator)));
    }
    return left;
  }

  #prefix(): Evaluate {
    const word = this.#words[this.#at++];
    if (word === undefined) throw this.#place.error("The condition ends too early", "Add the missing value.");
    if (word === "not") {
      const operand = this.#expression(8);
      return (scope) => !isTrue(operand(scope));
    }
    if (bindingOf(word) > 0)
      throw this.#place.error(`"${word}" stands where a value is expected`, "Add the missing value.");
    return this.#place.operand(word);
  }
}

/** `not in` and `is not` are one operator each. */
function joined(words: readonly string[]): string[] {
  const operators: string[] = [];
  for (const word of words) {
    const last = operators.at(-1);
    if ((last === "not" && word === "in") || (last === "is" && word === "not"))
      operators.splice(-1, 1, `${last} ${word}`);
    else operators.push(word);
  }
  return operators;
}

function combine(operator: string, left: Evaluate, right: Evaluate): Evaluate {
  if (operator === "and") return whenTrue(left, right);
  if (operator === "or") return whenFalse(left, right);
  const { compare: holds } = comparisons.get(operator) ?? { compare: isEqual };
  return (scope) => holds(left(scope), right(scope));
}

function whenTrue(left: Evaluate, right: Evaluate): Evaluate {
  return (scope) => {
    const value = left(scope);
    return isTrue(value) ? right(scope) : value;
  };
}

function whenFalse(left: Evaluate, right: Evaluate): Evaluate {
  return (scope) => {
    const value = left(scope);
    return isTrue(value) ? value : right(scope);
  };
}
