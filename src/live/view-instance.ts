import { type Nesting, rootNesting } from "../template/nesting.ts";
import type { Child, ChildCall, ComponentOwner } from "./components/component.ts";
import { type ComponentSnapshots, ViewComponents } from "./components/view-components.ts";
import type { LiveEvent } from "./event.ts";
import { eventsOf } from "./events-of.ts";
import { type AnyView, type LiveViewClass, openView } from "./live-view.ts";
import { Rendering } from "./rendering.ts";

import { restoreSnapshot, type Snapshot, type TellObstacle, takeSnapshot } from "./snapshot.ts";
import { TemporaryFields } from "./temporary.ts";

import type { ViewContext } from "./view-context.ts";

interface Awake {
  readonly view: AnyView;
  readonly events: ReadonlyMap<string, LiveEvent>;
  readonly temporary: TemporaryFields | undefined;
}

interface RestOptions {
  /** When the view was last used: an instance that had to be kept is not tried again before the next use. */
  readonly usedAt: number;
  /** Hears why the instance has to be kept. */
  readonly tell: TellObstacle;
  /** When something holds on to the instance: a timer's function would change one that nobody shows. Default: false. */
  readonly keepsView?: boolean | undefined;
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
  /** When the view was last used before its instance could not be given up. */
  #keptAt: number | undefined;

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

  /** Developers are told of values that the browser would pass over. */
  get isStrict(): boolean {
    return this.#context.owner.hint !== undefined;
  }

  get owner(): ComponentOwner {
    return this;
  }

  /** The rules of nesting that its content follows. */
  get inside(): Nesting {
    return this.#context.owner.place?.inside ?? rootNesting;
  }

  /** undefined while the view has shown none. */
  get components(): ViewComponents | undefined {
    return this.#components;
  }

  place(call: ChildCall): Child {
    this.#components ??= new ViewComponents(this.#context);
    return this.#components.children.place(call);
  }

  /** Whether something was given up. */
  get isResting(): boolean {
    return "data" in this.#state || this.rendering.isResting;
  }

  /** The view rendered now and kept nowhere; undefined while it rests, or when some of it is rendered once only. */
  freshHtml(): string | undefined {
    if ("data" in this.#state || this.#state.temporary) return undefined;
    return this.rendering.fresh();
  }

  /** The view was rendered. */
  rendered(): void {
    const { temporary, view } = this.#awake;
    temporary?.reset(view);
  }

  /** Gives up what can be made again. */
  rest({ usedAt, tell, keepsView = false }: RestOptions): void {
    if ("data" in this.#state) return;
    if (this.#state.temporary?.isShown) return;
    this.rendering.rest();
    if (!this.view.restore || keepsView || this.#components?.nested.size || this.#keptAt === usedAt) return;
    const resting = this.#takeSnapshots(tell);
    if (!resting) {
      this.#keptAt = usedAt;
      return;
    }
    this.#state = resting;
    this.#components = undefined;
  }

  /** With components only when what they show is known to be what it will be again: else their events are lost. */
  #takeSnapshots(tell: TellObstacle): Resting | undefined {
    const components = this.#components?.takeSnapshots(tell);
    if (this.#components && !(components && this.rendering.isResting)) return undefined;
    const snapshot = takeSnapshot(this.view, tell);
    return snapshot && (components ? { ...snapshot, components } : snapshot);
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

  /** The page is gone. @throws whatever `unmount` throws */
  async unmount(): Promise<void> {
    this.#components?.close();
    if (!this.#View.prototype.unmount) return;
    await this.wakeView();
    await this.view.unmount?.();
  }

  get #awake(): Awake {
    if ("data" in this.#state) throw new Error("The view is resting");
    return this.#state;
  }

  #open(): Awake {
    const view = openView(this.#View, this.#context);
    return { view, events: eventsOf(view), temporary: TemporaryFields.of(view) };
  }
}
