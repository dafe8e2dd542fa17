import { attributeText, isAttributeSource } from "../attribute-source.ts";
import { parseTemplate } from "../parse-template.ts";
import type { Parts } from "../template-node.ts";
import { type Around, type Dynamic, Flow } from "./flow.ts";
import type { ChoiceNode, Node } from "./node.ts";
import { plainOfHtml, plainTextOf } from "./output.ts";
import { dynamicText } from "./render-text.ts";
import type { Scope } from "./scope.ts";
import { sourceError } from "./source.ts";

type AttributeValue = (scope: Scope) => unknown;

/** Values by the attribute's name; null leaves the attribute out. */
export type Attributes = ReadonlyMap<string, AttributeValue>;

/**
 * The attributes that a tag in an attribute's place may write: `<input {% if x %}checked{% endif %}>`.
 * undefined when they are not known beforehand.
 */
export function attributesOf(node: Dynamic, around: Around, isGlued: boolean): Attributes | undefined {
  if (node.kind !== "choice") return undefined;
  const branches = node.branches.map((branch) => branchAttributes(branch, { node, around, isGlued }));
  const known = branches.filter((branch) => branch !== undefined);
  if (known.length < branches.length) return undefined;
  const names = new Set(known.flatMap((branch) => [...branch.keys()]));
  return new Map([...names].map((name) => [name, chosen(node, known, name)]));
}

function chosen({ choose }: ChoiceNode, branches: readonly Attributes[], name: string): AttributeValue {
  const values = branches.map((branch) => branch.get(name));
  return (scope) => values[choose(scope)]?.(scope) ?? null;
}

interface Branch {
  readonly node: ChoiceNode;
  readonly around: Around;
  readonly isGlued: boolean;
}

/** Reads a branch as what stands inside a start tag. */
function branchAttributes(nodes: readonly Node[], { node, around, isGlued }: Branch): Attributes | undefined {
  const flow = new Flow(nodes, around);
  const [head = "", ...strings] = flow.strings;
  if (flow.steps.some(({ kind }) => kind === "effect")) return undefined;
  if (isGlued && !/^(\s|$)/.test(head)) return undefined;
  const inner = new Map<number, Attributes>();
  const holes = flow.steps.filter((step) => step.kind === "hole");
  const before = "<input ";
  const place = {
    file: node.place.source.file,
    line: 1,
    errorAt({ string, offset }: { string: number; offset: number }, reason: string, remedy: string) {
      const at = flow.placeOf({
        string,
        offset: string === 0 ? Math.max(0, offset - before.length) : offset,
      });
      return sourceError(at ?? node.place, reason, remedy);
    },
  };
  const pieces = [before + head, ...strings];
  pieces.push(`${pieces.pop() ?? ""} >`);
  const parsed = parseTemplate(pieces, place, (index, glued) => {
    const hole = holes[index];
    const attributes = inner.get(index) ?? (hole && attributesOf(hole.node, hole.around, glued));
    if (attributes) inner.set(index, attributes);
    return attributes && [...attributes.keys()];
  });
  const [element, ...others] = parsed.nodes;
  if (element?.kind !== "element" || others.length > 0) return undefined;
  const values = holes.flatMap(({ node: each, around: outer }, index) => [
    ...(inner.get(index)?.values() ?? [plainValue(each, outer)]),
  ]);
  return new Map(element.attributes.map(({ name, value }) => [name, joined(value, values)]));
}

function plainValue(node: Dynamic, around: Around): AttributeValue {
  if (node.kind === "value") return (scope) => plainTextOf(node.value(scope), scope);
  const text = dynamicText(node, around);
  return (scope) => plainOfHtml(text(scope));
}

function joined(parts: Parts | undefined, values: readonly AttributeValue[]): AttributeValue {
  if (!parts) return () => "";
  const [before, only, after] = parts;
  if (parts.length === 3 && before === "" && after === "" && typeof only === "number")
    return values[only] ?? (() => null);
  const pieces = parts.map((part): AttributeValue => {
    if (typeof part === "number") return values[part] ?? (() => "");
    const text = plainOfHtml(part);
    return () => text;
  });
  return (scope) => pieces.map((piece) => textIn(piece(scope))).join("");
}

function textIn(value: unknown): string {
  return isAttributeSource(value) ? (value[attributeText]() ?? "") : String(value ?? "");
}
