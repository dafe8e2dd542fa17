import {
  firstOf,
  keepsOut,
  keepsTextOut,
  type Nesting,
  nowhere,
  placeIn,
  type Surroundings,
} from "./nesting.ts";

/** The rules that a place must not have for a template to stand there. */
export interface Exposed {
  readonly rules: Nesting;
  /** What in the template each rule is about, by its number. */
  readonly names: readonly (string | undefined)[];
}

interface Open {
  readonly tag: string;
  /** The place that it stands in. */
  readonly outer: Surroundings;
  /** The place at its start. */
  readonly inner: Surroundings;
}

/** Follows a template's elements, and notices those that a browser would not leave where they are written. */
export class NestingReader {
  readonly #open: Open[] = [];
  readonly #names: (string | undefined)[] = [];
  #rules: Nesting = 0;
  /** Of what comes next. */
  place: Surroundings = nowhere;

  get exposed(): Exposed {
    return { rules: this.#rules, names: this.#names };
  }

  /** An element begins. Returns the number of the rule that it breaks. */
  open(name: string): number | undefined {
    const tag = name.toLowerCase();
    const table = this.#table;
    const isLooseRow = table !== undefined && tag === "tr";
    if (table && !isLooseRow) this.place = table.inner;
    const broken = this.#meet(`<${tag}>`, isLooseRow ? 0 : keepsOut(tag));
    const inner = placeIn(this.place, tag);
    this.#open.push({ tag, outer: this.place, inner });
    this.place = inner;
    return broken;
  }

  /** The element that was opened last ends. */
  close(): void {
    const closed = this.#open.pop();
    if (!closed) return;
    // The browser adds a <tbody> around a row right inside a table, and around what follows.
    this.place = this.#table && closed.tag === "tr" ? placeIn(closed.outer, "tbody") : closed.outer;
  }

  /** The table that this place is right inside of. */
  get #table(): Open | undefined {
    const open = this.#open.at(-1);
    return open?.tag === "table" ? open : undefined;
  }

  /** Static text. Returns the number of the rule that it breaks. */
  text(html: string): number | undefined {
    return /[^\t\n\f\r ]/.test(html) ? this.#meet("Text", keepsTextOut) : undefined;
  }

  #meet(name: string, rules: Nesting): number | undefined {
    const { inside, passes } = this.place;
    for (let rest = rules & passes & ~this.#rules; rest !== 0; rest &= rest - 1)
      this.#names[firstOf(rest)] = name;
    this.#rules |= rules & passes;
    return inside & rules ? firstOf(inside & rules) : undefined;
  }
}
