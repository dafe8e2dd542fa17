import type { Surroundings } from "./nesting.ts";
import type { Parts } from "./template-node.ts";

/** How the value of an attribute is written. */
export type AttributeRule =
  /** Any text; true writes the bare attribute, false leaves it out. */
  | "text"
  /** An address: active schemes never render. */
  | "url"
  /** true and false are written as words, as aria-* and data-* expect. */
  | "words"
  /** An event, or the name of one; or commands. */
  | "event"
  /** Says how or when: the browser passes over what it cannot read. */
  | "setting"
  /** What the page shows until an event is answered. */
  | "changes"
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

/** What stands between pieces of a page that works without a script. */
export type PostableHole = Hole | HeldHole | PostHole | PostEndHole;

/** A hole whose value is rendered, but written by the {@link PostHole} that follows. */
export interface HeldHole {
  readonly kind: "held";
  readonly hole: Hole;
  after: string;
}

/** The end of a start tag that may post; it has no value of its own. */
export interface PostHole {
  readonly kind: "post";
  readonly element: "form" | "button";
  /** Whether a handler is called rather than an event. */
  readonly isCall: boolean;
  /** The attribute that names the event, or the handler. */
  readonly event: PostText;
  /** The attribute of a form that names the event for what is typed, by the field that posts it. */
  readonly typed: PostTyped | undefined;
  /** The `data-*` attributes. */
  readonly data: readonly PostData[];
  /** The numbers of holes, in attributes by which the element says itself where it is sent, or what. */
  readonly own: readonly number[];
  /** A button's `aria-disabled`: one that is does not post. */
  readonly disabled: PostText;
  /** A button's type, when it has to go or is not known. */
  readonly type: PostText | undefined;
  /** What was last written as the name that it is sent by: rows of a list share it. */
  sent: SentName | undefined;
  after: string;
}

/** The end of a form that may post. */
export interface PostEndHole {
  readonly kind: "post-end";
  after: string;
}

export interface PostTyped {
  readonly field: string;
  readonly event: PostText;
}

export interface SentName {
  readonly isInForm: boolean;
  readonly event: string;
  readonly key: string;
  readonly html: string;
}

export interface PostData {
  /** The name in the element's `dataset`, ready for an address. */
  readonly key: string;
  readonly value: PostText;
}

/** An attribute's text, unescaped: what it is, the number of the hole that says all of it, or its pieces. */
export type PostText = string | number | Parts;
