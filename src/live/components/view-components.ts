import { findComponent, patchAt } from "../../diff/component-path.ts";
import { LiveloomError } from "../../errors.ts";
import { Change, type PointChange, type ScopePatch } from "../../shared/wire.ts";
import type { Html } from "../../template/html.ts";
import type { Attempt } from "../attempt.ts";
import type { NestedView } from "../nested/nested-view.ts";
import type { Snapshot, TellObstacle } from "../snapshot.ts";
import type { ViewContext } from "../view-context.ts";
import { Children } from "./children.ts";
import { type Child, type ComponentCall, isRendering } from "./component.ts";
import { componentNumber } from "./component-number.ts";
import { ComponentWorks } from "./component-works.ts";
import { type ComponentPlace, MountedComponent } from "./mounted-component.ts";
import { WatchedPromise } from "./watched-promise.ts";

export type ComponentSnapshots = ReadonlyMap<number, Snapshot>;

const noViews: ReadonlySet<NestedView> = new Set();

/** All components of an open page. Made when the first one is shown. */
export class ViewComponents {
  readonly context: ViewContext;
  /** The components of the view itself. */
  readonly children: Children;
  /** What components do beside their events. */
  readonly works = new ComponentWorks();
  readonly #byNumber = new Map<number, MountedComponent>();
  /** Only once there was one. */
  #nested: Set<NestedView> | undefined;
  /** Those that have to be rendered again, even if their parents have not. */
  readonly #changed = new Set<Child>();
  /** What callbacks have begun in the running event. */
  #calls: WatchedPromise<unknown>[] = [];
  #running: Attempt | undefined;
  #isViewChanged = false;
  /** The states of components whose instances were given up, until they are shown again. */
  readonly #resting: Map<number, Snapshot>;

  constructor(context: ViewContext, resting?: ComponentSnapshots) {
    this.context = context;
    this.children = new Children(this, undefined);
    this.#resting = new Map(resting);
  }

  /** Whether a callback has changed the view itself since it was last rendered. */
  get isViewChanged(): boolean {
    return this.#isViewChanged;
  }

  make(call: ComponentCall, place: ComponentPlace): MountedComponent {
    const component = new MountedComponent(call, this, place);
    this.#byNumber.set(component.number, component);
    return component;
  }

  /** The views inside this one, wherever they stand. */
  get nested(): ReadonlySet<NestedView> {
    return this.#nested ?? noViews;
  }

  addNested(view: NestedView): void {
    this.#nested ??= new Set();
    this.#nested.add(view);
  }

  removedNested(view: NestedView): void {
    this.#nested?.delete(view);
    this.#changed.delete(view);
  }

  /** All components, wherever they stand. */
  all(): Iterable<MountedComponent> {
    return this.#byNumber.values();
  }

  numbered(number: number): MountedComponent | undefined {
    return this.#byNumber.get(number);
  }

  /** Runs a component's event, and waits for what it has called. */
  async run(component: MountedComponent, attempt: Attempt, body: () => unknown): Promise<unknown> {
    this.#calls = [];
    this.#running = attempt;
    try {
      const result = await body();
      for (let call = this.#calls.shift(); call; call = this.#calls.shift()) await call.settle();
      return result;
    } finally {
      if (this.#running === attempt) this.#running = undefined;
      component.changed();
    }
  }

  /** A component's error that the view itself has to take. */
  noteViewChanged(): void {
    this.#isViewChanged = true;
  }

  /** Calls a parent's function: in its turn, and everything around the component is rendered afterwards. */
  callParent(component: MountedComponent, callback: string, call: () => unknown): unknown {
    const { name } = component.Component;
    if (isRendering()) throw new LiveloomError("LV-COMPONENT-CALLBACK", { component: name, callback });
    this.#isViewChanged = true;
    for (const above of component.ancestors()) above.changed();
    const running = this.#running;
    // What was called off was undone; what it still does is nobody's event.
    if (!running || running.isAborted) return this.#callLater(call);
    running.include();
    for (const above of component.ancestors()) running.include(above.component);
    const result = call();
    if (!(result instanceof Promise)) return result;
    const watched = WatchedPromise.watch(result);
    this.#calls.push(watched);
    return watched;
  }

  /** Outside of an event, when something else may be running. An error is the view's. */
  #callLater(call: () => unknown): Promise<unknown> {
    const done = new Promise((resolve) => {
      this.context.owner.inform(async () => resolve(await call()));
    });
    // The mailbox may be full, and nobody has to wait for this.
    done.catch(() => {});
    return done;
  }

  noteChanged(child: Child): void {
    this.#changed.add(child);
  }

  isChanged(child: Child): boolean {
    return this.#changed.has(child);
  }

  noteRendered(child: Child): void {
    this.#changed.delete(child);
  }

  removed(component: MountedComponent): void {
    this.#changed.delete(component);
    this.#byNumber.delete(component.number);
    this.#unmount(component).catch((error) => this.report(error, component));
  }

  async #unmount({ component }: MountedComponent): Promise<void> {
    await component.unmount?.();
  }

  /** Renders a component again once it is done with what it waits for. */
  wait(component: MountedComponent, promise: Promise<unknown>): void {
    const { owner } = this.context;
    promise
      .then(
        () => owner.inform(() => component.changed()),
        (error) => owner.inform(() => component.fail(error)),
      )
      .catch((error) => this.report(error, component));
  }

  report(error: unknown, { Component }: MountedComponent): string {
    return this.context.owner.report(error, Component.name);
  }

  /** The view was rendered; `tree` is what it shows. */
  rendered(tree: Html): void {
    this.#isViewChanged = false;
    this.#resting.clear();
    this.children.sweep(tree);
  }

  /** Renders the components that have changed, and whose parents were not rendered. */
  update(tree: Html): ScopePatch {
    const patch: ScopePatch = [];
    const changed = [...this.#changed].sort((a, b) => depthOf(a) - depthOf(b));
    for (const child of changed) {
      const change = child.diff();
      if (change) patch.push(...patchOf(child, change, tree));
    }
    return patch;
  }

  numberFor(call: ComponentCall, parent: MountedComponent | undefined): number {
    return componentNumber(parent?.number ?? 0, call, (number) => this.#byNumber.has(number));
  }

  snapshotOf(number: number): Snapshot | undefined {
    return this.#resting.get(number);
  }

  /** The state of all components; undefined when one of them cannot do without its instance. */
  takeSnapshots(tell: TellObstacle): ComponentSnapshots | undefined {
    const snapshots = new Map(this.#resting);
    for (const [number, component] of this.#byNumber) {
      const snapshot = component.takeSnapshot(tell);
      if (!snapshot) return undefined;
      snapshots.set(number, snapshot);
    }
    return snapshots;
  }

  /** Gives up what was rendered. */
  forgetTrees(): void {
    for (const component of this.#byNumber.values()) component.shown = undefined;
  }

  /** The page is gone. */
  close(): void {
    this.children.clear();
  }
}

function depthOf({ parent }: Child): number {
  return parent ? depthOf(parent) + 1 : 0;
}

/** A child's change, as one of the whole view. */
function patchOf(child: Child, change: PointChange, tree: Html): ScopePatch {
  const { parent } = child;
  const holder = parent ? parent.shown : tree;
  const path = holder && findComponent(holder, child, child.path);
  if (!holder || !path) throw new Error(`${child.call.Component.name} is not where it was`);
  child.path = path;
  const patch = patchAt(holder, path, change);
  return parent ? patchOf(parent, [Change.Inside, patch], tree) : patch;
}
