import { LiveloomError } from "../../errors.ts";
import type { CommandTarget } from "../../shared/commands.ts";

/** Longest selector, in characters. */
const selectorLimit = 500;

/** Elements that commands are about. Made by {@link closest} and {@link inside}. */
export class Target {
  readonly value: CommandTarget;

  constructor(value: CommandTarget) {
    this.value = value;
  }
}

/** A CSS selector in the whole document, or a {@link Target}. */
export type TargetLike = string | Target;

/**
 * The nearest element around the one whose attribute it is that fits the selector; or what fits `inner` in that one.
 * @example commands().toggle(closest("li", ".details"))
 */
export function closest(selector: string, inner?: string): Target {
  const around = checked(selector);
  return new Target(inner === undefined ? ["closest", around] : ["closest", around, checked(inner)]);
}

/** What fits the selector inside the element whose attribute it is. */
export function inside(selector: string): Target {
  return new Target(["inside", checked(selector)]);
}

/** The element itself by default. @throws LV-COMMAND */
export function targetOf(target: TargetLike | undefined): CommandTarget {
  if (target === undefined) return "";
  return typeof target === "string" ? checked(target) : target.value;
}

function checked(selector: string): string {
  if (selector.trim() && selector.length <= selectorLimit) return selector;
  const remedy = `Write a CSS selector of 1 to ${selectorLimit} characters, such as "#menu".`;
  throw new LiveloomError("LV-COMMAND", { problem: "A command has no selector", remedy });
}
