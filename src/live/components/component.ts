import type { ComponentPath } from "../../diff/component-path.ts";
import { LiveloomError } from "../../errors.ts";
import type { PointChange } from "../../shared/wire.ts";
import { ComponentUse, type PlacedComponent } from "../../template/component.ts";
import type { Key } from "../../template/each.ts";
import type { Nesting } from "../../template/nesting.ts";
import type { LiveComponent, LiveComponentClass } from "./live-component.ts";
import type { ComponentPlace, MountedComponent } from "./mounted-component.ts";
import type { ViewComponents } from "./view-components.ts";

/** Whoever shows components: a view, or a component. */
export interface ComponentOwner {
  /** The component that was asked for, found or made. */
  place(call: ChildCall): Child;
}

/** What a view or a component shows and keeps from one rendering to the next: a component, or another view. */
export interface Child extends PlacedComponent {
  readonly call: ChildCall;
  /** undefined for one of the view itself. */
  readonly parent: MountedComponent | undefined;
  /** The rendering of the parent in which this was last met. */
  pass: number;
  /** Where it was found in its parent's tree the last time. */
  path: ComponentPath;
  /** The parent shows it, and passes this now. */
  take(call: ChildCall): void;
  /** @param inside Default: where it was. */
  diff(inside?: Nesting): PointChange | undefined;
  /** It is not shown any more. */
  remove(): void;
}

/** Whose template is being rendered. Rendering is synchronous: there is one at a time. */
let rendering: ComponentOwner | undefined;

/** Renders something for an owner, to whom all components in it belong. */
export function renderIn<Result>(owner: ComponentOwner | undefined, render: () => Result): Result {
  const outer = rendering;
  rendering = owner;
  try {
    return render();
  } finally {
    rendering = outer;
  }
}

/** Whether anything is being rendered. */
export function isRendering(): boolean {
  return rendering !== undefined;
}

/** Props by their names, whatever they are. */
export type AnyProps = Readonly<Record<string, unknown>>;

/** A child in a template, with what it is given. */
export abstract class ChildCall extends ComponentUse {
  abstract readonly Component: object & { readonly name: string };
  abstract readonly props: AnyProps;
  /** Tells it from others of its class. */
  abstract readonly key: Key | undefined;

  /** The child, when there is none yet of the class with the key. */
  abstract make(family: ViewComponents, place: ComponentPlace): Child;

  override resolve(): PlacedComponent {
    if (rendering) return rendering.place(this);
    throw new LiveloomError("LV-COMPONENT-OUTSIDE", { component: this.Component.name });
  }
}

/** A component in a template. */
export class ComponentCall extends ChildCall {
  readonly Component: LiveComponentClass;
  readonly props: AnyProps;

  constructor(Component: LiveComponentClass, props: AnyProps) {
    super();
    this.Component = Component;
    this.props = props;
  }

  get key(): Key | undefined {
    return this.props.key as Key | undefined;
  }

  override make(family: ViewComponents, place: ComponentPlace): MountedComponent {
    return family.make(this, place);
  }
}

const noProps: AnyProps = {};

/** What a component is given: its props, and a `key` that tells it from others of its class. */
type Given<Props> = Props & { readonly key?: Key };

/**
 * Shows a component. It is the same one, with its state, as long as the same parent shows its class with the same
 * `key`, wherever that is; when the parent stops showing it, it is unmounted.
 *
 * A prop whose name starts with `on` and a capital is a callback to the parent: it may be another function at every
 * render and is no reason to render the component again. Any other prop that changes is.
 * @throws LV-COMPONENT-KEY when a parent shows two of one class with the same key, or two without.
 * @example html`<ul>${each(this.cards, (card) => card.id, (card) =>
 *   component(Card, { key: card.id, card, onSave: (title) => this.rename(card.id, title) }))}</ul>`
 */
export function component<Props extends object>(
  Component: new () => LiveComponent<Props>,
  ...[props]: Partial<Props> extends Props ? [props?: Given<NoInfer<Props>>] : [props: Given<NoInfer<Props>>]
): ComponentUse {
  return new ComponentCall(Component as LiveComponentClass, (props as AnyProps | undefined) ?? noProps);
}
