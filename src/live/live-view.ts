import type { StandardSchemaV1 } from "@standard-schema/spec";
import { LiveloomError } from "../errors.ts";
import { csrfFieldName } from "../http/csrf.ts";
import { redirectTarget } from "../http/safe-redirect.ts";
import type { BrowserEventName, BrowserPayload } from "../shared/browser-events.ts";
import { limits } from "../shared/wire.ts";
import { type Html, html } from "../template/html.ts";
import type { Access } from "./access.ts";
import { isEventName, LiveEvent } from "./event.ts";
import { Form } from "./forms/form.ts";
import type { Permission, User } from "./principal.ts";
import { templateContext } from "./template-context.ts";
import type { ViewContext } from "./view-context.ts";
import type { ViewRequest } from "./view-request.ts";

/** The context of the view that is being constructed, so that field initializers can already use it. */
let opening: ViewContext | undefined;

type ParamsOf<Schema> = Schema extends StandardSchemaV1
  ? StandardSchemaV1.InferOutput<Schema>
  : Record<string, never>;

/**
 * A live page: its state, what may be done to it, and how it looks.
 *
 * Its fields are the state; the browser gets what `render` shows of them and nothing else. The page is
 * mounted once, when it is requested; the socket then continues with the same instance. Handlers of one
 * view run one at a time, in order.
 *
 * @typeParam Params The schema in `static params`, when the path has parameters.
 * @example
 * class Counter extends LiveView {
 *   count = 0;
 *   increment = event(() => { this.count++; });
 *   render() { return html`<button live-click=${this.increment}>${this.count}</button>`; }
 * }
 */
export abstract class LiveView<Params extends StandardSchemaV1 | undefined = undefined> {
  /** Who may open the page, and keep it open: checked again at every event. Default: everybody. */
  static readonly access?: Access | readonly Access[];
  /** The schema of the path's parameters. A path that does not fit is answered with 404. */
  static readonly params?: StandardSchemaV1;

  /**
   * A template file to render instead of `render()`, found in the app's `templates`. It sees the public fields and
   * getters, `user`, `perms`, `request` and `csrf_token`.
   * @example static template = "team.html";
   */
  static readonly template?: string;

  /**
   * Sends the document's head with its styles and scripts at once, while `mount` still runs: for pages whose data
   * takes long. The title is what the field says before `mount`. Status and headers are sent by then, so a redirect in
   * `mount` is done by the browser, and what `authorize` or an exception refuses is said in the page. Default: false.
   */
  static readonly streamHead?: boolean;

  readonly #context: ViewContext | undefined = opening;

  /** The page's title. */
  title = "";

  /** Prepares the state. Runs once, before the first render. */
  mount?(): unknown;
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
  /** Called for each message of a subscribed topic. */
  handleInfo?(topic: string, message: unknown): unknown;
  /**
   * Called when an event was refused (`PermissionDenied`, `InvalidParams`, `RateLimited`) or failed. What it
   * does not throw again counts as handled, and the page is rendered.
   */
  onError?(error: unknown): unknown;
  /** Called once when the page is gone. */
  unmount?(): unknown;

  /** The path's parameters, as `static params` gave them back. */
  get params(): ParamsOf<Params> {
    return this.#of("params").params as ParamsOf<Params>;
  }

  get request(): ViewRequest {
    return this.#of("request").request;
  }

  /** Who is looking at the page, as of the last event. */
  get user(): User {
    return this.#of("user").principal.user;
  }

  /** Whether the user may do something, as of the last event. Events check their own `permission` by themselves. */
  can(permission: Permission): boolean {
    return this.#of("can").principal.can(permission);
  }

  /** Receives the topic's messages in `handleInfo` until the page is gone. Subscribing twice changes nothing. */
  subscribe(topic: string): void {
    this.#of("subscribe").owner.subscribe(topic);
  }

  /** Sends a JSON value to everybody who subscribed to the topic, this view included. */
  publish(topic: string, message: unknown): void {
    this.#of("publish").pubsub.publish(topic, message);
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
    this.#of("pushEvent").owner.pushEvent(name, payload);
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

  #of(member: string): ViewContext {
    if (!this.#context) throw new LiveloomError("LV-VIEW-DETACHED", { member });
    return this.#context;
  }
}

/** A view's class, as routes take it. */
export interface LiveViewClass<Schema extends StandardSchemaV1 | undefined = StandardSchemaV1 | undefined> {
  new (): LiveView<Schema>;
  readonly name: string;
  readonly prototype: LiveView<Schema>;
  readonly access?: Access | readonly Access[];
  readonly params?: StandardSchemaV1;
  readonly template?: string;
  readonly streamHead?: boolean;
}

/** Creates a view inside its context and tells its events their names. */
export function openView(View: LiveViewClass, context: ViewContext): LiveView<StandardSchemaV1 | undefined> {
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

/** The events a view declares, by name. Built from its own fields, so that nothing inherited can be called. */
export function eventsOf(view: object): ReadonlyMap<string, LiveEvent> {
  const events = new Map<string, LiveEvent>();
  for (const [name, field] of Object.entries(view)) {
    const declared = eventIn(field);
    if (!declared) continue;
    if (!isEventName(name))
      throw new LiveloomError("LV-EVENT-FIELD", { field: name, limit: limits.eventName });
    events.set(name, declared);
  }
  return events;
}

/** The event that a field declares; a form's is called while it is filled in. */
function eventIn(field: unknown): LiveEvent | undefined {
  const declared: unknown = field instanceof Form ? field.event : field;
  return declared instanceof LiveEvent ? declared : undefined;
}
