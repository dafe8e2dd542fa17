import { LiveloomError } from "../../errors.ts";
import type { Html } from "../../template/html.ts";
import type { Run } from "../deadline.ts";
import type { LiveEvent } from "../event.ts";
import { eventsOf } from "../events-of.ts";
import { Form } from "../forms/form.ts";
import { LivePart, openPart, type PartSeat, seatOf } from "../live-part.ts";
import { templateContext } from "../template-context.ts";
import type { ComponentWork } from "./component-work.ts";
import type { ComponentsByName, ViewsByName } from "./named-components.ts";

/** What the framework keeps for a component. */
export interface ComponentSeat extends PartSeat {
  /** Names it in the browser's events. */
  readonly number: number;
  /** What the parent gives it now. */
  readonly props: object;
  readonly owner: ComponentWork;
}

/**
 * A part of a page with state and events of its own, shown by {@link component}. Its own events render only itself.
 *
 * Fields are state, as in a view: `_x` and `#x` stay private. A component never reaches into its parent: it is given
 * props, and tells what happened by calling a prop such as `onSave`, which runs in the parent and renders it.
 *
 * @typeParam Props What the parent has to pass.
 * @example
 * class Toggle extends LiveComponent<{ label: string; onChange?: (isOn: boolean) => void }> {
 *   isOn = false;
 *   toggle = event(() => {
 *     this.isOn = !this.isOn;
 *     this.props.onChange?.(this.isOn);
 *   });
 *   render() {
 *     return html`<button live-click=${this.toggle} aria-pressed=${String(this.isOn)}>${this.props.label}</button>`;
 *   }
 * }
 */
export abstract class LiveComponent<Props extends object = Record<never, never>> extends LivePart {
  /** A template file to render instead of `render()`. It sees what a view's does, and `props`. */
  static readonly template?: string;

  /** The components that its template file names. */
  static readonly components?: ComponentsByName;

  /** The views that its template file nests; see {@link LiveView.views}. */
  static readonly views?: ViewsByName;

  /**
   * Prepares the state. Runs once, before the first render, which does not wait for it: when it returns a promise, the
   * component is rendered again once that is fulfilled.
   */
  mount?(): unknown;
  /** Called before the component is rendered with other props than before; like `mount` it may return a promise. */
  update?(props: Readonly<Props>, previous: Readonly<Props>): unknown;
  /**
   * Says that the component can do without its instance while nobody uses the page; see the view's `restore`. A page is
   * given up only when all its components say so and none has an `unmount`.
   */
  restore?(): unknown;
  /** The component's content; the file in `static template` by default. Must not change the state. */
  render(): Html {
    const { template } = this.constructor as LiveComponentClass;
    const { context, owner, props } = seatOf(this, "render");
    const { name: view } = this.constructor;
    if (template === undefined) throw new LiveloomError("LV-VIEW-RENDER", { view });
    if (!context.templates) throw new LiveloomError("LV-CONFIG-TEMPLATES", { view, template });
    // Templates see the request.
    owner.readsAddress();
    const seen = templateContext(this, LiveComponent.prototype, context);
    return context.templates.get(template).render({ ...seen, props });
  }
  /**
   * Called when one of its events was refused or failed, or what it did could not be rendered. What it throws again, and everything without this method,
   * goes to the view's `onError`.
   */
  onError?(error: unknown): unknown;
  /**
   * Shown in the component's place when it cannot be mounted, updated or rendered, until it gets other props or an
   * event. The error is in the log under the id. Without this method it is the view's error.
   */
  renderError?(id: string): Html;
  /** Called once when the component is not shown any more, or the page is gone. */
  unmount?(): unknown;

  /** Called for each message of a topic that it subscribed to without a function; see the view's `handleInfo`. */
  handleInfo?(topic: string, message: unknown, run?: Run): unknown;

  /** What the parent passes, without the `key`. Callbacks are always the parent's latest. */
  get props(): Readonly<Props> {
    return seatOf(this, "props").props as Props;
  }
}

/** A component's class, whatever its props are. */
export interface LiveComponentClass {
  new (): LiveComponent;
  readonly name: string;
  readonly prototype: LiveComponent;
  readonly template?: string;
}

export interface OpenComponent {
  readonly component: LiveComponent;
  /** By the names of the fields. */
  readonly events: ReadonlyMap<string, LiveEvent>;
}

/** Creates a component in its seat. Its events are called by its number and their names. */
export function openComponent(Component: LiveComponentClass, seat: ComponentSeat): OpenComponent {
  const component = openPart(seat, () => new Component());
  const events = eventsOf(component);
  for (const [name, event] of events) event.name = `${seat.number}:${name}`;
  for (const [name, field] of Object.entries(component))
    if (field instanceof Form) field.attach(`${name}-${seat.number}`, seat.owner);
  return { component, events };
}
