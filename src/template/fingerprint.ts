import { PlacedComponent } from "./component.ts";
import { Rows } from "./each.ts";
import { Html } from "./html.ts";
import { RawHtml } from "./raw.ts";
import { StreamRows } from "./stream.ts";
import type { Template } from "./template.ts";

/**
 * A number that tells two renderings apart, so that a tree can be given up and its successor be recognized.
 * It is 53 bits wide and not meant to withstand an attack: who controls all values of a page sees only theirs.
 */
export function fingerprint(rendered: Html): number {
  const hash = new Hash();
  addHtml(hash, rendered);
  return hash.value;
}

const numbers = new WeakMap<Template, number>();
let count = 0;

function numberOf(template: Template): number {
  const known = numbers.get(template) ?? ++count;
  numbers.set(template, known);
  return known;
}

function addHtml(hash: Hash, { template, values }: Html): void {
  hash.add(numberOf(template));
  // What is left to the browser may differ.
  for (const [index, { point }] of template.holes.entries()) if (point >= 0) addValue(hash, values[index]);
}

function addValue(hash: Hash, value: unknown): void {
  if (value instanceof Html) addHtml(hash, value);
  else if (value instanceof Rows) addRows(hash, value);
  else if (value instanceof PlacedComponent) addComponent(hash, value);
  else if (value instanceof StreamRows) hash.add(value.version);
  else hash.addText(value instanceof RawHtml ? value.html : String(value));
}

function addComponent(hash: Hash, { shown }: PlacedComponent): void {
  if (shown) addHtml(hash, shown);
}

function addRows(hash: Hash, { keys, rows }: Rows): void {
  hash.add(rows.length);
  for (const [index, row] of rows.entries()) {
    if (keys) hash.addText(String(keys[index]));
    addHtml(hash, row);
  }
}

/** cyrb53, a public-domain hash for short texts. */
class Hash {
  #low = 0xdeadbeef;
  #high = 0x41c6ce57;

  add(number: number): void {
    this.#low = Math.imul(this.#low ^ number, 2654435761);
    this.#high = Math.imul(this.#high ^ number, 1597334677);
  }

  /** A text and its end. */
  addText(text: string): void {
    for (let index = 0; index < text.length; index++) this.add(text.charCodeAt(index));
    this.add(0x10000);
  }

  get value(): number {
    let low = Math.imul(this.#low ^ (this.#low >>> 16), 2246822507);
    low ^= Math.imul(this.#high ^ (this.#high >>> 13), 3266489909);
    let high = Math.imul(this.#high ^ (this.#high >>> 16), 2246822507);
    high ^= Math.imul(low ^ (low >>> 13), 3266489909);
    return 4294967296 * (2097151 & high) + (low >>> 0);
  }
}
