import { LiveloomError } from "../../errors.ts";
import { componentsIn } from "../../template/components-in.ts";
import type { Key } from "../../template/each.ts";
import type { Html } from "../../template/html.ts";
import type { Child, ChildCall } from "./component.ts";
import type { MountedComponent } from "./mounted-component.ts";
import type { ViewComponents } from "./view-components.ts";

/** The components and views that a view or a component shows, by class and key. */
export class Children {
  readonly #byClass = new Map<object, Map<Key | undefined, Child>>();
  readonly #family: ViewComponents;
  /** undefined for those of the view itself. */
  readonly #parent: MountedComponent | undefined;
  #count = 0;
  /** Numbers the parent's renderings. */
  #pass = 1;
  /** How many were met in this rendering. */
  #met = 0;

  constructor(family: ViewComponents, parent: MountedComponent | undefined) {
    this.#family = family;
    this.#parent = parent;
  }

  /** The parent is about to be rendered. */
  begin(): void {
    this.#pass++;
    this.#met = 0;
  }

  /** @throws LV-COMPONENT-KEY */
  place(call: ChildCall): Child {
    const found = this.#byClass.get(call.Component)?.get(call.key);
    if (found?.pass === this.#pass) throw this.#repeated(call);
    found?.take(call);
    const child = found ?? this.#add(call);
    this.meet(child);
    return child;
  }

  /** A child is part of what is being rendered. */
  meet(child: Child): void {
    if (child.pass === this.#pass) return;
    child.pass = this.#pass;
    this.#met++;
  }

  /**
   * The parent was rendered: children that are not in its tree any more are unmounted. Only when some were not met the
   * tree is searched for them, because rows with `memo` are not rendered again.
   */
  sweep(tree: Html): void {
    if (this.#met === this.#count) return;
    const shown = new Set<unknown>();
    componentsIn(tree, (component) => shown.add(component));
    for (const child of this.all()) if (child.pass !== this.#pass && !shown.has(child)) this.#remove(child);
  }

  /** Unmounts all. */
  clear(): void {
    for (const child of this.all()) this.#remove(child);
  }

  *all(): Generator<Child> {
    for (const ofClass of this.#byClass.values()) yield* ofClass.values();
  }

  #add(call: ChildCall): Child {
    const child = call.make(this.#family, { siblings: this, parent: this.#parent });
    const ofClass = this.#byClass.get(call.Component) ?? new Map<Key | undefined, Child>();
    this.#byClass.set(call.Component, ofClass.set(call.key, child));
    this.#count++;
    return child;
  }

  #remove(child: Child): void {
    const { Component, key } = child.call;
    this.#byClass.get(Component)?.delete(key);
    this.#count--;
    child.remove();
  }

  #repeated({ Component, key }: ChildCall): LiveloomError {
    const parent = this.#parent?.Component.name ?? "the view";
    const about = { component: Component.name, key: String(key ?? ""), parent };
    return new LiveloomError("LV-COMPONENT-KEY", about);
  }
}
