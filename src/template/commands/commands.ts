import type { StandardSchemaV1 } from "@standard-schema/spec";
import { type CommandOperation, isCommandEvent } from "../../shared/commands.ts";
import { type AttributeSource, attributeText } from "../attribute-source.ts";
import { Changes, invalid, type Transition, transitionOf, writeCommands } from "./changes.ts";
import { type TargetLike, targetOf } from "./target.ts";

/** An event of a view or component. */
interface Callable<Schema> extends AttributeSource {
  readonly params: Schema | undefined;
}

type ParamsOf<Schema> = Schema extends StandardSchemaV1
  ? Partial<StandardSchemaV1.InferInput<Schema>>
  : object;

/** An event that is called; its name is known once the view exists. */
interface Push {
  readonly event: AttributeSource;
  readonly params: unknown;
}

/** What the browser does when something happens to an element, in order. Made by {@link commands}. */
export class Commands extends Changes {
  readonly #pushes: ReadonlyMap<number, Push>;

  constructor(operations: readonly CommandOperation[] = [], pushes: ReadonlyMap<number, Push> = new Map()) {
    super(operations);
    this.#pushes = pushes;
  }

  protected with(operation: CommandOperation): this {
    return new Commands([...this.operations, operation], this.#pushes) as this;
  }

  override [attributeText](): string | null {
    if (this.#pushes.size === 0) return super[attributeText]();
    return writeCommands(
      this.operations.map((operation, index) => {
        const push = this.#pushes.get(index);
        return push ? ["push", nameOf(push.event), push.params] : operation;
      }),
    );
  }

  /** Moves the focus to the first of the targets. */
  focus(target?: TargetLike): this {
    return this.with(["focus", targetOf(target)]);
  }

  /** Moves the focus to the first thing in the target that can have it. */
  focusFirst(target?: TargetLike): this {
    return this.with(["focusFirst", targetOf(target)]);
  }

  /** Gives an element class names for a time, for an animation. */
  transition(transition: Transition, target?: TargetLike): this {
    return this.with(["transition", targetOf(target), ...transitionOf(transition)]);
  }

  /** Dispatches a CustomEvent that bubbles, for scripts of the page. @param detail JSON. @throws LV-COMMAND */
  dispatch(name: string, detail: unknown = null, target?: TargetLike): this {
    if (!isCommandEvent(name))
      throw invalid(`"${name}" is no name of an event`, "Write letters, digits, dots, colons and hyphens.");
    return this.with(["dispatch", targetOf(target), name, detail]);
  }

  /** Calls an event of the view with the element's data, and these parameters besides. */
  push<Schema extends StandardSchemaV1 | undefined>(
    event: Callable<Schema>,
    params?: ParamsOf<Schema>,
  ): this {
    const pushes = new Map(this.#pushes).set(this.operations.length, { event, params: params ?? {} });
    return new Commands([...this.operations, ["push", "", {}]], pushes) as this;
  }
}

/** Without how often and when it is sent, which is up to the attribute. */
function nameOf(event: AttributeSource): string {
  return event[attributeText]()?.split(" ")[0] ?? "";
}

/**
 * What the browser does at once when something happens to an element, without asking the server.
 * @example
 * html`<button live-click=${commands().toggle("#menu").focusFirst("#menu")}>Menu</button>`
 */
export function commands(): Commands {
  return new Commands();
}
