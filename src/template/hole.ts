import type { Surroundings } from "./nesting.ts";

/** How the value of an attribute is written. */
export type AttributeRule =
  /** Any text; true writes the bare attribute, false leaves it out. */
  | "text"
  /** An address: active schemes never render. */
  | "url"
  /** true and false are written as words, as aria-* and data-* expect. */
  | "words"
  /** An event, or the name of one. */
  | "event"
  /** Declarations; a piece must not end the one it stands in. */
  | "style";

/** A place in a template where a value goes. `point` is its number among the template's marked places. */
export type Hole = ContentHole | AttributeHole | PartHole;

interface HoleBase {
  /** Negative for a value that is only rendered once: it stands in an element that is left to the browser. */
  readonly point: number;
  /** The static HTML between this hole and the next one. */
  after: string;
}

/** Text, a template or a list between tags. */
export interface ContentHole extends HoleBase, Surroundings {
  readonly kind: "content";
  /** Whether text can stand there wherever the template does. */
  readonly takesText: boolean;
}

/** The whole value of an attribute. */
export interface AttributeHole extends HoleBase {
  readonly kind: "attribute";
  readonly name: string;
  readonly rule: AttributeRule;
}

/** A piece of an attribute's value, or of the text of `<title>` or `<textarea>`. The first writes the whole. */
export interface PartHole extends HoleBase {
  readonly kind: "part";
  readonly whole: Whole;
}

/** A value made of static text and several holes; when one hole changes, the whole is sent. */
export interface Whole {
  readonly point: number;
  /** The attribute, or undefined when the whole is the text of an element. */
  readonly attribute: string | undefined;
  readonly rule: AttributeRule;
  /** Static text around the holes, unescaped: one more than there are holes. */
  readonly statics: readonly string[];
  /** The same as HTML in a double-quoted attribute. */
  readonly escaped: readonly string[];
  /** The number of the first of its holes. */
  readonly first: number;
}
