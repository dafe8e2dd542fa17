import type { StandardSchemaV1 } from "@standard-schema/spec";
import { LiveloomError } from "../errors.ts";
import { csrfFieldName } from "../http/csrf.ts";
import { redirectTarget } from "../http/safe-redirect.ts";
import { type Topic, topicName } from "../pubsub/topic.ts";
import type { BrowserEventName, BrowserPayload } from "../shared/browser-events.ts";
import type { Message } from "../shared/wire.ts";
import type { Commands } from "../template/commands/commands.ts";
import { type Html, html } from "../template/html.ts";
import { type AuditedObject, audited } from "./audit.ts";
import { auditedBy } from "./audited-by.ts";
import type { Load, Resource, ResourceOptions } from "./background/resource.ts";
import type { Task, TaskWork } from "./background/tasks.ts";
import { isRendering } from "./components/component.ts";
import type { LiveViewClass } from "./live-view.ts";
import type { AddressTarget, HistoryOptions } from "./navigation/address-change.ts";
import type { PlaceIn, ViewAtAddress } from "./navigation/address-of.ts";
import { createMessage, ViewMessages } from "./navigation/view-messages.ts";
import { navigationOf } from "./navigation/view-navigation.ts";
import type { Asker, Permission, PermissionList, User } from "./principal.ts";
import { pushesOf } from "./pushes.ts";
import type { Receive } from "./subscriptions.ts";
import type { PartOwner, ViewContext } from "./view-context.ts";
import type { ViewRequest } from "./view-request.ts";

/** What the framework keeps for a view or a component. */
export interface PartSeat {
  readonly context: ViewContext;
  readonly owner: PartOwner;
  /** What a component is given. */
  readonly props?: object;
}

/** The seat of what is being constructed, so that field initializers can already use it. */
let opening: PartSeat | undefined;

/** Constructs a view or a component in its seat. */
export function openPart<Part>(seat: PartSeat, construct: () => Part): Part {
  const outer = opening;
  opening = seat;
  try {
    return construct();
  } finally {
    opening = outer;
  }
}

/** @throws LV-VIEW-DETACHED when it was made by `new` */
export let seatOf: (part: LivePart<AnySchema, AnySchema>, member: string) => PartSeat;

type AnySchema = StandardSchemaV1 | undefined;

/**
 * What views and components can do alike: know who looks at the page, say something, go elsewhere, and do things
 * beside their events. What a component has begun ends with the component, everything else with the page.
 */
export abstract class LivePart<Params extends AnySchema = undefined, Query extends AnySchema = undefined>
  implements Asker
{
  static {
    seatOf = (part, member) => part.#of(member);
  }

  readonly #seat: PartSeat | undefined = opening;

  /** What the browser asked for, as of the present address. */
  get request(): ViewRequest {
    return this.#address("request").request;
  }

  /** Who is looking at the page, as of the last event. */
  get user(): User {
    return this.#of("user").context.principal.user;
  }

  /**
   * Names the browser session that the user is logged in with, and opens nothing; undefined for nobody.
   * @example await auth.users.endSessions(this.user.id, this.sessionHash); // all but this one
   */
  get sessionHash(): string | undefined {
    return this.#of("sessionHash").context.principal.sessionHash;
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

  /** Logs an error that the view has dealt with. Returns the id under which the log has it, to show it to people. */
  reportError(error: unknown): string {
    return this.#of("reportError").owner.report(error);
  }

  /**
   * Does something, and writes into the accounts' audit log who has done it, to which object, and what came of it:
   * allowed, denied (a refusal such as PermissionDenied) or failed. Returns what `work` returns.
   * @throws LV-AUDIT-MISSING when the app has no accounts; what `work` throws
   * @example
   * await this.audit("shop.approve_payout", { type: "payout", id: payout.id }, () => payouts.approve(payout));
   */
  async audit<Result>(action: string, object: AuditedObject, work: () => Result): Promise<Awaited<Result>> {
    return await audited({ action, object, ...auditedBy(this.#of("audit").context) }, work);
  }

  /**
   * Receives the topic's messages until the page is gone, one at a time between the events: in `receive`, or without it
   * in `handleInfo`. Subscribing twice changes nothing, except that `receive` takes the place of what was there.
   * @example this.subscribe(roomTopic.for(7), ({ text }) => { this.last = text; });
   */
  subscribe(topic: string, receive?: (message: unknown) => unknown): void;
  subscribe<Message>(topic: Topic<Message>, receive?: (message: Message) => unknown): void;
  subscribe(topic: string | Topic<unknown>, receive?: (message: never) => unknown): void {
    this.#of("subscribe").owner.subscribe(topicName(topic), receive as Receive | undefined);
  }

  /** Receives no more messages of the topic, not even those that already wait. */
  unsubscribe(topic: string | Topic<unknown>): void {
    this.#of("unsubscribe").owner.unsubscribe(topicName(topic));
  }

  /**
   * Sends a JSON value to everybody who subscribed to the topic, this view included.
   * @throws LV-PUBSUB-MESSAGE
   */
  publish(topic: string, message: unknown): void;
  publish<Message>(topic: Topic<Message>, message: NoInfer<Message>): void;
  publish(topic: string | Topic<unknown>, message: unknown): void {
    this.#of("publish").context.pubsub.publish(topicName(topic), message);
  }

  /**
   * Does something again and again, from when a browser shows the page until it is gone, and shows what changed. A
   * tick that comes while the last one still waits or runs is left out.
   * @param milliseconds At least 16.
   * @returns what stops it.
   * @throws LV-TIMER-TIME, LV-BACKGROUND-LIMIT
   */
  every(milliseconds: number, tick: () => unknown): () => void {
    return this.#of("every").owner.background.every(milliseconds, tick);
  }

  /**
   * Does something once, and shows what changed. The time begins when a browser shows the page; when that is gone
   * before, nothing happens.
   * @returns what keeps it from happening.
   * @throws LV-TIMER-TIME, LV-BACKGROUND-LIMIT
   */
  after(milliseconds: number, work: () => unknown): () => void {
    return this.#of("after").owner.background.after(milliseconds, work);
  }

  /**
   * Starts work that goes on beside the events: a report, an import, an answer that comes word by word. It begins when
   * whoever starts it has had their turn and a browser shows the page, and is aborted when the page is gone. It changes
   * the view by `show` only. What it throws goes to `onError`.
   * @param name Another task of this name is cancelled.
   * @throws LV-BACKGROUND-LIMIT
   * @example
   * this.task(async ({ show, signal }) => {
   *   for await (const word of answer(question, signal)) await show(() => { this.answer += word; });
   * });
   */
  task(work: TaskWork): Task;
  task(name: string, work: TaskWork): Task;
  task(...given: [work: TaskWork] | [name: string, work: TaskWork]): Task {
    const { background } = this.#of("task").owner;
    return given.length === 1 ? background.task(undefined, given[0]) : background.task(...given);
  }

  /**
   * A value that is loaded in the background, for a field: pending at first, then ok or failed.
   * @param load Gets a signal that is aborted when the page is gone or the value is loaded anew.
   * @example orders = this.resource((signal) => fetchOrders(this.params.id, signal));
   */
  resource<Value>(load: Load<Value>, options: ResourceOptions = {}): Resource<Value> {
    return this.#of("resource").owner.background.resource(load, options);
  }

  /**
   * Tells the browser's scripts something: hooks that `handleEvent` it, and everybody who listens for
   * `live:push:<name>`. It arrives after what the same event changed in the page. When the event fails it is not sent;
   * without a connection it waits, among the last 100, and is gone with the page.
   * @param payload JSON of at most 65,536 characters.
   * @throws LV-PUSH-NAME, LV-PUSH-VALUE, LV-PUSH-SIZE
   * @example this.pushEvent("confetti", { pieces: 50 });
   */
  pushEvent<Name extends BrowserEventName>(name: Name, payload: BrowserPayload<Name>): void {
    pushesOf(this.#of("pushEvent").context).add(name, payload);
  }

  /**
   * Has the browser run commands, after what the same event changed in the page: to move the focus, to close a dialog,
   * to animate. They are sent, kept and dropped as what {@link pushEvent} sends. A selector means the whole document;
   * without one it is the view's root element.
   * @throws LV-COMMAND when they are too long
   * @example this.runInBrowser(commands().hide("#new-card").focus("#search"));
   */
  runInBrowser(commands: Commands): void {
    pushesOf(this.#of("runInBrowser").context).addCommands(commands);
  }

  /** A hidden field for forms that are posted over HTTP, which are refused without it. Live events need none. */
  csrfField(): Html {
    return html`<input type="hidden" name=${csrfFieldName} value=${this.#of("csrfField").context.owner.csrfToken()}>`;
  }

  /**
   * Leaves the page: a redirect while it is requested, a navigation when it is open. Nothing more is rendered.
   * @param to A path of this app or an http(s) address.
   * @throws LV-REDIRECT-TARGET
   */
  redirect(to: string): void {
    this.#leaving("redirect").redirectTo = redirectTarget(to);
  }

  /**
   * Goes to another address of this view: the view stays, `handleParams` is called, and the browser's address
   * changes. In `mount` it is a redirect.
   * @param to "?page=2", "/teams/2/", or what changes: `{ query: { page: 2 } }`
   * @throws LV-PATCH-TARGET when another view, or none, is there.
   */
  patch(to: AddressTarget<Params, Query>, options?: HistoryOptions): void {
    navigationOf(this.#leaving("patch")).patch(to as AddressTarget, options);
  }

  /**
   * Goes to another page of this app: a live view takes this one's place over the same connection, anything else is
   * loaded. This view stays until the next one may be shown. In `mount` it is a redirect.
   * @throws LV-NAVIGATE-TARGET
   */
  navigate(to: string, options?: HistoryOptions): void {
    navigationOf(this.#leaving("navigate")).navigate(to, options);
  }

  /**
   * An address of this view for a link: the present one with some changes.
   * @throws LV-PATCH-TARGET
   * @example html`<a href=${this.href({ query: { page: 2 } })} live-patch>Next</a>`
   */
  href(to: AddressTarget<Params, Query>): string;
  /**
   * An address of another view (or of this one, whatever the present address), as the app's routes have it.
   * @throws LV-HREF-TARGET when no route leads there.
   * @example html`<a href=${this.href(TeamPage, { params: { teamId: 2 } })} live-navigate>Borealis</a>`
   */
  href<View extends ViewAtAddress>(View: View, ...to: PlaceIn<View>): string;
  href(to: AddressTarget<Params, Query> | ViewAtAddress, place?: object): string {
    const navigation = navigationOf(this.#address("href"));
    if (typeof to === "function") return navigation.hrefOf(to as LiveViewClass, place);
    return navigation.href(to as AddressTarget);
  }

  /**
   * Says something to the page's user, once: on this page, or when the handler leads to another one, there. The
   * layout shows it, unless the view's own template reads `flashMessages`.
   */
  flash(level: Message["level"], text: string): void {
    const context = this.#page("flash");
    context.messages ??= new ViewMessages();
    context.messages.add(createMessage(level, text));
  }

  /**
   * Takes messages of {@link flash} back: those that the page shows, and those that nobody has seen yet.
   * @param level Default: all.
   */
  clearFlash(level?: Message["level"]): void {
    this.#page("clearFlash").messages?.clear(level);
  }

  #of(member: string): PartSeat {
    if (!this.#seat) throw new LiveloomError("LV-VIEW-DETACHED", { member });
    return this.#seat;
  }

  /** Whoever shows what the address says is rendered again when that changes. */
  #address(member: string): ViewContext {
    const { context, owner } = this.#of(member);
    owner.readsAddress();
    return context;
  }

  /** What the page says may be shown by the view's own template. */
  #page(member: string): ViewContext {
    const { context, owner } = this.#of(member);
    owner.changesPage();
    return context;
  }

  /** Nobody leaves while the page is being rendered. */
  #leaving(member: string): ViewContext {
    const { context } = this.#of(member);
    const { name: component } = this.constructor;
    if (isRendering())
      throw new LiveloomError("LV-COMPONENT-CALLBACK", { component, callback: `${member}()` });
    return context;
  }
}
