import { LiveloomError } from "../../errors.ts";
import {
  type CommandOperation,
  type CommandTransition,
  commandLimits,
  mayCommandSet,
} from "../../shared/commands.ts";
import type { AttributeSource } from "../attribute-source.ts";
import { attributeText } from "../attribute-source.ts";
import { type TargetLike, targetOf } from "./target.ts";

/** Class names that an element has while it comes or goes. */
export interface Transition {
  /** One or more, separated by spaces. */
  readonly classes: string;
  /** Default: 200. At most 10,000. */
  readonly milliseconds?: number;
}

/**
 * Changes of the page that the browser does by itself. Each method returns another chain, so that one can be kept and
 * used again.
 */
export abstract class Changes implements AttributeSource {
  protected readonly operations: readonly CommandOperation[];

  constructor(operations: readonly CommandOperation[] = []) {
    if (operations.length > commandLimits.operations)
      throw invalid("There are too many commands", `At most ${commandLimits.operations} go together.`);
    this.operations = operations;
  }

  protected abstract with(operation: CommandOperation): this;

  /** What the attribute says. @throws LV-COMMAND when it is too long. */
  [attributeText](): string | null {
    return this.operations.length === 0 ? null : writeCommands(this.operations);
  }

  /** Shows an element with `hidden`, opens a `<dialog>` as modal, or a popover. */
  show(target?: TargetLike, transition?: Transition): this {
    return this.with(appearance("show", target, transition));
  }

  /** Hides an element by `hidden`, or closes a `<dialog>` or popover. */
  hide(target?: TargetLike, transition?: Transition): this {
    return this.with(appearance("hide", target, transition));
  }

  /** Shows what is hidden, and hides what is shown. */
  toggle(target?: TargetLike, transition?: Transition): this {
    return this.with(appearance("toggle", target, transition));
  }

  /** @param classes One or more, separated by spaces. */
  addClass(classes: string, target?: TargetLike): this {
    return this.with(["addClass", targetOf(target), checkedClasses(classes)]);
  }

  removeClass(classes: string, target?: TargetLike): this {
    return this.with(["removeClass", targetOf(target), checkedClasses(classes)]);
  }

  toggleClass(classes: string, target?: TargetLike): this {
    return this.with(["toggleClass", targetOf(target), checkedClasses(classes)]);
  }

  /**
   * Sets an attribute that neither runs, loads nor styles anything: `aria-*`, `data-*`, `hidden`, `disabled`, `title`...
   * @throws LV-COMMAND for others
   */
  setAttribute(name: string, value: string, target?: TargetLike): this {
    return this.with(["setAttribute", targetOf(target), checkedAttribute(name), value]);
  }

  removeAttribute(name: string, target?: TargetLike): this {
    return this.with(["removeAttribute", targetOf(target), checkedAttribute(name)]);
  }

  /**
   * Sets an attribute to the one value or, when it has that already, to the other; without another, removes it.
   * @example commands().toggleAttribute("aria-expanded", ["true", "false"])
   */
  toggleAttribute(
    name: string,
    values: readonly [on: string, off?: string] = [""],
    target?: TargetLike,
  ): this {
    return this.with(["toggleAttribute", targetOf(target), checkedAttribute(name), ...values]);
  }
}

/** Without spaces, after which other attributes say how often and when. @throws LV-COMMAND */
export function writeCommands(operations: readonly CommandOperation[]): string {
  const json = JSON.stringify(operations).replaceAll(" ", "\\u0020");
  if (json.length <= commandLimits.length) return json;
  throw invalid("Commands are too long", `Together they have at most ${commandLimits.length} characters.`);
}

function appearance(
  what: "show" | "hide" | "toggle",
  target: TargetLike | undefined,
  transition: Transition | undefined,
): CommandOperation {
  return transition ? [what, targetOf(target), transitionOf(transition)] : [what, targetOf(target)];
}

/** @throws LV-COMMAND */
export function transitionOf({ classes, milliseconds = 200 }: Transition): CommandTransition {
  if (milliseconds >= 0 && milliseconds <= commandLimits.transition)
    return [checkedClasses(classes), milliseconds];
  throw invalid(`A transition of ${milliseconds} ms`, `It takes 0 to ${commandLimits.transition} ms.`);
}

function checkedClasses(classes: string): string {
  const names = classes.trim().split(/\s+/).join(" ");
  if (names) return names;
  throw invalid("A command has no class name", "Write one or more, separated by spaces.");
}

function checkedAttribute(name: string): string {
  if (mayCommandSet(name)) return name;
  const remedy =
    name === "class"
      ? "Use addClass, removeClass or toggleClass."
      : "Commands set aria-*, data-* and attributes that neither run, load nor style anything.";
  throw invalid(`A command cannot change "${name}"`, remedy);
}

export function invalid(problem: string, remedy: string): LiveloomError {
  return new LiveloomError("LV-COMMAND", { problem, remedy });
}
