import type { Html, TemplateValue } from "../html.ts";
import { blocksOf } from "./blocks.ts";
import { Body } from "./body.ts";
import { type Around, Flow } from "./flow.ts";
import type { Node, Rendered } from "./node.ts";
import type { ParsedFile } from "./parsed-file.ts";
import { type RenderText, textRenderer } from "./render-text.ts";
import type { Scope } from "./scope.ts";

/** A template that always makes Html, whatever stands in it. */
export interface Page extends Rendered {
  /** The files it was compiled from. */
  readonly chain: readonly ParsedFile[];
  readonly html: (scope: Scope) => Html;
  /** Compiles what would else be compiled by the first rendering. @throws LV-TEMPLATE-SYNTAX */
  readonly prepare: () => unknown;
}

/** A file's nodes with the blocks that fill it. It is compiled when it is first used in either way. */
export class CompiledTemplate implements Page {
  readonly chain: readonly ParsedFile[];
  readonly #nodes: readonly Node[];
  readonly #around: Around;
  #body: Body | undefined;
  #text: RenderText | undefined;

  constructor(nodes: readonly Node[], chain: readonly ParsedFile[]) {
    this.chain = chain;
    this.#nodes = nodes;
    this.#around = { blocks: blocksOf(chain), isForeign: false, isAlone: chain.length === 1, textRenderer };
  }

  prepare(): Body {
    this.#body ??= new Body(new Flow(this.#nodes, this.#around), { around: this.#around, opener: undefined });
    return this.#body;
  }

  html(scope: Scope): Html {
    return this.prepare().render(scope);
  }

  content(scope: Scope): TemplateValue {
    return this.html(scope);
  }

  text(scope: Scope): string {
    this.#text ??= textRenderer(this.#nodes, this.#around);
    return this.#text(scope);
  }
}
