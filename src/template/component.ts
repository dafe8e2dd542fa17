import { LiveloomError } from "../errors.ts";
import type { PointChange } from "../shared/wire.ts";
import type { Html } from "./html.ts";
import type { Nesting } from "./nesting.ts";

/*
 * What the engine needs to know of components. What they are, and how they are found again from one rendering to the
 * next, is the business of whoever keeps them.
 */

/** A component as a template names it: made by `component()`. */
export abstract class ComponentUse {
  /** Exists for the compiler only: no plain object has this type. */
  declare protected readonly brand: "ComponentUse";

  /** The component that stands here, told what it is given now. */
  abstract resolve(): PlacedComponent;
}

/** A component in a rendered template. It keeps what was rendered of it, and can be rendered without its parent. */
export abstract class PlacedComponent extends ComponentUse {
  /** What the browser shows of it; undefined when that is not known. */
  abstract readonly shown: Html | undefined;
  /** Renders it as a whole. @param inside the rules of nesting in its place */
  abstract toHtml(inside: Nesting): string;
  /** What changed since it was last rendered; undefined when nothing did. */
  abstract diff(inside: Nesting): PointChange | undefined;
  /** Makes `shown` again, which was given up while the browser still shows it. */
  abstract revive(inside: Nesting): void;
}

/** Under this key, a template file's context holds the components that it can name. */
export const namedComponents: unique symbol = Symbol("namedComponents");

/** Components that template files call by name. */
export interface NamedComponents {
  readonly names: readonly string[];
  /** undefined when there is none of that name. */
  make(name: string, props: Readonly<Record<string, unknown>>): ComponentUse | undefined;
}

/** Why no component can stand in what is being rendered; undefined where one can. */
let obstacle: string | undefined;

/** Renders something in which no component can be kept. @param where for the message: "in a row of a stream" */
export function withoutComponents<Result>(where: string, render: () => Result): Result {
  const outer = obstacle;
  obstacle = where;
  try {
    return render();
  } finally {
    obstacle = outer;
  }
}

/** @throws LV-COMPONENT-PLACE */
export function placeComponent(use: ComponentUse): PlacedComponent {
  if (obstacle !== undefined) throw new LiveloomError("LV-COMPONENT-PLACE", { where: obstacle });
  return use.resolve();
}
