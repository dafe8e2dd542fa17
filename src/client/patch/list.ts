import type { ListPatch } from "../../shared/wire.ts";
import { closingOf, isOpening, markOf } from "./markers.ts";
import { PatchError } from "./patch-error.ts";
import { firstOf, moveBefore, parseFor, type Region } from "./region.ts";
import { Scope } from "./scope.ts";

/** The items of a rendered list. */
export class List {
  readonly #region: Region;
  #items: Item[];

  constructor(region: Region) {
    this.#region = region;
    this.#items = itemsOf(firstOf(region), region.end);
  }

  /** Removes, moves and inserts. @throws PatchError when the list in the page does not fit the patch. */
  arrange({ r = [], m = [], i = [] }: ListPatch): void {
    if (r.length > 0 || m.length > 0 || i.length > 0) this.#arrange(r, m, i);
  }

  /** @throws PatchError when there is no such item. */
  scopeOf(position: unknown): Scope {
    return this.#item(position).scope;
  }

  #item(position: unknown): Item {
    return exists(this.#items[position as number]);
  }

  #arrange(removed: number[], moved: number[], inserted: (number | string)[]): void {
    const fresh = this.#parse(inserted);
    const gone = removed.map((position) => this.#item(position));
    const leaving = new Set(removed);
    const next: (Item | undefined)[] = Array(this.#items.length - removed.length + fresh.size).fill(
      undefined,
    );
    const placed = new Set<Item>(fresh.values());
    for (const [position, item] of fresh) next[position] = item;
    for (let at = 0; at < moved.length; at += 2) {
      leaving.add(moved[at] as number);
      const item = this.#item(moved[at]);
      next[moved[at + 1] as number] = item;
      placed.add(item);
    }
    const staying = this.#items.filter((_, position) => !leaving.has(position)).values();
    // A position beyond the end has left a gap, which Array.from makes undefined.
    const arranged = Array.from(next, (item) => exists(item ?? staying.next().value));
    for (const item of gone) item.remove();
    this.#items = arranged;
    this.#place(placed);
  }

  /** From the end to the start, so that every item's successor is already in its place. */
  #place(placed: Set<Item>): void {
    let next: Node | null = this.#region.end;
    for (const item of this.#items.toReversed()) {
      if (placed.has(item)) item.insert(this.#region.parent, next);
      next = item.first;
    }
  }

  /** New items by their position; one piece of HTML holds neighbours. */
  #parse(inserted: (number | string)[]): Map<number, Item> {
    const items = new Map<number, Item>();
    for (let at = 0; at < inserted.length; at += 2) {
      let position = inserted[at] as number;
      const fragment = parseFor(this.#region.parent, String(inserted[at + 1]));
      const parsed = itemsOf(fragment.firstChild, null);
      // HTML from raw() can take its surroundings apart.
      if (parsed.length === 0) throw new PatchError();
      for (const item of parsed) items.set(position++, item);
    }
    return items;
  }
}

/** One list item: a single element, or the nodes between two comments. */
class Item {
  readonly first: Node;
  readonly #last: Node;
  #scope: Scope | undefined;

  constructor(first: Node, last: Node) {
    this.first = first;
    this.#last = last;
  }

  get scope(): Scope {
    this.#scope ??= new Scope(this.#region);
    return this.#scope;
  }

  /** The item's own nodes, or what stands between its comments. */
  get #region(): Region {
    const parent = this.first.parentNode as Node;
    if (this.first !== this.#last) return { parent, start: this.first, end: this.#last };
    return { parent, start: this.first.previousSibling, end: this.first.nextSibling };
  }

  insert(parent: Node, before: Node | null): void {
    for (const node of this.#nodes()) moveBefore(parent, node, before);
  }

  remove(): void {
    for (const node of this.#nodes()) node.parentNode?.removeChild(node);
  }

  #nodes(): Node[] {
    const nodes: Node[] = [];
    for (let node: Node | null = this.first; node; node = node.nextSibling) {
      nodes.push(node);
      if (node === this.#last) return nodes;
    }
    // It has lost its end.
    throw new PatchError();
  }
}

/** Nodes without a mark were put there by somebody else and are left alone. */
function itemsOf(first: Node | null, end: Node | null): Item[] {
  const items: Item[] = [];
  for (let node = first; node && node !== end; node = node.nextSibling) {
    if (isOpening(node)) {
      const closing = closingOf(node);
      items.push(new Item(node, closing));
      node = closing;
    } else if (markOf(node) !== null) items.push(new Item(node, node));
  }
  return items;
}

function exists(item: Item | undefined): Item {
  // The list is shorter than the server thinks.
  if (!item) throw new PatchError();
  return item;
}
