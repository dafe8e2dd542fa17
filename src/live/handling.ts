import { Attempt } from "./attempt.ts";
import { type AuditedObject, audited } from "./audit.ts";
import { auditedBy } from "./audited-by.ts";
import { type AuditedCall, auditedCall, CallObject } from "./audited-call.ts";
import type { MountedComponent } from "./components/mounted-component.ts";
import { Abortable, isThenable } from "./deadline.ts";
import { componentEvent, refused } from "./event.ts";
import { asThrown, isProtocolError } from "./failure.ts";
import { admitCall, admitStill, type GatedView, PageRefused } from "./gate.ts";
import { isForPage, type NextAddress, navigationOf } from "./navigation/view-navigation.ts";
import type { ViewContext } from "./view-context.ts";
import type { ViewInstance } from "./view-instance.ts";
import type { ViewServices } from "./view-services.ts";

/** The page whose view is at work. */
export interface HandlingPage {
  readonly gated: GatedView;
  readonly instance: ViewInstance;
  readonly context: ViewContext;
  readonly services: ViewServices;
}

/** An event that is to be handled. */
interface NamedCall {
  readonly name: string;
  readonly params: unknown;
  /** Whose event it is. Default: the view's. */
  readonly component: MountedComponent | undefined;
}

/** An event that was handled. */
interface Done {
  readonly returned: unknown;
}

/** What a view does at the moment, one thing at a time: it runs, what fails is undone, and `onError` may take it. */
export class Handling {
  readonly #page: HandlingPage;
  #running: Abortable | undefined;

  constructor(page: HandlingPage) {
    this.#page = page;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Something begins that leaves nothing to be undone. */
  start(): Abortable {
    this.#running = new Abortable();
    return this.#running;
  }

  /** @param component whose state changes. Default: the view's. */
  begin(component?: MountedComponent): Attempt {
    const { instance, context, services } = this.#page;
    const attempt = new Attempt({ view: instance.view, context, services }, component?.component);
    this.#running = attempt;
    return attempt;
  }

  end(): void {
    this.#running = undefined;
  }

  abort(reason: Error): void {
    this.#running?.abort(reason);
  }

  /** The component whose event this is; undefined for one of the view itself, or of a component that is gone. */
  componentOf(name: string): MountedComponent | undefined {
    const { components } = this.#page.instance;
    const called = components && componentEvent(name);
    return called && components.numbered(called.number);
  }

  /**
   * Runs an event through the gate. Returns what its handler returned; undefined when it failed and an `onError` took
   * that.
   * @throws what neither the component's nor the view's `onError` takes
   */
  async run(attempt: Attempt, name: string, params: unknown): Promise<Done | undefined> {
    const component = this.componentOf(name);
    const named = { name, params, component };
    try {
      const call = auditedCall(this.#page.gated, name);
      const performing = call ? this.#audit(call, attempt, named) : this.#perform(attempt, named);
      const returned = await performing;
      return { returned: returned === refused ? undefined : returned };
    } catch (error) {
      await this.takeFailure(attempt, error, component);
      return undefined;
    }
  }

  async #audit(call: AuditedCall, attempt: Attempt, named: NamedCall): Promise<unknown> {
    const by = auditedBy(this.#page.context);
    const settle = (asking: Promise<AuditedObject | undefined>) =>
      attempt.settle(asking, `the audited object of "${named.name}"`);
    const about = new CallObject(call, by.report, settle);
    const perform = () => this.#perform(attempt, named, (admitted) => about.ask(admitted));
    const object = () => about.askRefused(call.params ? named.params : {});
    return await audited({ action: call.action, object, ...by }, perform);
  }

  async #perform(
    attempt: Attempt,
    { name, params, component }: NamedCall,
    prepare?: (admitted: unknown) => Promise<unknown>,
  ): Promise<unknown> {
    const { event, params: admitted } = await admitCall(this.#page.gated, name, params);
    await prepare?.(admitted);
    const body = (): unknown => event.body(admitted as never, attempt);
    const handling = component ? this.runIn(component, attempt, body) : body();
    const returned = isThenable(handling)
      ? await attempt.settle(handling, `event "${name}"`, event.timeout)
      : handling;
    await this.#followIfMoving(attempt);
    return returned;
  }

  /** Runs something of a component, and waits for what it has called. */
  runIn(component: MountedComponent, attempt: Attempt, body: () => unknown): unknown {
    return this.#page.instance.components?.run(component, attempt, body);
  }

  /** Waits for what a message has begun. False when that failed and an `onError` took it. @throws what it does not take */
  async settle(
    attempt: Attempt,
    informing: PromiseLike<unknown>,
    component?: MountedComponent,
  ): Promise<boolean> {
    try {
      await attempt.settle(informing, "a message");
      await this.#followIfMoving(attempt);
      return true;
    } catch (error) {
      await this.takeFailure(attempt, error, component);
      return false;
    }
  }

  /** Goes to another address of the same view. False when that failed and an `onError` took it. @throws what it does not take */
  async goTo(attempt: Attempt, next: NextAddress): Promise<boolean> {
    try {
      await this.#follow(attempt, next);
      return true;
    } catch (error) {
      if (isForPage(error)) throw error;
      await this.takeFailure(attempt, error);
      return false;
    }
  }

  async #followIfMoving(attempt: Attempt): Promise<void> {
    if (this.#page.context.navigation?.isMoving) await this.#follow(attempt);
  }

  /** Goes where the view asked to go within itself, as far as it may. */
  async #follow(attempt: Attempt, first?: NextAddress): Promise<void> {
    const { context, gated, instance } = this.#page;
    // It may be a component that leads there.
    attempt.include();
    instance.components?.noteViewChanged();
    instance.components?.works.moved();
    await attempt.settle(navigationOf(context).follow(instance.view, first), "handleParams()");
    if (context.redirectTo === undefined) await admitStill(gated);
  }

  /** Undoes what failed, or could not be shown, and asks `onError`. @throws what none takes */
  async takeFailure(attempt: Attempt, error: unknown, component?: MountedComponent): Promise<void> {
    attempt.undo(error);
    await this.#take(attempt, error, component);
  }

  /** The component's and the view's own `onError` decide; what they do not take is thrown on. */
  async #take(attempt: Attempt, thrown: unknown, component?: MountedComponent): Promise<void> {
    const error = asThrown(thrown);
    if (error instanceof PageRefused || isProtocolError(error)) throw error;
    if (component?.component.onError) return await this.#takeIn(component, attempt, error);
    const { view, components } = this.#page.instance;
    if (!view.onError) throw error;
    components?.noteViewChanged();
    const taking = view.onError(error);
    if (isThenable(taking)) await attempt.settle(taking, "onError()");
  }

  async #takeIn(component: MountedComponent, attempt: Attempt, error: unknown): Promise<void> {
    component.changed();
    try {
      const taking = component.component.onError?.(error);
      if (isThenable(taking)) await attempt.settle(taking, "onError()");
    } catch (another) {
      await this.#take(attempt, another);
    }
  }
}
