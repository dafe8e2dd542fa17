import { readCondition } from "../condition.ts";
import type { Node } from "../node.ts";
import type { Parser } from "../parser.ts";
import type { Scope } from "../scope.ts";
import type { Tag, TagReader } from "../tag.ts";

/** `{% if a and b %} {% elif c %} {% else %} {% endif %}` */
export const readIf: TagReader = (parser, tag) => {
  const tests: ((scope: Scope) => boolean)[] = [];
  const branches: Node[][] = [];
  let clause = tag;
  while (clause.name !== "endif") {
    const isElse = clause.name === "else";
    if (isElse && clause.words.length > 0)
      throw parser.error(
        clause,
        `{% ${clause.text} %} has a condition`,
        "Write {% elif %} or a plain {% else %}.",
      );
    tests.push(isElse ? () => true : conditionOf(parser, clause));
    const { nodes, end } = isElse
      ? parser.contentOf(tag, "endif")
      : parser.contentOf(tag, "elif", "else", "endif");
    branches.push(nodes);
    clause = end;
  }
  const choose = (scope: Scope) => tests.findIndex((test) => test(scope));
  return { kind: "choice", branches, choose, place: tag.place };
};

function conditionOf(parser: Parser, tag: Tag): (scope: Scope) => boolean {
  return readCondition(tag.words, {
    operand: (text) => parser.expression(text, tag).orNone,
    error: (reason, remedy) => parser.error(tag, reason, remedy),
  });
}
