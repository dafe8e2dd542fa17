import type { StandardSchemaV1 } from "@standard-schema/spec";
import { LiveloomError, LoginRequired } from "../errors.ts";
import type { PubSub } from "../pubsub/pubsub.ts";
import type { Access } from "./access.ts";
import type { LiveEvent } from "./event.ts";
import {
  admitCall,
  admitMessage,
  admitObject,
  admitPage,
  admitsAtOnce,
  type GatedView,
  PageRefused,
} from "./gate.ts";
import type { LiveView, LiveViewClass } from "./live-view.ts";
import { Mailbox } from "./mailbox.ts";
import type { Outbox } from "./outbox.ts";
import { accessOf, type PageRequest, pathParams } from "./page-request.ts";
import type { Identity, Principal } from "./principal.ts";
import type { RateLimits } from "./rate-limits.ts";
import { replyOf } from "./reply.ts";
import type { RestWarnings } from "./rest-warnings.ts";
import { Screen } from "./screen.ts";
import { Subscriptions } from "./subscriptions.ts";
import type { Templates, ViewContext, ViewOwner } from "./view-context.ts";
import { ViewInstance } from "./view-instance.ts";

/** What all views of an app share. */
export interface ViewServices {
  readonly pubsub: PubSub;
  readonly rateLimits: RateLimits;
  readonly templates: Templates | undefined;
  csrfToken(sessionHash: string): string;
  /** Logs an error nobody handled and returns the id under which the log has it. */
  report(error: unknown, about: string): string;
  /** How long a view is idle before it rests, in milliseconds. */
  readonly hibernateAfter: number;
  /** undefined in production. */
  readonly restWarnings: RestWarnings | undefined;
}

/** An event that the browser calls. */
export interface Call {
  readonly sequence: number;
  readonly name: string;
  readonly params: unknown;
  /** Whether somebody waits for what the handler returns. */
  readonly wantsReply?: boolean;
}

/** A view with everything it needs to live: its context, its place in the gate, its mailbox, and its screen. */
export class MountedView implements GatedView, ViewOwner {
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
  #answered = 0;
  #usedAt = Date.now();
  #csrfToken: string | undefined;
  #closed = false;

  /**
   * Opens a page: the view is admitted and mounted.
   * @throws LoginRequired, PermissionDenied, NotFound, and whatever `mount` throws.
   */
  static async open(page: PageRequest, services: ViewServices): Promise<MountedView> {
    const mounted = await MountedView.admit(page, services);
    try {
      await mounted.mount();
      return mounted;
    } catch (error) {
      mounted.close();
      throw error;
    }
  }

  /**
   * Checks user and access, reads the path's parameters and creates the view. {@link mount} has to follow.
   * @throws LoginRequired, PermissionDenied, NotFound
   */
  static async admit(page: PageRequest, services: ViewServices): Promise<MountedView> {
    const principal = await admitPage(page.identity, accessOf(page.View));
    const params = await pathParams(page);
    return new MountedView(page, services, { principal, params });
  }

  /** Prepares the view's state and asks it whether it may be shown. @throws NotFound, and whatever `mount` throws. */
  async mount(): Promise<void> {
    await this.view.mount?.();
    if (this.redirectTo === undefined) await admitObject(this.view);
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
    this.#subscriptions = new Subscriptions(services.pubsub);
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

  /** Who uses the page, as of the last event. */
  get principal(): Principal {
    return this.#context.principal;
  }

  setPrincipal(principal: Principal): void {
    this.#context.principal = principal;
  }

  /** The whole view, rendered now, for a page that starts with it. */
  html(): string {
    return this.#instance.rendering.start();
  }

  /**
   * A connection takes the view over; one that had it before loses it. What changed meanwhile is sent: the whole
   * view, when the browser has not applied all the updates there were.
   * @param applied How many updates the browser has applied; -1 when it needs the whole view.
   */
  attach(outbox: Outbox, applied: number): void {
    this.#screen.attach(outbox, applied);
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
  call(call: Call): void {
    try {
      this.#mailbox.post(() => this.#call(call));
    } catch (error) {
      this.#screen.refuse(call.sequence, error);
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
    this.#mailbox.close();
    this.#subscriptions.close();
    this.identity.release();
    void this.#unmount();
  }

  /**
   * Gives back what can be made again, when nothing has happened for as long as `hibernateAfter` says.
   * @param now milliseconds, as Date.now().
   */
  rest(now: number): void {
    if (this.#closed || this.#mailbox.isBusy || now - this.#usedAt < this.#services.hibernateAfter) return;
    try {
      this.#instance.rest(this.#usedAt, (field, what) => {
        this.#services.restWarnings?.tell(this.#View, field, what);
      });
    } catch (error) {
      this.#report(error);
    }
  }

  /** A page is shown to those only who may still see it. */
  async #catchUp(): Promise<void> {
    try {
      await this.#instance.wakeView();
      await admitMessage(this);
      if (this.#screen.isUpToDate) return this.#screen.flushPushes();
      this.#instance.rendering.wake();
      this.#show();
    } catch (error) {
      if (error instanceof PageRefused) this.#fail(error, 0);
      else this.#screen.refuse(0, error);
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
      this.#report(error);
    }
  }

  async #call({ sequence, name, params, wantsReply }: Call): Promise<void> {
    if (sequence <= this.#answered) return this.#screen.answer(sequence);
    this.#answered = sequence;
    try {
      await this.#wake();
      const done = await this.#run(name, params);
      this.#show(sequence, wantsReply && done ? replyOf(name, done.returned) : undefined);
    } catch (error) {
      this.#context.redirectTo = undefined;
      this.#fail(error, sequence);
    }
  }

  /** What the handler returned; undefined when it failed and `onError` took that. */
  async #run(name: string, params: unknown): Promise<{ readonly returned: unknown } | undefined> {
    try {
      const call = await admitCall(this, name, params);
      return { returned: await call.event.body(call.params as never) };
    } catch (error) {
      await this.#handle(error);
      return undefined;
    }
  }

  subscribe(topic: string): void {
    if (this.#closed) return;
    this.#subscriptions.add(topic, (message) => this.inform(() => this.view.handleInfo?.(topic, message)));
  }

  pushEvent(name: string, payload: unknown): void {
    if (!this.#closed) this.#screen.push(name, payload);
  }

  /** Runs something that did not come from the browser in its turn, and shows what it changed. */
  inform(work: () => unknown): void {
    this.#mailbox.post(() => this.#inform(work));
  }

  #inform(work: () => unknown): unknown {
    if (this.#instance.isResting || !admitsAtOnce(this)) return this.#informLater(work);
    this.#usedAt = Date.now();
    try {
      const informing = work();
      if (informing !== undefined) return this.#finish(Promise.resolve(informing));
    } catch (error) {
      return this.#finish(Promise.reject(error));
    }
    this.#showOrFail();
  }

  async #informLater(work: () => unknown): Promise<void> {
    try {
      await this.#wake();
      await admitMessage(this);
    } catch (error) {
      return this.#fail(error, 0);
    }
    await this.#finish((async () => work())());
  }

  /** Shows what became of a message once it is handled, even if by `onError`. */
  async #finish(informing: Promise<unknown>): Promise<void> {
    try {
      await informing.catch((error) => this.#handle(error));
    } catch (error) {
      return this.#fail(error, 0);
    }
    this.#showOrFail();
  }

  #showOrFail(): void {
    try {
      this.#show();
    } catch (error) {
      this.#fail(error, 0);
    }
  }

  /** The view's own `onError` decides; what it does not take is thrown on. */
  async #handle(error: unknown): Promise<void> {
    this.#screen.dropPushes();
    if (!this.view.onError || error instanceof PageRefused || isProtocolError(error)) throw error;
    await this.view.onError(error);
  }

  #show(sequence?: number, reply?: unknown): void {
    if (this.#closed) return;
    if (this.redirectTo !== undefined && this.#screen.isAttached) this.#leave(this.redirectTo);
    else this.#screen.show(sequence, reply);
  }

  #fail(error: unknown, sequence: number): void {
    this.#screen.dropPushes();
    if (!(error instanceof PageRefused)) {
      if (sequence > 0) this.#screen.refuse(sequence, error);
      else this.#report(error);
    } else if (error.cause instanceof LoginRequired) this.#end();
    else if (error.cause instanceof LiveloomError) this.#leave(this.#context.request.url);
    else {
      this.#report(error.cause);
      this.#leave(this.#context.request.url);
    }
  }

  #report(error: unknown): void {
    this.#services.report(error, this.#View.name);
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

/** A name that is not declared says something about the caller, not about the page. */
function isProtocolError(error: unknown): boolean {
  return (
    error instanceof LiveloomError && (error.code === "LV-EVENT-NAME" || error.code === "LV-EVENT-UNKNOWN")
  );
}
