import type { LiveloomError } from "../../errors.ts";
import { type Around, type Dynamic, Flow } from "./flow.ts";
import type { Node } from "./node.ts";
import { htmlOf } from "./output.ts";
import type { Scope } from "./scope.ts";
import { type SourcePlace, sourceError } from "./source.ts";

export type RenderText = (scope: Scope) => string;

/** Prepares nodes to be rendered to HTML as text, the way Django does: for places where only text can stand. */
export function textRenderer(nodes: readonly Node[], around: Around): RenderText {
  const flow = new Flow(nodes, around);
  const [head = "", ...strings] = flow.strings;
  const parts = flow.steps.map((step): RenderText => {
    if (step.kind === "hole") {
      const render = dynamicText(step.node, step.around);
      const after = strings.shift() ?? "";
      return (scope) => render(scope) + after;
    }
    return (scope) => {
      step.run(scope);
      return "";
    };
  });
  return (scope) => {
    let text = head;
    for (const part of parts) text += part(scope);
    return text;
  };
}

/** What a tag or variable writes, as HTML text. */
export function dynamicText(node: Dynamic, around: Around): RenderText {
  if (node.kind === "value") return (scope) => htmlOf(node.value(scope), scope);
  if (node.kind === "insert")
    return (scope) => node.insert(scope, (template, inside) => template.text(inside));
  if (node.kind === "capture") {
    const inner = textRenderer(node.nodes, around);
    const otherwise = textRenderer(node.otherwise ?? [], around);
    return (scope) => {
      const value = node.value(inner(scope), scope);
      return value === undefined ? otherwise(scope) : htmlOf(value, scope);
    };
  }
  if (node.kind === "choice") {
    const branches = node.branches.map((branch) => textRenderer(branch, around));
    return (scope) => branches[node.choose(scope)]?.(scope) ?? "";
  }
  const item = textRenderer(node.nodes, around);
  const otherwise = textRenderer(node.otherwise, around);
  return (scope) => {
    let text = "";
    const list = node.open(scope);
    if (list.stream) throw streamAsText(node.place);
    list.visit(() => {
      text += item(scope);
    });
    return list.length ? text : otherwise(scope);
  };
}

function streamAsText(place: SourcePlace): LiveloomError {
  return sourceError(
    place,
    "A stream is looped over where only text can stand",
    "The server has no items of it for a whole text. Loop over it between tags, outside of filters and attributes.",
  );
}
