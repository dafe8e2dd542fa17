import { nestingRules } from "./nesting-rules.ts";

/** Bits of {@link nestingRules}. */
export type Nesting = number;

/** What the rules say of an element. */
interface ElementFacts {
  /** Rules by which it keeps others out. */
  readonly outer: Nesting;
  /** Rules by which it is kept out. */
  readonly inner: Nesting;
  /** Rules that do not reach through it. */
  readonly apart: Nesting;
}

const setOf = (names: string): ReadonlySet<string> => new Set(names.split(/\s+/));

const rules = nestingRules.map(({ outer, inner, apart, isOnly = false }) => ({
  outer: outer === undefined ? undefined : setOf(outer),
  inner: setOf(inner),
  apart: apart === undefined ? undefined : setOf(apart),
  isOnly,
}));

/** Elements that only have certain ones right in them. */
const parents = setOf("html head table thead tbody tfoot tr colgroup frameset template");

function bitsWhere(holds: (rule: (typeof rules)[number]) => boolean): Nesting {
  return rules.reduce((bits, rule, index) => (holds(rule) ? bits | (1 << index) : bits), 0);
}

const known = new Map<string, ElementFacts>();

/** @param tag in lower case. */
function factsOf(tag: string): ElementFacts {
  const facts = known.get(tag) ?? {
    outer: bitsWhere(({ outer }) => outer?.has(tag) ?? !parents.has(tag)),
    inner: bitsWhere(({ inner, isOnly }) => inner.has(tag) !== isOnly),
    apart: bitsWhere(({ apart }) => apart?.has(tag) ?? true),
  };
  known.set(tag, facts);
  return facts;
}

/** The rules by which text that is not blank is kept out. */
export const keepsTextOut = bitsWhere(({ isOnly }) => isOnly);

/** The number of the first of these rules. */
export function firstOf(broken: Nesting): number {
  return 31 - Math.clz32(broken & -broken);
}

/** What stands around a place in a template. */
export interface Surroundings {
  /** The rules of the elements around it in the template. */
  readonly inside: Nesting;
  /** The rules that reach it from what stands around the template. */
  readonly passes: Nesting;
}

/** All rules in a place, when these are around its template. */
export function insideOf({ inside, passes }: Surroundings, around: Nesting): Nesting {
  return inside | (around & passes);
}

/** The place of a template by itself. */
export const nowhere: Surroundings = { inside: 0, passes: -1 };

export function placeIn({ inside, passes }: Surroundings, tag: string): Surroundings {
  const { outer, apart } = factsOf(tag);
  return { inside: (inside & ~apart) | outer, passes: passes & ~apart };
}

/** The rules in an element that stands where these are. */
export function insideElement(tag: string, around: Nesting): Nesting {
  return placeIn({ inside: around, passes: 0 }, tag).inside;
}

/** The rules by which an element is kept out of others. */
export function keepsOut(tag: string): Nesting {
  return factsOf(tag).inner;
}

/** The rules that the root element of a view follows. */
export const rootNesting: Nesting = placeIn(nowhere, "div").inside;
