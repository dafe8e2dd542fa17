import {
  type CommandOperation,
  type CommandTarget,
  type CommandTransition,
  commandLimits,
  isCommandEvent,
  mayCommandSet,
} from "../../shared/commands.ts";
import { attributeOf, hasAttributeOf, isMatch, nearest } from "../elements.ts";
import { focusOne } from "../patch/focus-one.ts";
import { attributeLayer, classLayer, Layers, textLayer } from "../patch/layers.ts";

const { querySelectorAll } = Element.prototype;

const focusable =
  ":is(a[href], area[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls], [contenteditable], [tabindex]):not(:disabled, [tabindex='-1'], [hidden], [inert], [inert] *, [hidden] *)";

/** The element whose attribute it is, and what the commands need besides. */
export interface CommandContext {
  readonly element: Element;
  /** Sends an event to the view. */
  push(name: string, params: object): void;
}

/** What is done, and until when: for good without it. */
interface Doing {
  readonly operation: CommandOperation;
  readonly context: CommandContext;
  readonly isOver?: (() => boolean) | undefined;
}

/** Runs commands, of a closed list and nothing else. */
export class CommandRunner {
  readonly layers = new Layers();
  /** Elements that are about to come or go, or are animated. */
  readonly #timers = new WeakMap<Element, () => void>();

  /** Does what an attribute says. One command that fails does not stop the others. */
  run(json: string, context: CommandContext): void {
    for (const operation of parse(json)) this.#do({ operation, context });
  }

  /** Shows something until `isOver`. */
  expect(json: string, element: Element, isOver: () => boolean): void {
    const context = { element, push: () => undefined };
    for (const operation of parse(json))
      if (/^(text|show|hide|toggle|add|remove|set)/.test(operation[0]))
        this.#do({ operation, context, isOver });
  }

  #do(doing: Doing): void {
    const { operation, context } = doing;
    try {
      if (operation[0] === "push") return context.push(operation[1], operation[2] as object);
      const [first, ...others] = find(context.element, operation[1]);
      if (!first) return;
      if (operation[0] === "focus") return (first as HTMLElement).focus();
      for (const target of [first, ...others]) this.#change(target, doing);
    } catch (error) {
      console.error("A command failed:", operation, error);
    }
  }

  #change(target: Element, { operation, isOver }: Doing): void {
    const [what, , a, b] = operation as readonly [string, unknown, never, never];
    if (what === "show" || what === "hide")
      this.#appear(target, { isShown: what === "show", transition: a, isOver });
    else if (what === "toggle") this.#appear(target, { isShown: !isShown(target), transition: a, isOver });
    else if (/Class$/.test(what)) this.#changeClasses(target, { what, names: a, isOver });
    else if (/Attribute$/.test(what)) this.#changeAttribute(target, { operation, isOver });
    else if (what === "text" && isOver) this.layers.add(textLayer(target, String(a), isOver));
    else if (what === "focusFirst") focusOne(querySelectorAll.call(target, focusable));
    else if (what === "transition") this.#animate(target, [a, b]);
    else if (what === "dispatch" && isCommandEvent(a))
      target.dispatchEvent(new CustomEvent(a, { bubbles: true, cancelable: true, detail: b }));
  }

  #changeClasses(
    target: Element,
    { what, names, isOver }: { what: string; names: string; isOver: Doing["isOver"] },
  ): void {
    for (const name of names.split(" ")) {
      const isOn = what === "toggleClass" ? !target.classList.contains(name) : what === "addClass";
      this.layers.add(classLayer(target, [name, isOn], isOver));
    }
  }

  #changeAttribute(target: Element, { operation, isOver }: Pick<Doing, "operation" | "isOver">): void {
    const [what, , name, on, off] = operation as readonly [string, unknown, string, string?, string?];
    if (!mayCommandSet(name)) throw new Error(`Commands cannot change "${name}"`);
    let value = what === "removeAttribute" ? null : (on ?? "");
    if (what === "toggleAttribute" && attributeOf(target, name) === value) value = off ?? null;
    this.layers.add(attributeLayer(target, [name, value], isOver));
  }

  #appear(target: Element, { isShown, transition, isOver }: Appearance): void {
    this.#timers.get(target)?.();
    if (isShown) this.#setShown(target, true, isOver);
    if (!transition) return this.#setShown(target, isShown, isOver);
    this.#animate(target, transition, () => isShown || this.#setShown(target, false, isOver));
  }

  #setShown(target: Element, isOn: boolean, isOver: Doing["isOver"]): void {
    if (isShown(target) === isOn) return;
    if (target instanceof HTMLDialogElement) return isOn ? target.showModal() : target.close();
    if (target instanceof HTMLElement && hasAttributeOf(target, "popover"))
      return isOn ? target.showPopover() : target.hidePopover();
    this.layers.add(attributeLayer(target, ["hidden", isOn ? null : ""], isOver));
  }

  #animate(target: Element, [classes, milliseconds]: CommandTransition, then?: () => unknown): void {
    this.#timers.get(target)?.();
    const names = classes.split(" ");
    const stop = () => {
      clearTimeout(timer);
      this.#timers.delete(target);
      for (const name of names) this.layers.add(classLayer(target, [name, false], undefined));
    };
    const finish = () => {
      then?.();
      stop();
    };
    const timer = setTimeout(finish, Math.min(milliseconds, commandLimits.transition));
    this.#timers.set(target, stop);
    for (const name of names) this.layers.add(classLayer(target, [name, true], undefined));
  }
}

interface Appearance {
  readonly isShown: boolean;
  readonly transition: CommandTransition | undefined;
  readonly isOver: Doing["isOver"];
}

function parse(json: string): readonly CommandOperation[] {
  try {
    return JSON.parse(json).slice(0, commandLimits.operations);
  } catch (error) {
    console.error("These are no commands:", json, error);
    return [];
  }
}

function find(element: Element, target: CommandTarget): Element[] {
  if (target === "") return [element];
  if (typeof target === "string") return [...document.querySelectorAll(target)];
  const [kind, selector, inner] = target;
  if (kind === "inside") return [...querySelectorAll.call(element, selector)];
  const around = nearest(element, selector);
  if (!around) return [];
  return inner === undefined ? [around] : [...querySelectorAll.call(around, inner)];
}

function isShown(element: Element): boolean {
  if (element instanceof HTMLDialogElement) return element.open;
  if (hasAttributeOf(element, "popover")) return isMatch(element, ":popover-open");
  return !hasAttributeOf(element, "hidden");
}
