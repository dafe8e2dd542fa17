import type { StandardSchemaV1 } from "@standard-schema/spec";
import { LiveloomError } from "../errors.ts";
import { csrfFieldName } from "../http/csrf.ts";
import { redirectTarget } from "../http/safe-redirect.ts";
import { type Topic, topicName } from "../pubsub/topic.ts";
import type { BrowserEventName, BrowserPayload } from "../shared/browser-events.ts";
import type { Message } from "../shared/wire.ts";
import type { Commands } from "../template/commands/commands.ts";
import { type Html, html } from "../template/html.ts";
import type { AccessRules } from "./access.ts";
import type { Load, Resource, ResourceOptions } from "./background/resource.ts";
import type { Task, TaskWork } from "./background/tasks.ts";
import type { ComponentsByName, ViewsByName } from "./components/named-components.ts";
import type { Run } from "./deadline.ts";
import { eventIn } from "./events-of.ts";
import { Form } from "./forms/form.ts";
import { givenBy, type MountHook } from "./mount-hooks.ts";
import type { AddressTarget, HistoryOptions, SchemaOutput } from "./navigation/address-change.ts";
import type { PlaceIn, ViewAtAddress } from "./navigation/address-of.ts";
import { createMessage, ViewMessages } from "./navigation/view-messages.ts";
import { navigationOf } from "./navigation/view-navigation.ts";
import type { Asker, Permission, PermissionList, User } from "./principal.ts";
import { pushesOf } from "./pushes.ts";
import type { Receive } from "./subscriptions.ts";
import { templateContext } from "./template-context.ts";
import type { ViewContext } from "./view-context.ts";
import type { ViewRequest } from "./view-request.ts";

/** The context of the view that is being constructed, so that field initializers can already use it. */
let opening: ViewContext | undefined;

/**
 * A live page: its state, what may be done to it, and how it looks.
 *
 * Its fields are the state; the browser gets what `render` shows of them and nothing else. The page is
 * mounted once, when it is requested; the socket then continues with the same instance. Handlers of one
 * view run one at a time, in order.
 *
 * @typeParam Params The schema in `static params`, when the path has parameters.
 * @typeParam Query The schema in `static query`, when the view reads the query.
 * @example
 * class Counter extends LiveView {
 *   count = 0;
 *   increment = event(() => { this.count++; });
 *   render() { return html`<button live-click=${this.increment}>${this.count}</button>`; }
 * }
 */
export abstract class LiveView<
  Params extends StandardSchemaV1 | undefined = undefined,
  Query extends StandardSchemaV1 | undefined = undefined,
> implements Asker
{
  /**
   * Who may open the page, and keep it open: checked again at every event. Of several rules all must be fulfilled.
   * Default: the app's `access`, and without that everybody.
   */
  static readonly access?: AccessRules;
  /** The schema of the path's parameters. A path that does not fit is answered with 404. */
  static readonly params?: StandardSchemaV1;
  /**
   * The schema of the query's values: texts by name, lists of texts where a name occurs several times. A query that
   * does not fit is answered with 404; defaults and fallbacks are the schema's.
   * @example static query = z.object({ page: z.coerce.number().int().min(1).catch(1) });
   */
  static readonly query?: StandardSchemaV1;

  /**
   * A template file to render instead of `render()`, found in the app's `templates`. It sees the public fields and
   * getters, `user`, `perms`, `request` and `csrf_token`.
   * @example static template = "team.html";
   */
  static readonly template?: string;

  /** The components that its template file names: `{% component card key=item.id title=item.title %}`. */
  static readonly components?: ComponentsByName;

  /** The views that its template file nests with the same tag: `{% component clock zone="Europe/Berlin" %}`. */
  static readonly views?: ViewsByName;

  /**
   * Sends the document's head with its styles and scripts at once, while `mount` still runs: for pages whose data
   * takes long. The title is what the field says before `mount`. Status and headers are sent by then, so a redirect in
   * `mount` is done by the browser, and what `authorize` or an exception refuses is said in the page. Default: false.
   */
  static readonly streamHead?: boolean;

  /**
   * Functions that run before `mount`, in order, after those of the app. One may redirect or throw; what it returns
   * is found by {@link given}. They run once per mount, so who may stay on the page belongs into `access`.
   */
  static readonly onMount?: readonly MountHook[];

  /**
   * Whether forms with `live-submit` and buttons with `live-click` also work in a browser that runs no script: they
   * post to the page then, the event passes the same gate, and the page is shown anew. Costs some bytes for each
   * when the page is first sent. Default: true.
   */
  static readonly withoutScript?: boolean;

  readonly #context: ViewContext | undefined = opening;

  /** The page's title; on an open page it may change at any time. */
  title = "";
  /** What the page is about, for search engines: the content of `<meta name="description">` in the layout. */
  metaDescription = "";

  /** Prepares the state. Runs once, before the first render. */
  mount?(run: Run): unknown;
  /**
   * Called after `mount` and whenever the address changes within the view, before it is rendered: `this.params`,
   * `this.query` and `this.request` are those of the new address. What it throws leaves an open page where it was.
   * @param url path and query
   */
  handleParams?(params: SchemaOutput<Params>, url: string): unknown;
  /**
   * Says that the view can do without its instance while nobody uses the page (see `hibernateAfter`), and prepares
   * the next one. When that starts, its constructor and field initializers have run, its public fields hold copies of
   * what the last instance had, its streams are the same, and `user`, `params`, `request` and subscriptions are there.
   * Fields that start with `_` or `#` are as their initializers left them: make them here. `mount` does not run again.
   *
   * Without this method, or while a public field holds what cannot be written down (an object of a class, a function,
   * a promise), an idle view keeps its instance; in development the log says once which field it is.
   */
  restore?(): unknown;
  /**
   * Whether the user may see and use what this page is about. Asked after `mount`, before every event and
   * message; anything but true, and any exception, answers as if the page did not exist.
   */
  authorize?(): boolean | Promise<boolean>;
  /** The page's content; the file in `static template` by default. Must not change the state. */
  render(): Html {
    const { template } = this.constructor as LiveViewClass;
    const { templates } = this.#of("render");
    if (template === undefined) throw new LiveloomError("LV-VIEW-RENDER", { view: this.constructor.name });
    if (!templates) throw new LiveloomError("LV-CONFIG-TEMPLATES", { view: this.constructor.name, template });
    return templates.get(template).render(templateContext(this, LiveView.prototype, this.#of("render")));
  }
  /** Called for each message of a subscribed topic; with what calls it off when it takes too long. */
  handleInfo?(topic: string, message: unknown, run?: Run): unknown;
  /**
   * Called when an event was refused (`PermissionDenied`, `InvalidParams`, `RateLimited`) or failed, a message did, or
   * what they did could not be rendered. The public fields are then what they were before. What it does not throw again
   * counts as handled, and the page is rendered; when it throws, or that fails, too, nothing it has changed stays either.
   */
  onError?(error: unknown): unknown;
  /**
   * What the page shows after an event that failed and that `onError` did not take, instead of a notice; until it is
   * rendered again. Not for refusals.
   */
  renderError?(failure: ViewFailure): Html;
  /** Called once when the page is gone. */
  unmount?(): unknown;

  /** The path's parameters, as `static params` gave them back. */
  get params(): SchemaOutput<Params> {
    return this.#of("params").params as SchemaOutput<Params>;
  }

  /** The query's values, as `static query` gave them back. */
  get query(): SchemaOutput<Query> {
    return this.#of("query").query as SchemaOutput<Query>;
  }

  get request(): ViewRequest {
    return this.#of("request").request;
  }

  /** Who is looking at the page, as of the last event. */
  get user(): User {
    return this.#of("user").principal.user;
  }

  /**
   * Names the browser session that the user is logged in with, and opens nothing; undefined for nobody.
   * @example await auth.users.endSessions(this.user.id, this.sessionHash); // all but this one
   */
  get sessionHash(): string | undefined {
    return this.#of("sessionHash").principal.sessionHash;
  }

  /**
   * Whether the user may do something, as of the last event; with an object, by its model's policy. Events check their
   * own `permission` by themselves.
   */
  can(permission: Permission, ...object: [object?: unknown]): boolean {
    return this.#of("can").principal.can(permission, ...object);
  }

  /** Whether the user may do all of it, as of the last event. @throws LV-PERMISSION-EMPTY for an empty list. */
  canAll(permissions: PermissionList, ...object: [object?: unknown]): boolean {
    return this.#of("canAll").principal.canAll(permissions, ...object);
  }

  /** Whether the user may do any of it, as of the last event. @throws LV-PERMISSION-EMPTY for an empty list. */
  canAny(permissions: PermissionList, ...object: [object?: unknown]): boolean {
    return this.#of("canAny").principal.canAny(permissions, ...object);
  }

  /**
   * What a hook of `onMount` returned.
   * @throws LV-HOOK-MISSING when it has not run for this view.
   */
  given<Data>(hook: MountHook<Data>): Awaited<Data> {
    return givenBy(hook, this.#of("given"));
  }

  /** Logs an error that the view has dealt with. Returns the id under which the log has it, to show it to people. */
  reportError(error: unknown): string {
    return this.#of("reportError").owner.report(error);
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
    this.#of("publish").pubsub.publish(topicName(topic), message);
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
    pushesOf(this.#of("pushEvent")).add(name, payload);
  }

  /**
   * Has the browser run commands, after what the same event changed in the page: to move the focus, to close a dialog,
   * to animate. They are sent, kept and dropped as what {@link pushEvent} sends. A selector means the whole document;
   * without one it is the view's root element.
   * @throws LV-COMMAND when they are too long
   * @example this.runInBrowser(commands().hide("#new-card").focus("#search"));
   */
  runInBrowser(commands: Commands): void {
    pushesOf(this.#of("runInBrowser")).addCommands(commands);
  }

  /** A hidden field for forms that are posted over HTTP, which are refused without it. Live events need none. */
  csrfField(): Html {
    return html`<input type="hidden" name=${csrfFieldName} value=${this.#of("csrfField").owner.csrfToken()}>`;
  }

  /**
   * Leaves the page: a redirect while it is requested, a navigation when it is open. Nothing more is rendered.
   * @param to A path of this app or an http(s) address.
   * @throws LV-REDIRECT-TARGET
   */
  redirect(to: string): void {
    this.#of("redirect").redirectTo = redirectTarget(to);
  }

  /**
   * Goes to another address of this view: the view stays, `handleParams` is called, and the browser's address
   * changes. In `mount` it is a redirect.
   * @param to "?page=2", "/teams/2/", or what changes: `{ query: { page: 2 } }`
   * @throws LV-PATCH-TARGET when another view, or none, is there.
   */
  patch(to: AddressTarget<Params, Query>, options?: HistoryOptions): void {
    navigationOf(this.#of("patch")).patch(to as AddressTarget, options);
  }

  /**
   * Goes to another page of this app: a live view takes this one's place over the same connection, anything else is
   * loaded. This view stays until the next one may be shown. In `mount` it is a redirect.
   * @throws LV-NAVIGATE-TARGET
   */
  navigate(to: string, options?: HistoryOptions): void {
    navigationOf(this.#of("navigate")).navigate(to, options);
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
    const navigation = navigationOf(this.#of("href"));
    if (typeof to === "function") return navigation.hrefOf(to as LiveViewClass, place);
    return navigation.href(to as AddressTarget);
  }

  /**
   * Says something to the page's user, once: on this page, or when the handler leads to another one, there. The
   * layout shows it, unless the view's own template reads {@link messages}.
   */
  flash(level: Message["level"], text: string): void {
    const context = this.#of("flash");
    context.messages ??= new ViewMessages();
    context.messages.add(createMessage(level, text));
  }

  /** Messages for the view's own template. Whoever reads them has to show them: the layout then does not. */
  get flashMessages(): readonly Message[] {
    return this.#of("flashMessages").messages?.read() ?? [];
  }

  #of(member: string): ViewContext {
    if (!this.#context) throw new LiveloomError("LV-VIEW-DETACHED", { member });
    return this.#context;
  }
}

/** What a view may know of its own failure to tell people about it. */
export interface ViewFailure {
  /** Finds the error in the log. */
  readonly id: string;
}
/** A view, whatever its parameters. */
export type AnyView = LiveView<StandardSchemaV1 | undefined, StandardSchemaV1 | undefined>;

/** A view's class, as routes take it. */
export interface LiveViewClass {
  new (): AnyView;
  readonly name: string;
  readonly prototype: AnyView;
  readonly access?: AccessRules;
  readonly params?: StandardSchemaV1;
  readonly query?: StandardSchemaV1;
  readonly template?: string;
  readonly streamHead?: boolean;
  readonly onMount?: readonly MountHook[];
  readonly withoutScript?: boolean;
}

/** Creates a view inside its context and tells its events their names. */
export function openView(View: LiveViewClass, context: ViewContext): AnyView {
  opening = context;
  try {
    const view = new View();
    for (const [name, field] of Object.entries(view)) {
      const declared = eventIn(field);
      if (declared) declared.name = name;
      if (field instanceof Form) field.attach(name, context.owner);
    }
    return view;
  } finally {
    opening = undefined;
  }
}
