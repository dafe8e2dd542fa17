import fc, { type GeneratorValue } from "fast-check";
import { each, type Key } from "../../src/template/each.ts";
import { type Html, html } from "../../src/template/html.ts";
import { Stream } from "../../src/template/stream.ts";
import { type Item, keyOf, type RandomView, rowIn } from "./random-view.ts";

/** Most keys that a stream has to do with: few, so that items come again. */
const keys = 8;

/** A stream that changes at random, and what has to be in it. */
export class RandomStream {
  readonly #draw: GeneratorValue;
  readonly #view: RandomView;
  readonly #limit: number;
  readonly #stream: Stream<Item>;
  /** How often an item with this key has gone. */
  readonly #births = new Map<Key, number>();
  /** What the stream's list has to look like. */
  #items: readonly Item[] = [];

  constructor(draw: GeneratorValue, view: RandomView) {
    this.#draw = draw;
    this.#view = view;
    this.#limit = draw(() => fc.constantFrom(1, 3, 5, Number.POSITIVE_INFINITY));
    this.#stream = new Stream({ key: keyOf, limit: this.#limit });
  }

  change(): void {
    for (let count = this.#upTo(3); count > 0; count--) this.#step();
  }

  /** The page before it with the stream below, as a view shows it. */
  below(page: Html): Html {
    return html`<section>${page}</section><ul>${each(this.#stream, rowIn("stream"))}</ul>`;
  }

  /** The same without a stream. */
  freshBelow(page: Html): Html {
    return html`<section>${page}</section><ul>${each(this.#items, keyOf, rowIn("stream"))}</ul>`;
  }

  #upTo(most: number): number {
    return this.#draw(fc.nat, { max: most });
  }

  #step(): void {
    const kind = this.#upTo(6);
    if (kind === 0) return this.#delete(this.#upTo(keys));
    if (kind === 1) return this.#update(this.#item());
    if (kind === 2) this.#reset();
    const items = Array.from({ length: this.#upTo(3) }, () => this.#item());
    const position = kind === 3 ? this.#upTo(this.#items.length) : 0;
    if (kind === 3) this.#stream.insert(position, ...items);
    else if (kind === 4) this.#stream.prepend(...items);
    else this.#stream.append(...items);
    const isPrepended = kind === 4;
    const at = kind === 3 || isPrepended ? position : this.#items.length;
    this.#add(at, items, !isPrepended && at >= this.#items.length);
  }

  /** A new item, or another state of one that is there. */
  #item(): Item {
    const item = this.#view.item(this.#upTo(keys));
    return { ...item, birth: this.#births.get(item.key) ?? 0 };
  }

  #delete(key: Key): void {
    this.#stream.delete(key);
    this.#keep(this.#items.filter((item) => item.key !== key));
  }

  #update(item: Item): void {
    this.#stream.update(item);
    this.#replace(item);
  }

  #reset(): void {
    this.#stream.reset();
    this.#keep([]);
  }

  #add(position: number, items: readonly Item[], isAppended: boolean): void {
    let at = position;
    for (const item of items) {
      if (this.#items.some(({ key }) => key === item.key)) this.#replace(item);
      else this.#items = this.#items.toSpliced(at++, 0, item);
    }
    this.#keep(isAppended ? this.#items.slice(-this.#limit) : this.#items.slice(0, this.#limit));
  }

  #replace(item: Item): void {
    this.#items = this.#items.map((other) => (other.key === item.key ? item : other));
  }

  /** An item that goes may come back as another. */
  #keep(items: readonly Item[]): void {
    for (const { key, birth = 0 } of this.#items)
      if (!items.some((item) => item.key === key)) this.#births.set(key, birth + 1);
    this.#items = items;
  }
}
