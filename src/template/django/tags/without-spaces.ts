import type { Node } from "../node.ts";

/** What stands before a place, seen through tags that show nothing by themselves. */
type Before = "start" | "tag" | "text";

/** Drops space between tags, and at both ends; space beside text or a value stays. */
export function withoutSpaces(nodes: readonly Node[]): Node[] {
  return clean(nodes, "start", "end").nodes;
}

type After = "end" | "tag" | "text";

interface Cleaned {
  readonly nodes: Node[];
  readonly last: Before;
}

function clean(nodes: readonly Node[], before: Before, after: After): Cleaned {
  let last = before;
  const cleaned = nodes.map((node, index): Node => {
    const next = afterOf(nodes.slice(index + 1), after);
    if (node.kind === "text") {
      const html = cleanText(node.html, last, next);
      if (/\S/.test(html)) last = html.trimEnd().endsWith(">") ? "tag" : "text";
      return { ...node, html };
    }
    const inner = cleanNode(node, last, next);
    last = inner.last;
    return inner.node;
  });
  return { nodes: cleaned, last };
}

function cleanText(html: string, before: Before, after: After): string {
  let text = html.replace(/>\s+</g, "><");
  if (!/\S/.test(text)) {
    const isEdge = before === "start" || after === "end";
    return !isEdge && (before === "text" || after === "text") ? text : "";
  }
  if (before !== "text" && (before === "start" || text.trimStart().startsWith("<"))) text = text.trimStart();
  if (after !== "text" && (after === "end" || text.trimEnd().endsWith(">"))) text = text.trimEnd();
  return text;
}

function cleanNode(node: Node, before: Before, after: After): { readonly node: Node; readonly last: Before } {
  if (node.kind === "group" || node.kind === "block") {
    const { nodes, last } = clean(node.nodes, before, after);
    return { node: { ...node, nodes }, last };
  }
  if (node.kind === "choice") {
    const branches = node.branches.map((branch) => clean(branch, before, after));
    const last = branches.every((branch) => branch.last === "tag") ? "tag" : "text";
    return {
      node: { ...node, branches: branches.map(({ nodes }) => nodes) },
      last: before === "tag" ? "tag" : last,
    };
  }
  if (node.kind === "loop") {
    const { nodes, last } = clean(
      node.nodes,
      before === "start" ? "tag" : before,
      after === "end" ? "tag" : after,
    );
    return { node: { ...node, nodes, otherwise: clean(node.otherwise, before, after).nodes }, last };
  }
  return { node, last: node.kind === "effect" ? before : "text" };
}

/** What the first visible thing of these nodes is. */
function afterOf(nodes: readonly Node[], end: After): After {
  for (const node of nodes) {
    if (node.kind === "text" && /\S/.test(node.html))
      return node.html.trimStart().startsWith("<") ? "tag" : "text";
    if (node.kind === "value" || node.kind === "insert" || node.kind === "capture") return "text";
    if (node.kind === "choice")
      return node.branches.every((branch) => afterOf(branch, end) !== "text") ? "tag" : "text";
    if ("nodes" in node && node.nodes.length > 0) return afterOf(node.nodes, end);
  }
  return end;
}
