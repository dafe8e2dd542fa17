import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { ComponentCall, ComponentOwner } from "./components/component.ts";
import type { MountedComponent } from "./components/mounted-component.ts";
import { type ComponentSnapshots, ViewComponents } from "./components/view-components.ts";
import type { LiveEvent } from "./event.ts";
import { eventsOf, type LiveView, type LiveViewClass, openView } from "./live-view.ts";
import { Rendering } from "./rendering.ts";
import { restoreSnapshot, type Snapshot, takeSnapshot } from "./snapshot.ts";
import type { ViewContext } from "./view-context.ts";

type AnyView = LiveView<StandardSchemaV1 | undefined>;

interface Awake {
  readonly view: AnyView;
  readonly events: ReadonlyMap<string, LiveEvent>;
}

interface Resting extends Snapshot {
  readonly components?: ComponentSnapshots;
}

/**
 * A view's instance and what was last rendered of it. Both can be given up while nobody uses the page: the rendering
 * always, the instance when the view says by `restore()` that it can be made again.
 */
export class ViewInstance implements ComponentOwner {
  readonly #View: LiveViewClass;
  readonly #context: ViewContext;
  readonly rendering = new Rendering(this);
  #state: Awake | Resting;
  #components: ViewComponents | undefined;

  constructor(View: LiveViewClass, context: ViewContext) {
    this.#View = View;
    this.#context = context;
    this.#state = this.#open();
  }

  /** Only while the instance is there: see {@link wakeView}. */
  get view(): AnyView {
    return this.#awake.view;
  }

  get events(): ReadonlyMap<string, LiveEvent> {
    return this.#awake.events;
  }

  get owner(): ComponentOwner {
    return this;
  }

  /** undefined while the view has shown none. */
  get components(): ViewComponents | undefined {
    return this.#components;
  }

  place(call: ComponentCall): MountedComponent {
    this.#components ??= new ViewComponents(this.#context);
    return this.#components.children.place(call);
  }

  /** Whether something was given up. */
  get isResting(): boolean {
    return "data" in this.#state || this.rendering.isResting;
  }

  /** Gives up what can be made again. */
  rest(): void {
    if ("data" in this.#state) return;
    this.rendering.rest();
    if (this.view.restore) this.#restInstance();
  }

  /** With components only when what they show is known to be what it will be again: else their events are lost. */
  #restInstance(): void {
    const components = this.#components?.takeSnapshots();
    if (this.#components && !(components && this.rendering.isResting)) return;
    const snapshot = takeSnapshot(this.view);
    if (!snapshot) return;
    this.#state = components ? { ...snapshot, components } : snapshot;
    this.#components = undefined;
  }

  /** Makes the instance again when it was given up. @throws whatever `restore` throws */
  async wakeView(): Promise<void> {
    if (!("data" in this.#state)) return;
    const awake = this.#open();
    restoreSnapshot(awake.view, this.#state);
    const { components } = this.#state;
    if (components) this.#components = new ViewComponents(this.#context, components);
    await awake.view.restore?.();
    this.#state = awake;
  }

  get #awake(): Awake {
    if ("data" in this.#state) throw new Error("The view is resting");
    return this.#state;
  }

  #open(): Awake {
    const view = openView(this.#View, this.#context);
    return { view, events: eventsOf(view) };
  }
}
