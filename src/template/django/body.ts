import { Each, type Key } from "../each.ts";
import { Html, type TemplateValue } from "../html.ts";
import { type AnyStream, StreamEach } from "../stream.ts";
import { compileTemplate, type Template } from "../template.ts";
import type { PieceOffset, TemplatePlace } from "../template-error.ts";
import { type Attributes, attributesOf } from "./attributes.ts";
import { type Around, Flow, type Step } from "./flow.ts";
import type { LoopList, LoopNode, Node } from "./node.ts";
import { contentOf, plainOfHtml, plainTextOf } from "./output.ts";
import { textOf } from "./python-text.ts";
import { dynamicText } from "./render-text.ts";
import type { Scope } from "./scope.ts";
import { placeText, type SourcePlace, sourceError } from "./source.ts";

type Content = (scope: Scope) => TemplateValue;
type Hole = Extract<Step, { kind: "hole" }>;
/** Computes the value of the next hole, or only does something. */
interface Action {
  readonly isEffect: boolean;
  readonly run: (scope: Scope) => unknown;
}

/** Nodes compiled to one template; rendering fills its holes, in the order of the file. */
export class Body {
  readonly template: Template;
  readonly #actions: readonly Action[];

  /** @throws LV-TEMPLATE-SYNTAX when the nodes' HTML does not close what it opens */
  constructor(
    flow: Flow,
    { around, opener }: { readonly around: Around; readonly opener: SourcePlace | undefined },
  ) {
    const expanded = new Map<number, Attributes>();
    const holes = flow.steps.filter((step) => step.kind === "hole");
    this.template = compileTemplate(flow.strings, placeFor(flow, { around, opener }), (index, isGlued) => {
      const hole = holes[index];
      const attributes = expanded.get(index) ?? (hole && attributesOf(hole.node, hole.around, isGlued));
      if (attributes) expanded.set(index, attributes);
      return attributes && [...attributes.keys()];
    });
    this.#actions = this.#prepare(flow.steps, expanded);
  }

  render(scope: Scope): Html {
    const values: unknown[] = new Array(this.template.holes.length);
    let index = 0;
    for (const { isEffect, run } of this.#actions) {
      const value = run(scope);
      if (!isEffect) values[index++] = value;
    }
    return new Html(this.template, values);
  }

  #prepare(steps: readonly Step[], expanded: ReadonlyMap<number, Attributes>): Action[] {
    const actions: Action[] = [];
    let number = 0;
    let index = 0;
    for (const step of steps) {
      if (step.kind === "effect") actions.push({ isEffect: true, run: step.run });
      else {
        const attributes = expanded.get(number++);
        const runs = attributes ? [...attributes.values()] : [this.#valueOf(step, index)];
        for (const run of runs) actions.push({ isEffect: false, run });
        index += runs.length;
      }
    }
    return actions;
  }

  #valueOf({ node, around }: Hole, index: number): (scope: Scope) => unknown {
    if (this.template.holes[index]?.kind === "content") return contentRenderer(node, around);
    if (node.kind === "value") return (scope) => plainTextOf(node.value(scope), scope);
    const text = dynamicText(node, around);
    return (scope) => plainOfHtml(text(scope));
  }
}

/** Prepares nodes whose content goes between tags: as little of a template as will do. */
export function nodesRenderer(nodes: readonly Node[], around: Around, opener: SourcePlace): Content {
  const flow = new Flow(nodes, around);
  const [first = "", second] = flow.strings;
  const [step] = flow.steps;
  if (!step && !/[<&]/.test(first)) return () => first;
  if (step?.kind === "hole" && flow.steps.length === 1 && first === "" && second === "")
    return contentRenderer(step.node, step.around);
  const body = new Body(flow, { around, opener });
  return (scope) => body.render(scope);
}

function contentRenderer(node: Hole["node"], around: Around): Content {
  if (node.kind === "value") return (scope) => contentOf(node.value(scope), scope);
  if (node.kind === "insert")
    return (scope) => node.insert(scope, (template, inside) => template.content(inside));
  if (node.kind === "loop") return loopRenderer(node, around);
  if (node.kind === "capture") {
    const inner = around.textRenderer(node.nodes, around);
    const otherwise = nodesRenderer(node.otherwise ?? [], around, node.place);
    return (scope) => {
      const value = node.value(inner(scope), scope);
      return value === undefined ? otherwise(scope) : contentOf(value, scope);
    };
  }
  const branches = node.branches.map((branch) => nodesRenderer(branch, around, node.place));
  return (scope) => branches[node.choose(scope)]?.(scope) ?? "";
}

/** Items are rendered at once, because tags such as cycle count them in order. */
function loopRenderer(loop: LoopNode, around: Around): Content {
  const body = rowBody(loop, around);
  const otherwise = nodesRenderer(loop.otherwise, around, loop.place);
  const hasOtherwise = loop.otherwise.length > 0;
  const showStream = streamRenderer(loop, around);
  const { key } = loop;
  return (scope) => {
    const list = loop.open(scope);
    if (list.length === 0 && (hasOtherwise || !list.stream)) return otherwise(scope);
    if (list.stream) return showStream(scope, list, list.stream);
    const rows: Html[] = [];
    const keys: Key[] = [];
    list.visit(() => {
      if (key) keys.push(toKey(key.value(scope)));
      rows.push(body.render(scope));
    });
    const keyOf = key && ((_: unknown, index: number): Key => keys[index] ?? index);
    return new Each(rows, { rowOf: (row) => row as Html, keyOf });
  };
}

function streamRenderer(loop: LoopNode, around: Around) {
  let trimmed: Body | undefined;
  return (scope: Scope, list: LoopList, stream: AnyStream): StreamEach => {
    trimmed ??= trimmedBody(loop, around);
    const body = trimmed;
    const rows = new Map<unknown, Html>();
    list.visit((item) => rows.set(item, body.render(scope)));
    return new StreamEach(stream, (item) => rows.get(item) as Html);
  };
}

function toKey(value: unknown): Key {
  return typeof value === "number" || typeof value === "bigint" ? value : textOf(value);
}

/** Elements around which space means nothing. */
const spaceless = /^<(tr|td|th|tbody|li|option|optgroup|dt|dd|article|section|div|p)[\s>]/;

function rowBody(loop: LoopNode, around: Around): Body {
  return loop.key
    ? trimmedBody(loop, around)
    : new Body(new Flow(loop.nodes, around), { around, opener: loop.place });
}

/** With keys, the space around an item's single element is dropped: such items cost the least. */
function trimmedBody({ nodes, place }: LoopNode, around: Around): Body {
  const body = new Body(new Flow(nodes, around), { around, opener: place });
  if (body.template.isElement) return body;
  const trimmed = new Body(new Flow(trim(nodes), around), { around, opener: place });
  return trimmed.template.isElement && spaceless.test(trimmed.template.head) ? trimmed : body;
}

function trim(nodes: readonly Node[]): Node[] {
  return nodes.map((node, index) => {
    if (node.kind !== "text") return node;
    let { html } = node;
    if (index === 0) html = html.trimStart();
    if (index === nodes.length - 1) html = html.trimEnd();
    return { ...node, html };
  });
}

function placeFor(
  flow: Flow,
  { around, opener }: { around: Around; opener: SourcePlace | undefined },
): TemplatePlace {
  const placeOf = (position: PieceOffset): SourcePlace =>
    flow.placeOf(position) ?? opener ?? { source: { file: "a template", name: "", text: "" }, at: 0 };
  return {
    file: opener?.source.file ?? "a template",
    line: 1,
    scope: opener ? tagAt(opener) : "its template",
    isForeign: around.isForeign,
    errorAt: (position, reason, remedy) => sourceError(placeOf(position), reason, remedy),
    textAt: (position) => placeText(placeOf(position)),
  };
}

/** The tag that stands there, for messages. */
function tagAt({ source, at }: SourcePlace): string {
  const end = source.text.indexOf("%}", at);
  return end < 0 ? "its template" : source.text.slice(at, end + 2);
}
