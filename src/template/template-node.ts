import type { Surroundings } from "./nesting.ts";

/** Static text and numbers of holes, in order. */
export type Parts = readonly (string | number)[];

export interface AttributeNode {
  readonly name: string;
  /** undefined for an attribute without a value. Static text is HTML as written. */
  readonly value: Parts | undefined;
}

export interface ElementNode {
  readonly kind: "element";
  readonly tag: string;
  readonly attributes: readonly AttributeNode[];
  readonly children: TemplateNode[];
  /** Has no end tag. */
  readonly isVoid: boolean;
}

/** A template as it was written: elements, HTML text, and the numbers of its holes. */
export type TemplateNode =
  | ElementNode
  | { readonly kind: "text"; readonly html: string }
  | { readonly kind: "hole"; readonly index: number; readonly place: Surroundings };
