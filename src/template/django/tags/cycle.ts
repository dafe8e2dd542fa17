import type { Expression } from "../expression.ts";
import type { Node } from "../node.ts";
import type { Parser } from "../parser.ts";
import type { Scope } from "../scope.ts";
import { StreamLoop } from "../stream-loop.ts";
import type { Tag, TagReader } from "../tag.ts";

/** A cycle of the file that is being read. */
class Cycle {
  readonly #values: readonly Expression[];
  readonly #name: string | undefined;

  constructor(values: readonly Expression[], name: string | undefined) {
    this.#values = values;
    this.#name = name;
  }

  next(scope: Scope): unknown {
    const loop = scope.get("forloop");
    if (loop instanceof StreamLoop) throw loop._refuse("{% cycle %}");
    const count = Number(scope.memory.get(this) ?? 0);
    scope.memory.set(this, count + 1);
    const value = this.#values[count % this.#values.length]?.value(scope);
    if (this.#name) scope.replace(this.#name, value);
    return value;
  }

  reset(scope: Scope): void {
    scope.memory.delete(this);
  }
}

interface Known {
  readonly cycle: Cycle;
  readonly isSilent: boolean;
}

function cyclesOf(parser: Parser): Map<string, Known> {
  const known = parser.notes.get("cycle");
  if (known instanceof Map) return known;
  const cycles = new Map<string, Known>();
  parser.notes.set("cycle", cycles);
  return cycles;
}

/** The name under which the cycle read last is known. */
const latest = "";

/** `{% cycle a b as name silent %}`, and `{% cycle name %}` to go on with one. */
export const readCycle: TagReader = (parser, tag) => {
  const { words } = tag;
  const cycles = cyclesOf(parser);
  const [first] = words;
  if (first === undefined) throw parser.error(tag, "{% cycle %} has no values", 'Write {% cycle "a" "b" %}.');
  const known = words.length === 1 ? cycles.get(first) : createCycle(parser, tag);
  if (!known || first === latest) throw unknownCycle(parser, tag, first);
  return nodeOf(known, tag);
};

function createCycle(parser: Parser, tag: Tag): Known {
  const isSilent = tag.words.length > 3 && tag.words.at(-3) === "as" && tag.words.at(-1) === "silent";
  const words = isSilent ? tag.words.slice(0, -1) : tag.words;
  if (words.length > 3 && words.at(-3) === "as")
    throw parser.error(
      tag,
      `Unexpected "${words.at(-1)}" after the cycle's name`,
      "Only silent may stand there.",
    );
  const name = words.length > 3 && words.at(-2) === "as" ? words.at(-1) : undefined;
  const values = (name ? words.slice(0, -2) : words).map((word) => parser.expression(word, tag));
  const known = { cycle: new Cycle(values, name), isSilent };
  if (name) cyclesOf(parser).set(name, known);
  cyclesOf(parser).set(latest, known);
  return known;
}

function nodeOf({ cycle, isSilent }: Known, { place }: Tag): Node {
  if (isSilent) return { kind: "effect", run: (scope) => void cycle.next(scope), place };
  return { kind: "value", value: (scope) => cycle.next(scope), place };
}

/** `{% resetcycle name %}`, or `{% resetcycle %}` for the cycle read last. */
export const readResetCycle: TagReader = (parser, tag) => {
  const [name = latest, more] = tag.words;
  if (more) throw parser.error(tag, "{% resetcycle %} takes one name at most", "Reset one cycle at a time.");
  const known = cyclesOf(parser).get(name);
  if (!known) throw unknownCycle(parser, tag, name);
  return { kind: "effect", run: (scope) => known.cycle.reset(scope), place: tag.place };
};

function unknownCycle(parser: Parser, tag: Tag, name: string) {
  const reason = name === latest ? "There is no cycle to reset" : `There is no cycle named "${name}"`;
  return parser.error(tag, reason, 'Write {% cycle "a" "b" as name %} before.');
}
