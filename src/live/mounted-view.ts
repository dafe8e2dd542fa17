import type { Message } from "../shared/wire.ts";
import type { MarkedHtml } from "../template/to-html.ts";
import type { Access } from "./access.ts";
import { Answering, type Call } from "./answering.ts";
import type { Attempt } from "./attempt.ts";
import type { Finished } from "./background/background-host.ts";
import type { Clock } from "./clock.ts";
import type { MountedComponent } from "./components/mounted-component.ts";
import type { Run } from "./deadline.ts";
import type { LiveEvent } from "./event.ts";
import { admitMessage, admitPage, type GatedView } from "./gate.ts";
import { Handling } from "./handling.ts";
import { type InformedPage, Informing } from "./informing.ts";
import type { AnyView, LiveViewClass } from "./live-view.ts";
import { Mailbox } from "./mailbox.ts";
import { mountView } from "./mount-view.ts";
import type { ViewMessages } from "./navigation/view-messages.ts";
import type { AddressVisit } from "./navigation/view-navigation.ts";
import { fillNested } from "./nested/fill-nested.ts";
import type { NestedCall } from "./nested/nested.ts";
import { nestedIdentity } from "./nested/nested-identity.ts";
import { openPagesIn } from "./nested/nested-pages.ts";
import type { NestedPlace } from "./nested/nested-place.ts";
import type { Outbox } from "./outbox.ts";
import { Outcomes } from "./outcomes.ts";
import { type Admitted, pageContext } from "./page-context.ts";
import { speaker, speaking } from "./page-language.ts";
import { type OwnedPage, PageOwner } from "./page-owner.ts";
import { accessOf, type PageRequest, pageAddress } from "./page-request.ts";
import { performPosted } from "./perform-posted.ts";
import type { Identity, Principal } from "./principal.ts";
import type { RateLimits } from "./rate-limits.ts";
import { Screen } from "./screen.ts";
import type { ViewContext } from "./view-context.ts";
import { ViewInstance } from "./view-instance.ts";
import type { ViewServices } from "./view-services.ts";

/** A view with everything it needs to live: its context, its place in the gate, its mailbox, and its screen. */
export class MountedView implements InformedPage, OwnedPage {
  readonly identity: Identity;
  readonly sessionHash: string;
  readonly access: readonly Access[];
  readonly rateLimits: RateLimits;
  /** Where it stands, when that is inside another view. */
  readonly place: NestedPlace | undefined;
  readonly around: GatedView | undefined;
  readonly #services: ViewServices;
  readonly #context: ViewContext;
  readonly #mailbox: Mailbox;
  readonly #owner: PageOwner;
  readonly #instance: ViewInstance;
  readonly #screen: Screen;
  readonly #View: LiveViewClass;
  #usedAt = Date.now();
  #closed = false;
  readonly #handling: Handling;
  readonly #outcomes: Outcomes;
  readonly #answering: Answering;
  readonly #informing: Informing;

  /**
   * Checks user and access, reads the path's parameters and creates the view. {@link mount} has to follow.
   * @throws LoginRequired, ConfirmationRequired, PermissionDenied, NotFound
   */
  static async admit(page: PageRequest, services: ViewServices): Promise<MountedView> {
    const principal = await admitPage(page.identity, accessOf(page.View, page.around ? [] : services.access));
    const address = await pageAddress(page);
    return new MountedView(page, services, { principal, address });
  }

  /** Prepares the view. @throws NotFound, LV-TIMEOUT, and whatever `mount` or a hook throws. */
  async mount(): Promise<void> {
    const [View, view, context, services] = [this.#View, this.view, this.#context, this.#services];
    await mountView({ View, view, context, services }, this.#handling.start());
    this.#handling.end();
    if (this.redirectTo === undefined) await this.#owner.mounted();
    this.#owner.isOpen = true;
  }

  private constructor(page: PageRequest, services: ViewServices, admitted: Admitted) {
    const { View, identity, sessionHash, place, around } = page;
    this.identity = identity;
    this.sessionHash = sessionHash;
    this.access = accessOf(View, around ? [] : services.access);
    this.rateLimits = services.rateLimits;
    this.place = place;
    this.around = around;
    this.#services = services;
    this.#View = View;
    this.#owner = new PageOwner(this, services);
    this.#context = pageContext(page, services, { ...admitted, owner: this.#owner });
    const speaks = speaker(services.languages, this.#context);
    this.#mailbox = new Mailbox((error) => services.report(error, View.name), speaks);
    this.#instance = new ViewInstance(View, this.#context);
    this.#screen = new Screen(this.#instance, this.#context);
    const [instance, context, screen] = [this.#instance, this.#context, this.#screen];
    const parts = { gated: this, instance, context, services, screen };
    const handling = new Handling(parts);
    const outcomes = new Outcomes(this, parts, handling);
    this.#handling = handling;
    this.#outcomes = outcomes;
    this.#answering = new Answering(this, parts, handling, outcomes);
    this.#informing = new Informing(this, context, handling, outcomes);
    identity.onEnd(() => outcomes.end());
  }

  get view(): AnyView {
    return this.#instance.view;
  }

  get events(): ReadonlyMap<string, LiveEvent> {
    return this.#instance.events;
  }

  component(number: number): MountedComponent | undefined {
    return this.#instance.components?.numbered(number);
  }

  /** The page's path and query. */
  get url(): string {
    return this.#context.request.url;
  }

  /** Where the view asked to go with a page of its own, if it did; asked once. */
  takeDestination(): string | undefined {
    const own = this.redirectTo ?? this.#context.navigation?.leave()?.url;
    return this.#nested.reduce((to, page) => to ?? page.takeDestination(), own);
  }

  /** Where the view asked to go, if it did. */
  get redirectTo(): string | undefined {
    return this.#context.redirectTo;
  }

  get View(): LiveViewClass {
    return this.#View;
  }

  /** What it has to say to its user, if anything. */
  get messages(): ViewMessages | undefined {
    return this.#context.messages;
  }

  /** Messages for the page that this one leads to. */
  get leftMessages(): readonly Message[] {
    return (this.#isLeaving && this.messages?.unseen) || [];
  }

  get #isLeaving(): boolean {
    return this.#context.navigation?.isLeaving || this.#nested.some((page) => page.#isLeaving);
  }

  get #nested(): readonly MountedView[] {
    return openPagesIn(this.#instance.components);
  }

  admitNested({ Component: View, props: params }: NestedCall, place: NestedPlace): Promise<MountedView> {
    const { sessionHash } = this;
    const { request } = this.#context;
    const identity = nestedIdentity(this.identity);
    const page = { View, params, request, identity, sessionHash, place, around: this };
    return MountedView.admit(page, this.#services);
  }

  /** The view with this number inside of it, once that is mounted; undefined when the token is not that view's. */
  async nested(number: number, token: string): Promise<MountedView | undefined> {
    return await this.#owner.nested.find(number, token)?.ready;
  }

  /** Whether a browser has ever got it. */
  get wasShown(): boolean {
    const { isShown, updates } = this.#instance.rendering;
    return isShown || updates > 0;
  }

  /** The number of the last event that was handled. */
  get answered(): number {
    return this.#answering.answered;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  get clock(): Clock | undefined {
    return this.#services.clock;
  }

  /** Whether something is being handled or waits for it, here or in a view inside. */
  get isBusy(): boolean {
    return this.#mailbox.isBusy || this.#nested.some((page) => page.isBusy);
  }

  /** Whether tasks or resources are under way. */
  get isWorking(): boolean {
    return (
      this.#owner.isWorking ||
      this.#instance.components?.works.isWorking ||
      this.#nested.some((page) => page.isWorking)
    );
  }

  /** The view rendered now, which nobody is shown; undefined when it has parts that are rendered once only. */
  freshHtml(): string | undefined {
    return speaking(this.#services.languages, this.#context, () => this.#instance.freshHtml());
  }

  /** Who uses the page, as of the last event. */
  get principal(): Principal {
    return this.#context.principal;
  }

  setPrincipal(principal: Principal): void {
    this.#context.principal = principal;
  }

  /**
   * The whole view, rendered now, for a page that starts with it.
   * @param token With it the view's forms and buttons post to the page, for browsers without script. Default: they do not.
   */
  html(token?: string): MarkedHtml {
    this.#answering.answered = 0;
    const target = token === undefined ? undefined : { token, path: this.place?.postPath };
    return speaking(this.#services.languages, this.#context, () => this.#instance.rendering.start(target));
  }

  /** The same with the views inside of it, those that are there in time. @param token for views that work without script */
  async fullHtml(token?: string): Promise<MarkedHtml> {
    const own = this.html((this.#View.withoutScript ?? true) ? token : undefined);
    return await fillNested(own, this.#instance.components?.nested, token);
  }

  /** The browser gets the title as it is now, with the page. */
  titled(): void {
    this.#screen.titled();
  }

  /**
   * A connection takes the view over; one that had it before loses it. What changed meanwhile is sent: the whole
   * view, when the browser has not applied all the updates there were.
   * @param applied How many updates the browser has applied; -1 when it needs the whole view.
   */
  attach(outbox: Outbox, applied: number): void {
    this.#screen.attach(outbox, applied);
    this.#owner.shown();
    this.#instance.components?.works.shown();
    this.#mailbox.post(() => this.#answering.catchUp());
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
    this.#post(() => this.#answering.call(call), call.sequence, `event "${call.name}"`);
  }

  /** Does something in its turn. When too much waits, it is refused under its number. */
  #post(work: () => unknown, sequence: number, about: string): void {
    try {
      this.#mailbox.post(work);
    } catch (error) {
      this.#screen.refuse(sequence, error, `${this.#View.name}, ${about}`);
    }
  }

  /** Shows another address of the same view, unless something newer was asked for meanwhile. */
  visit(visit: AddressVisit): void {
    this.#post(() => this.#answering.visit(visit), -visit.number, "visit");
  }

  /** Settles when everything is done that was asked of the view until now, unless it is closed before. */
  inTurn(): Promise<void> {
    return new Promise((resolve) => this.#mailbox.post(resolve));
  }

  /** A visit was refused or failed, and the view stays. */
  refuseVisit(number: number, error: unknown): void {
    this.#screen.refuse(-number, error, this.#View.name);
    this.#stay();
    if (this.#instance.isResting || !this.#screen.isUpToDate)
      this.#post(() => this.#answering.catchUp(), 0, "showing it again");
  }

  #stay(): void {
    this.#screen.stay();
    for (const page of this.#nested) page.#stay();
  }

  /**
   * Handles an event that a page without script posted. Nothing is sent: the page is requested again.
   * @throws PageRefused, and what refused the event or came of it, unless the view's `onError` takes it.
   */
  async perform(name: string, params: unknown): Promise<void> {
    const [instance, handling] = [this.#instance, this.#handling];
    await performPosted({ instance, handling, take: (work) => this.#takeAwake(work) }, name, params);
  }

  /** Checks again whether the view may be shown, before its page is sent once more. @throws PageRefused */
  async readmit(): Promise<void> {
    await this.#takeAwake(() => admitMessage(this));
  }

  async #takeAwake(work: () => unknown): Promise<void> {
    await this.#mailbox.run(async () => {
      await this.wake();
      await work();
    });
  }

  /** Sends the whole view again. */
  resync(): void {
    this.#instance.rendering.forget();
    this.#post(() => this.#answering.catchUp(), 0, "showing it again");
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#handling.abort(new Error("The page is gone"));
    this.#mailbox.close();
    this.#owner.close();
    this.identity.release();
    this.#instance.unmount().catch((error) => this.report(error));
  }

  /**
   * Gives back what can be made again, when nothing has happened for as long as `hibernateAfter` says.
   * @param now milliseconds, as Date.now().
   */
  rest(now: number): void {
    for (const page of this.#nested) page.rest(now);
    if (this.#closed || this.#mailbox.isBusy || now - this.#usedAt < this.#services.hibernateAfter) return;
    const works = this.#instance.components?.works;
    if (this.#owner.isShowDue || works?.isShowDue) return;
    try {
      this.#instance.rest({
        usedAt: this.#usedAt,
        tell: (field, what) => {
          this.#services.restWarnings?.tell(this.#View, field, what);
        },
        keepsView: this.#owner.keepsView || works?.keepComponents,
      });
    } catch (error) {
      this.report(error);
    }
  }

  get isResting(): boolean {
    return this.#instance.isResting;
  }

  used(): void {
    this.#usedAt = Date.now();
  }

  async wake(): Promise<void> {
    this.used();
    if (!this.isResting) return;
    await this.#instance.wakeView();
    this.#instance.rendering.wake();
  }

  /** Whether a browser shows the view. The view's field initializers ask before there is a screen. */
  get isShown(): boolean {
    return this.#screen?.isAttached ?? false;
  }

  /**
   * Runs something that did not come from the browser in its turn, and shows what it changed.
   * @param finished Called when the turn is over, whatever became of it, in the place of showing what changed. It is
   * given what it may {@link show}, if nothing failed.
   * @param component whose state changes. Default: the view's.
   * @throws LV-BUSY
   */
  inform(work: (run: Run) => unknown, finished?: Finished, component?: MountedComponent): void {
    this.#mailbox.post(() => this.#informing.run({ work, finished, component }));
  }

  /** Shows what changed. When that fails, what `attempt` did is undone, and `onError` decides. */
  show(attempt?: Attempt, component?: MountedComponent): Promise<void> | undefined {
    return this.#outcomes.showOrTell(attempt, component);
  }

  report(error: unknown, about = this.#View.name): string {
    return this.#services.report(error, about);
  }
}
