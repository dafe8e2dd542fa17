import { RawHtml } from "../raw.ts";
import type { PieceOffset } from "../template-error.ts";
import type { Blocks } from "./blocks.ts";
import type {
  BlockNode,
  CaptureNode,
  ChoiceNode,
  InsertNode,
  LoopNode,
  Node,
  SuperNode,
  ValueNode,
} from "./node.ts";
import type { Scope } from "./scope.ts";
import { type SourcePlace, sourceError } from "./source.ts";

/** Nodes that show something which is only known when the template is rendered. */
export type Dynamic = ValueNode | ChoiceNode | LoopNode | InsertNode | CaptureNode;

/** What happens between two pieces of static HTML. */
export type Step =
  | { readonly kind: "effect"; readonly run: (scope: Scope) => void }
  | { readonly kind: "hole"; readonly node: Dynamic; readonly around: Around };

/** What surrounds nodes while they are compiled. */
export interface Around {
  readonly blocks: Blocks;
  /** What `{{ block.super }}` stands for: the rest of the block's versions. */
  readonly outer?: { readonly name: string; readonly versions: readonly BlockNode[] };
  /** Whether the nodes stand inside `<svg>` or `<math>`, where elements may close themselves. */
  readonly isForeign: boolean;
  /** Whether the file stands alone: then no block has anything that `{{ block.super }}` could show. */
  readonly isAlone: boolean;
  readonly textRenderer: (nodes: readonly Node[], around: Around) => (scope: Scope) => string;
}

interface Piece {
  readonly html: string;
  readonly place: SourcePlace;
}

/** Nodes as one run of static HTML and steps: blocks and groups are laid out in it. */
export class Flow {
  readonly steps: Step[] = [];
  readonly #pieces: Piece[][] = [[]];
  #isForeign: boolean;

  constructor(nodes: readonly Node[], around: Around) {
    this.#isForeign = around.isForeign;
    this.#add(nodes, around);
  }

  /** The static HTML around the holes: one string more than there are holes. */
  get strings(): string[] {
    return this.#pieces.map((pieces) => pieces.map(({ html }) => html).join(""));
  }

  /** Where in its file a character of the static HTML stands. */
  placeOf({ string, offset }: PieceOffset): SourcePlace | undefined {
    let left = offset;
    for (const { html, place } of this.#pieces[string] ?? []) {
      if (left < html.length) return { source: place.source, at: place.at + left };
      left -= html.length;
    }
    const last = this.#pieces[string]?.at(-1);
    return last && { source: last.place.source, at: last.place.at + last.html.length };
  }

  #add(nodes: readonly Node[], around: Around): void {
    for (const node of nodes) {
      if (node.kind === "text") this.#text(node.html, node.place);
      else if (node.kind === "effect") this.#effect(node.run);
      else if (node.kind === "group") this.#group(node.nodes, node.enter, around);
      else if (node.kind === "block") this.#block(node, around);
      else if (node.kind === "super") this.#super(node, around);
      else this.#hole(node, around);
    }
  }

  #text(html: string, place: SourcePlace): void {
    for (const [tag] of html.matchAll(/<\/?(?:svg|math)\b/gi)) this.#isForeign = tag[1] !== "/";
    this.#pieces.at(-1)?.push({ html, place });
  }

  #effect(run: (scope: Scope) => void): void {
    this.steps.push({ kind: "effect", run });
  }

  #hole(node: Dynamic, around: Around): void {
    this.steps.push({ kind: "hole", node, around: { ...around, isForeign: this.#isForeign } });
    this.#pieces.push([]);
  }

  #group(nodes: readonly Node[], enter: (scope: Scope) => (scope: Scope) => void, around: Around): void {
    this.#effect((scope) => scope.open.push(enter(scope)));
    this.#add(nodes, around);
    this.#effect((scope) => scope.open.pop()?.(scope));
  }

  #block(block: BlockNode, around: Around): void {
    const [version = block, ...outer] = around.blocks.get(block.name) ?? [];
    this.#version(version, outer, around);
  }

  #super({ place }: SuperNode, around: Around): void {
    if (around.isAlone && around.outer)
      throw sourceError(place, "{{ block.super }} stands in a template that extends nothing", "Remove it.");
    const [version, ...rest] = around.outer?.versions ?? [];
    if (version) this.#version(version, rest, around);
  }

  /** While a version of a block is laid out, a block of the same name inside means the next version. */
  #version(version: BlockNode, outer: readonly BlockNode[], surrounding: Around): void {
    const inside = new Map(surrounding.blocks).set(version.name, outer);
    const around: Around = { ...surrounding, blocks: inside, outer: { name: version.name, versions: outer } };
    this.#group(version.nodes, blockBinder(around), around);
  }
}

/** Binds `block` for uses of `block.super` that are not simply shown. */
function blockBinder(around: Around): (scope: Scope) => (scope: Scope) => void {
  const place = around.outer?.versions[0]?.place;
  let render: ((scope: Scope) => string) | undefined;
  const outerHtml = (scope: Scope) => {
    if (place) render ??= around.textRenderer([{ kind: "super", place }], around);
    return new RawHtml(render?.(scope) ?? "");
  };
  return (scope) => {
    const frame = scope.enter();
    scope.set("block", { super: () => outerHtml(scope) });
    return (inside) => inside.leave(frame);
  };
}
