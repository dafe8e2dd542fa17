import { LiveloomError } from "../../errors.ts";
import { ComponentUse } from "../../template/component.ts";
import type { Key } from "../../template/each.ts";
import type { LiveComponent, LiveComponentClass } from "./live-component.ts";
import type { MountedComponent } from "./mounted-component.ts";

/** Whoever shows components: a view, or a component. */
export interface ComponentOwner {
  /** The component that was asked for, found or made. */
  place(call: ComponentCall): MountedComponent;
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

/** A component in a template, with what it is given. */
export class ComponentCall extends ComponentUse {
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

  override resolve(): MountedComponent {
    if (rendering) return rendering.place(this);
    throw new LiveloomError("LV-COMPONENT-OUTSIDE", { component: this.Component.name });
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
