import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { MarkedHtml } from "../template/to-html.ts";
import type { Access } from "./access.ts";
import { Attempt } from "./attempt.ts";
import { Background } from "./background/background.ts";
import type { BackgroundHost } from "./background/background-host.ts";
import type { Clock } from "./clock.ts";
import { Abortable, isThenable, type Run } from "./deadline.ts";
import type { LiveEvent } from "./event.ts";
import { asThrown, isProtocolError, type Occasion, tellFailure } from "./failure.ts";
import { admitCall, admitMessage, admitPage, admitsAtOnce, type GatedView, PageRefused } from "./gate.ts";
import type { LiveView, LiveViewClass } from "./live-view.ts";
import { Mailbox } from "./mailbox.ts";
import { mountView } from "./mount-view.ts";
import type { Outbox } from "./outbox.ts";
import { accessOf, type PageRequest, pathParams } from "./page-request.ts";
import type { Identity, Principal } from "./principal.ts";
import type { RateLimits } from "./rate-limits.ts";
import { Screen } from "./screen.ts";
import { type Receive, Subscriptions } from "./subscriptions.ts";
import type { ViewContext, ViewOwner } from "./view-context.ts";
import { ViewInstance } from "./view-instance.ts";
import type { ViewServices } from "./view-services.ts";

/** A view with everything it needs to live: its context, its place in the gate, its mailbox, and its screen. */
export class MountedView implements GatedView, ViewOwner, BackgroundHost {
  readonly identity: Identity;
  readonly sessionHash: string;
  readonly access: readonly Access[];
  readonly rateLimits: RateLimits;
  readonly #services: ViewServices;
  readonly #context: ViewContext;
  readonly #mailbox: Mailbox;
  readonly #subscriptions: Subscriptions;
  readonly #instance: ViewInstance;
  readonly #screen: Screen;
  readonly #View: LiveViewClass;
  #background: Background | undefined;
  #answered = 0;
  #usedAt = Date.now();
  #csrfToken: string | undefined;
  #closed = false;
  /** What is being handled. */
  #attempt: Abortable | undefined;

  /**
   * Checks user and access, reads the path's parameters and creates the view. {@link mount} has to follow.
   * @throws LoginRequired, PermissionDenied, NotFound
   */
  static async admit(page: PageRequest, services: ViewServices): Promise<MountedView> {
    const principal = await admitPage(page.identity, accessOf(page.View));
    const params = await pathParams(page);
    return new MountedView(page, services, { principal, params });
  }

  /** Prepares the view. @throws NotFound, LV-TIMEOUT, and whatever `mount` or a hook throws. */
  async mount(): Promise<void> {
    this.#attempt = new Abortable();
    const [View, view, context, services] = [this.#View, this.view, this.#context, this.#services];
    await mountView({ View, view, context, services }, this.#attempt);
    this.#attempt = undefined;
    if (this.redirectTo === undefined) await this.#background?.mounted();
  }

  private constructor(
    { View, request, identity, sessionHash }: PageRequest,
    services: ViewServices,
    { principal, params }: { principal: Principal; params: unknown },
  ) {
    this.identity = identity;
    this.sessionHash = sessionHash;
    this.access = accessOf(View);
    this.rateLimits = services.rateLimits;
    this.#services = services;
    this.#mailbox = new Mailbox((error) => services.report(error, View.name));
    this.#context = {
      params,
      request,
      pubsub: services.pubsub,
      templates: services.templates,
      principal,
      redirectTo: undefined,
      owner: this,
    };
    this.#View = View;
    this.#subscriptions = new Subscriptions(services.pubsub, this);
    this.#instance = new ViewInstance(View, this.#context);
    this.#screen = new Screen(this.#instance, this.#context);
    identity.onEnd(() => this.#end());
  }

  get view(): LiveView<StandardSchemaV1 | undefined> {
    return this.#instance.view;
  }

  get events(): ReadonlyMap<string, LiveEvent> {
    return this.#instance.events;
  }

  csrfToken(): string {
    this.#csrfToken ??= this.#services.csrfToken(this.sessionHash);
    return this.#csrfToken;
  }

  /** Where the view asked to go, if it did. */
  get redirectTo(): string | undefined {
    return this.#context.redirectTo;
  }

  /** The number of the last event that was handled. */
  get answered(): number {
    return this.#answered;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  get clock(): Clock | undefined {
    return this.#services.clock;
  }

  /** Whether something is being handled or waits for it. */
  get isBusy(): boolean {
    return this.#mailbox.isBusy;
  }

  /** Whether tasks or resources are under way. */
  get isWorking(): boolean {
    return this.#background?.isWorking ?? false;
  }

  /** The view rendered now, which nobody is shown; undefined when it has parts that are rendered once only. */
  freshHtml(): string | undefined {
    return this.#instance.freshHtml();
  }

  /** Who uses the page, as of the last event. */
  get principal(): Principal {
    return this.#context.principal;
  }

  setPrincipal(principal: Principal): void {
    this.#context.principal = principal;
  }

  /** The whole view, rendered now, for a page that starts with it. */
  html(): MarkedHtml {
    return this.#instance.rendering.start();
  }

  /**
   * A connection takes the view over; one that had it before loses it. What changed meanwhile is sent: the whole
   * view, when the browser has not applied all the updates there were.
   * @param applied How many updates the browser has applied; -1 when it needs the whole view.
   */
  attach(outbox: Outbox, applied: number): void {
    this.#screen.attach(outbox, applied);
    this.#background?.shown();
    this.#mailbox.post(() => this.#catchUp());
  }

  /**
   * The connection is gone; the view lives on until it is attached again or closed. False when another
   * connection has taken the view over meanwhile.
   */
  detach(outbox: Outbox): boolean {
    return this.#screen.detach(outbox);
  }

  /** Whether this connection shows the view: another may have taken it over. */
  isShownBy(outbox: Outbox): boolean {
    return !this.#closed && this.#screen.isShownBy(outbox);
  }

  /** Handles an event in its turn. A number that was handled before is only answered again. */
  call(sequence: number, name: string, params: unknown): void {
    try {
      this.#mailbox.post(() => this.#call(sequence, name, params));
    } catch (error) {
      this.#screen.refuse(sequence, error, `${this.#View.name}, event "${name}"`);
    }
  }

  /** Sends the whole view again. */
  resync(): void {
    this.#instance.rendering.forget();
    this.#mailbox.post(() => this.#catchUp());
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#attempt?.abort(new Error("The page is gone"));
    this.#mailbox.close();
    this.#subscriptions.close();
    this.#background?.close();
    this.identity.release();
    void this.#unmount();
  }

  /**
   * Gives back what can be made again, when nothing has happened for as long as `hibernateAfter` says.
   * @param now milliseconds, as Date.now().
   */
  rest(now: number): void {
    if (this.#closed || this.#mailbox.isBusy || now - this.#usedAt < this.#services.hibernateAfter) return;
    if (this.#background?.isShowDue) return;
    try {
      this.#instance.rest({
        usedAt: this.#usedAt,
        tell: (field, what) => {
          this.#services.restWarnings?.tell(this.#View, field, what);
        },
        keepsView: this.#subscriptions.hasCallbacks || this.#background?.isRunning,
      });
    } catch (error) {
      this.report(error);
    }
  }

  /** A page is shown to those only who may still see it. */
  async #catchUp(): Promise<void> {
    try {
      await this.#instance.wakeView();
      await admitMessage(this);
      if (this.#screen.isUpToDate) return;
      this.#instance.rendering.wake();
      this.#show();
    } catch (error) {
      if (error instanceof PageRefused) this.#fail(error, { about: "showing it again" });
      else this.#screen.refuse(0, error, this.#View.name);
    }
  }

  async #wake(): Promise<void> {
    this.#usedAt = Date.now();
    if (!this.#instance.isResting) return;
    await this.#instance.wakeView();
    this.#instance.rendering.wake();
  }

  async #unmount(): Promise<void> {
    try {
      if (!this.#View.prototype.unmount) return;
      await this.#instance.wakeView();
      await this.view.unmount?.();
    } catch (error) {
      this.report(error);
    }
  }

  async #call(sequence: number, name: string, params: unknown): Promise<void> {
    if (sequence <= this.#answered) return this.#screen.answer(sequence);
    this.#answered = sequence;
    let attempt: Attempt | undefined;
    try {
      await this.#wake();
      attempt = this.#begin();
      await this.#run(attempt, name, params);
      this.#show(sequence);
    } catch (error) {
      attempt?.undo(error);
      this.#fail(error, { sequence, about: `event "${name}"` });
    }
    this.#attempt = undefined;
  }

  async #run(attempt: Attempt, name: string, params: unknown): Promise<void> {
    try {
      const { event, params: admitted } = await admitCall(this, name, params);
      const handling = event.body(admitted as never, attempt);
      if (isThenable(handling)) await attempt.settle(handling, `event "${name}"`, event.timeout);
    } catch (error) {
      attempt.undo(error);
      await this.#handle(attempt, error);
    }
  }

  #begin(): Attempt {
    const attempt = new Attempt(this.view, this.#context, this.#services);
    this.#attempt = attempt;
    return attempt;
  }

  /** What runs for the view beside its events; made when it is first used. */
  get background(): Background {
    // The view's field initializers come here before there is a screen.
    const isShown = this.#screen?.isAttached;
    this.#background ??= new Background(this, { isShown, isClosed: this.#closed });
    return this.#background;
  }

  subscribe(topic: string, receive?: Receive): void {
    if (!this.#closed) this.#subscriptions.add(topic, receive);
  }

  unsubscribe(topic: string): void {
    this.#subscriptions.remove(topic);
  }

  /**
   * Runs something that did not come from the browser in its turn, and shows what it changed.
   * @param finished Called when the turn is over, whatever became of it, in the place of showing what changed.
   * @throws LV-BUSY
   */
  inform(work: (run: Run) => unknown, finished?: () => void): void {
    this.#mailbox.post(() => this.#inform({ work, finished }));
  }

  #inform(turn: Turn): unknown {
    if (this.#instance.isResting || !admitsAtOnce(this)) return this.#informLater(turn);
    this.#usedAt = Date.now();
    return this.#take(turn);
  }

  async #informLater(turn: Turn): Promise<void> {
    try {
      await this.#wake();
      await admitMessage(this);
    } catch (error) {
      this.#fail(error, { about: "a message" });
      return turn.finished?.();
    }
    await this.#take(turn);
  }

  #take(turn: Turn): Promise<void> | undefined {
    const attempt = this.#begin();
    try {
      const informing = turn.work(attempt);
      if (isThenable(informing)) return this.#settle(turn, attempt, attempt.settle(informing, "a message"));
    } catch (error) {
      return this.#settle(turn, attempt, Promise.reject(error));
    }
    this.#finish(turn, attempt);
  }

  /** Shows what became of a message once it is handled, even if by `onError`. */
  async #settle(turn: Turn, attempt: Attempt, informing: Promise<unknown>): Promise<void> {
    try {
      await informing.catch((error) => {
        attempt.undo(error);
        return this.#handle(attempt, error);
      });
    } catch (error) {
      attempt.undo(error);
      this.#attempt = undefined;
      this.#fail(error, { about: "a message" });
      return turn.finished?.();
    }
    this.#finish(turn, attempt);
  }

  #finish({ finished }: Turn, attempt: Attempt): void {
    this.#attempt = undefined;
    if (finished) finished();
    else this.show(attempt);
  }

  /** Shows what changed. When that fails, what `attempt` did is undone. */
  show(attempt?: Attempt): void {
    try {
      this.#show();
    } catch (error) {
      attempt?.undo(error);
      this.#fail(error, { about: "a message" });
    }
  }

  /** The view's own `onError` decides; what it does not take is thrown on. */
  async #handle(attempt: Attempt, thrown: unknown): Promise<void> {
    const error = asThrown(thrown);
    if (!this.view.onError || error instanceof PageRefused || isProtocolError(error)) throw error;
    const handling = this.view.onError(error);
    if (isThenable(handling)) await attempt.settle(handling, "onError()");
  }

  #show(sequence?: number): void {
    if (this.#closed) return;
    if (this.redirectTo !== undefined && this.#screen.isAttached) this.#leave(this.redirectTo);
    else this.#screen.show(sequence);
  }

  #fail(thrown: unknown, { sequence, about }: Occasion): void {
    const failing = {
      view: this.#attempt && this.view,
      screen: this.#screen,
      url: this.#context.request.url,
      report: this.#services.report,
      leave: (to: string) => this.#leave(to),
      end: () => this.#end(),
    };
    tellFailure(failing, asThrown(thrown), { sequence, about: `${this.#View.name}, ${about}` });
  }

  report(error: unknown): string {
    return this.#services.report(error, this.#View.name);
  }

  #leave(to: string): void {
    this.#screen.redirect(to);
    this.close();
  }

  #end(): void {
    this.#screen.end();
    this.close();
  }
}

/** Something that a view does without being asked by its browser. */
interface Turn {
  work(run: Run): unknown;
  /** Called in the place of showing what changed. */
  readonly finished: (() => void) | undefined;
}
