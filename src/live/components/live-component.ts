import { LiveloomError } from "../../errors.ts";
import type { Html } from "../../template/html.ts";
import type { LiveEvent } from "../event.ts";
import { eventsOf } from "../events-of.ts";
import type { Asker, Permission, PermissionList, User } from "../principal.ts";
import { templateContext } from "../template-context.ts";
import type { ViewContext } from "../view-context.ts";
import type { ComponentsByName, ViewsByName } from "./named-components.ts";

/** What the framework keeps for a component. */
export interface ComponentSeat {
  /** Names it in the browser's events. */
  readonly number: number;
  /** What the parent gives it now. */
  readonly props: object;
  readonly context: ViewContext;
}

/** The seat of the component that is being constructed, so that field initializers can already use it. */
let opening: ComponentSeat | undefined;

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
export abstract class LiveComponent<Props extends object = Record<never, never>> implements Asker {
  /** A template file to render instead of `render()`. It sees what a view's does, and `props`. */
  static readonly template?: string;

  /** The components that its template file names. */
  static readonly components?: ComponentsByName;

  /** The views that its template file nests; see {@link LiveView.views}. */
  static readonly views?: ViewsByName;

  readonly #seat: ComponentSeat | undefined = opening;

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
    const { context, props } = this.#of("render");
    const { name: view } = this.constructor;
    if (template === undefined) throw new LiveloomError("LV-VIEW-RENDER", { view });
    if (!context.templates) throw new LiveloomError("LV-CONFIG-TEMPLATES", { view, template });
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

  /** What the parent passes, without the `key`. Callbacks are always the parent's latest. */
  get props(): Readonly<Props> {
    return this.#of("props").props as Props;
  }

  /** Who is looking at the page, as of the last event. */
  get user(): User {
    return this.#of("user").context.principal.user;
  }

  /**
   * Whether the user may do something, as of the last event; with an object, by its model's policy. Events check their
   * own `permission` by themselves.
   */
  can(permission: Permission, ...object: [object?: unknown]): boolean {
    return this.#of("can").context.principal.can(permission, ...object);
  }

  /** Whether the user may do all of it, as of the last event. @throws LV-PERMISSION-EMPTY for an empty list. */
  canAll(permissions: PermissionList, ...object: [object?: unknown]): boolean {
    return this.#of("canAll").context.principal.canAll(permissions, ...object);
  }

  /** Whether the user may do any of it, as of the last event. @throws LV-PERMISSION-EMPTY for an empty list. */
  canAny(permissions: PermissionList, ...object: [object?: unknown]): boolean {
    return this.#of("canAny").context.principal.canAny(permissions, ...object);
  }

  #of(member: string): ComponentSeat {
    if (!this.#seat) throw new LiveloomError("LV-VIEW-DETACHED", { member });
    return this.#seat;
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
  const outer = opening;
  opening = seat;
  try {
    const component = new Component();
    const events = eventsOf(component);
    for (const [name, event] of events) event.name = `${seat.number}:${name}`;
    return { component, events };
  } finally {
    opening = outer;
  }
}
