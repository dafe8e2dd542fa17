import { RawHtml } from "../../raw.ts";
import type { Node } from "../node.ts";
import { isEqual } from "../python-value.ts";
import type { Scope } from "../scope.ts";
import { StreamLoop } from "../stream-loop.ts";
import type { TagReader } from "../tag.ts";

/** What was seen last, by loop and tag: an inner loop starts afresh with every round of the outer one. */
const seenIn = new WeakMap<object, Map<object, unknown>>();

function memoryOf(scope: Scope): Map<object, unknown> {
  const loop = scope.get("forloop");
  if (loop instanceof StreamLoop) throw loop._refuse("{% ifchanged %}");
  if (typeof loop !== "object" || loop === null) return scope.memory;
  const memory = seenIn.get(loop) ?? new Map<object, unknown>();
  seenIn.set(loop, memory);
  return memory;
}

/** `{% ifchanged a b %}`, or `{% ifchanged %}` for what the content itself says. */
export const readIfChanged: TagReader = (parser, tag) => {
  const watched = tag.words.map((word) => parser.expression(word, tag));
  const { nodes, end } = parser.contentOf(tag, "else", "endifchanged");
  const otherwise: readonly Node[] = end.name === "else" ? parser.contentOf(tag, "endifchanged").nodes : [];
  const isNew = (scope: Scope, seen: unknown) => {
    const memory = memoryOf(scope);
    if (memory.has(tag) && isEqual(memory.get(tag), seen)) return false;
    memory.set(tag, seen);
    return true;
  };
  if (watched.length === 0) {
    const value = (html: string, scope: Scope) => (isNew(scope, html) ? new RawHtml(html) : undefined);
    return { kind: "capture", nodes, otherwise, value, place: tag.place };
  }
  const choose = (scope: Scope) =>
    isNew(
      scope,
      watched.map(({ orNone }) => orNone(scope)),
    )
      ? 0
      : 1;
  return { kind: "choice", branches: [nodes, otherwise], choose, place: tag.place };
};
