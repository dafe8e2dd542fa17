import type { TemplateValue } from "../html.ts";
import type { AnyStream } from "../stream.ts";
import type { Expression } from "./expression.ts";
import type { Scope } from "./scope.ts";
import type { SourcePlace } from "./source.ts";

/** A piece of a parsed template file. */
export type Node =
  | TextNode
  | ValueNode
  | EffectNode
  | GroupNode
  | BlockNode
  | SuperNode
  | ChoiceNode
  | LoopNode
  | InsertNode
  | CaptureNode;

interface NodeBase {
  readonly place: SourcePlace;
}

/** HTML as written. */
export interface TextNode extends NodeBase {
  readonly kind: "text";
  readonly html: string;
}

/** A value to show. */
export interface ValueNode extends NodeBase {
  readonly kind: "value";
  readonly value: (scope: Scope) => unknown;
}

/** A tag that shows nothing, such as one that binds a variable. */
export interface EffectNode extends NodeBase {
  readonly kind: "effect";
  readonly run: (scope: Scope) => void;
}

/** Content that is always shown, with something around it, such as variables. */
export interface GroupNode extends NodeBase {
  readonly kind: "group";
  readonly nodes: readonly Node[];
  /** Called before the content; what it returns is called after it. */
  readonly enter: (scope: Scope) => (scope: Scope) => void;
}

/** A named place that templates which extend this one may fill. */
export interface BlockNode extends NodeBase {
  readonly kind: "block";
  readonly name: string;
  readonly nodes: readonly Node[];
}

/** What the block would show had this template not filled it. */
export interface SuperNode extends NodeBase {
  readonly kind: "super";
}

/** One of several contents, or none. */
export interface ChoiceNode extends NodeBase {
  readonly kind: "choice";
  readonly branches: readonly (readonly Node[])[];
  /** The number of the branch to show; -1 for none. */
  readonly choose: (scope: Scope) => number;
}

/** Content that is shown for every item of a list. */
export interface LoopNode extends NodeBase {
  readonly kind: "loop";
  readonly nodes: readonly Node[];
  readonly otherwise: readonly Node[];
  readonly open: (scope: Scope) => LoopList;
  /** The item's key, when the list has keys. */
  readonly key: Expression | undefined;
}

/** A list that is looped over. */
export interface LoopList {
  /** How many items there are. */
  readonly length: number;
  /** The list itself, when it is a stream. */
  readonly stream?: AnyStream;
  /** Calls `render` for every item, with its variables bound; of a stream only for those that no browser has. */
  readonly visit: (render: (item: unknown) => void) => void;
}

/** Another template's content. */
export interface InsertNode extends NodeBase {
  readonly kind: "insert";
  /** Finds the template and calls `render` with it and with what it may see. */
  readonly insert: <Result>(scope: Scope, render: (template: Rendered, scope: Scope) => Result) => Result;
}

/** A template that is ready to be rendered, in either of two ways. */
export interface Rendered {
  /** What stands between tags, such as Html. */
  readonly content: (scope: Scope) => TemplateValue;
  /** HTML as text, for places where only text can stand. */
  readonly text: (scope: Scope) => string;
}

/** Content that is rendered to HTML text first; the tag then makes a value of it. */
export interface CaptureNode extends NodeBase {
  readonly kind: "capture";
  readonly nodes: readonly Node[];
  /** undefined shows `otherwise`. */
  readonly value: (html: string, scope: Scope) => unknown;
  readonly otherwise?: readonly Node[];
}
