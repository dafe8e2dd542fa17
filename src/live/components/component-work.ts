import { Background } from "../background/background.ts";
import type { BackgroundHost, Finished } from "../background/background-host.ts";
import type { Run } from "../deadline.ts";
import { type Receive, Subscriptions } from "../subscriptions.ts";
import type { PartOwner, ViewOwner } from "../view-context.ts";
import type { MountedComponent } from "./mounted-component.ts";

/** What a component does beside its events, in the turns of its page: timers, tasks, resources, messages. Ends with it. */
export class ComponentWork implements PartOwner {
  readonly #component: MountedComponent;
  #background: Background | undefined;
  #subscriptions: Subscriptions | undefined;
  #isClosed: boolean;
  /** Whether what it shows depends on the page's address. */
  #showsAddress = false;

  /** @param isClosed Whether the component is gone already. */
  constructor(component: MountedComponent, isClosed: boolean) {
    this.#component = component;
    this.#isClosed = isClosed;
  }

  get background(): Background {
    const { isShown } = this.#owner.host;
    this.#background ??= new Background(this.#host, { isShown, isClosed: this.#isClosed });
    return this.#background;
  }

  subscribe(topic: string, receive?: Receive): void {
    if (this.#isClosed) return;
    this.#subscriptions ??= this.#newSubscriptions();
    this.#subscriptions.add(topic, receive);
  }

  unsubscribe(topic: string): void {
    this.#subscriptions?.remove(topic);
  }

  /** Runs something in the component's turn, and shows what it changed. */
  inform(work: (run: Run) => unknown, finished?: Finished): void {
    this.#owner.host.inform(work, finished, this.#component);
  }

  report(error: unknown, about = this.#component.Component.name): string {
    return this.#owner.report(error, about);
  }

  /** Tells developers something once. */
  get hint(): ViewOwner["hint"] {
    return this.#owner.hint;
  }

  readsAddress(): void {
    this.#showsAddress = true;
  }

  /** The page's address is another one. */
  moved(): void {
    if (this.#showsAddress) this.#component.changed();
  }

  changesPage(): void {
    this.#component.changesView();
  }

  /** A browser shows the page. */
  shown(): void {
    this.#background?.shown();
  }

  /** Whether something changed and will be shown soon. */
  get isShowDue(): boolean {
    return this.#background?.isShowDue ?? false;
  }

  /** Whether tasks or resources are under way. */
  get isWorking(): boolean {
    return this.#background?.isWorking ?? false;
  }

  /** Whether something holds on to the component's instance. */
  get keepsComponent(): boolean {
    return this.#subscriptions?.isEmpty === false || (this.#background?.isRunning ?? false);
  }

  close(): void {
    this.#isClosed = true;
    this.#background?.close();
    this.#subscriptions?.close();
  }

  #newSubscriptions(): Subscriptions {
    const component = this.#component;
    const inform = (work: (run: Run) => unknown) => this.inform(work);
    // Its instance is not there yet when it subscribes while it is constructed.
    const listening = {
      get view() {
        return component.component;
      },
      inform,
    };
    return new Subscriptions(component.context.pubsub, listening);
  }

  get #owner() {
    return this.#component.context.owner;
  }

  get #host(): BackgroundHost {
    const { host } = this.#owner;
    return {
      clock: host.clock,
      inform: (work, finished) => this.inform(work, finished),
      show: (attempt) => host.show(attempt, this.#component),
      report: (error) => void this.report(error),
    };
  }
}
