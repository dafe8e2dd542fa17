import type { AuditTrail } from "./audit.ts";
import { Background } from "./background/background.ts";
import type { PageHost } from "./background/background-host.ts";
import type { AnyView, LiveViewClass } from "./live-view.ts";
import type { MountedView } from "./mounted-view.ts";
import type { Paths } from "./navigation/view-navigation.ts";
import type { NestedCall } from "./nested/nested.ts";
import type { NestedPlace } from "./nested/nested-place.ts";
import { NestedViews } from "./nested/nested-views.ts";
import { type Receive, Subscriptions } from "./subscriptions.ts";
import type { ViewOwner } from "./view-context.ts";
import type { ViewServices } from "./view-services.ts";

/** The open page that a view's members reach through their owner. */
export interface OwnedPage extends PageHost {
  readonly View: LiveViewClass;
  readonly view: AnyView;
  readonly sessionHash: string;
  report(error: unknown, about?: string): string;
  readonly place: NestedPlace | undefined;
  admitNested(call: NestedCall, place: NestedPlace): Promise<MountedView>;
}

/** What belongs to one open page besides its instance: the topics it listens to, and what runs in the background. */
export class PageOwner implements ViewOwner {
  readonly #page: OwnedPage;
  readonly #services: ViewServices;
  readonly #subscriptions: Subscriptions;
  /** Only once it is used. */
  #background: Background | undefined;
  #nested: NestedViews | undefined;
  #csrfToken: string | undefined;
  /** Whether the view was mounted. Before that, going elsewhere is a redirect. */
  isOpen = false;

  constructor(page: OwnedPage, services: ViewServices) {
    this.#page = page;
    this.#services = services;
    this.#subscriptions = new Subscriptions(services.pubsub, page);
  }

  get View(): LiveViewClass {
    return this.#page.View;
  }

  get auditTrail(): AuditTrail | undefined {
    return this.#services.audit;
  }

  get paths(): Paths {
    return this.#services.paths;
  }

  get host(): PageHost {
    return this.#page;
  }

  get hint(): ViewServices["hint"] {
    return this.#services.hint;
  }

  get background(): Background {
    this.#background ??= new Background(this.#page, this.#page);
    return this.#background;
  }

  get place(): NestedPlace | undefined {
    return this.#page.place;
  }

  get nested(): NestedViews {
    this.#nested ??= this.place?.views ?? new NestedViews();
    return this.#nested;
  }

  admitNested(call: NestedCall, place: NestedPlace): Promise<MountedView> {
    return this.#page.admitNested(call, place);
  }

  csrfToken(): string {
    this.#csrfToken ??= this.#services.csrfToken(this.#page.sessionHash);
    return this.#csrfToken;
  }

  subscribe(topic: string, receive?: Receive): void {
    if (!this.#page.isClosed) this.#subscriptions.add(topic, receive);
  }

  unsubscribe(topic: string): void {
    this.#subscriptions.remove(topic);
  }

  inform(work: () => unknown): void {
    this.#page.inform(work);
  }

  report(error: unknown, about?: string): string {
    return this.#page.report(error, about);
  }

  // A view is rendered whatever it does.
  readsAddress(): void {}
  changesPage(): void {}

  /** The view is mounted: settles when it has the values that its page should have. */
  async mounted(): Promise<void> {
    await this.#background?.mounted();
  }

  /** A browser shows the page. */
  shown(): void {
    this.#background?.shown();
  }

  /** Whether something changed and will be shown soon. */
  get isShowDue(): boolean {
    return this.#background?.isShowDue ?? false;
  }

  /** Whether something holds on to the view's instance. */
  get keepsView(): boolean {
    return this.#subscriptions.hasCallbacks || (this.#background?.isRunning ?? false);
  }

  /** Whether tasks or resources are under way. */
  get isWorking(): boolean {
    return this.#background?.isWorking ?? false;
  }

  close(): void {
    this.#subscriptions.close();
    this.#background?.close();
  }
}
