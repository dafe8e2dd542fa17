import type { StandardSchemaV1 } from "@standard-schema/spec";
import { LiveloomError } from "../errors.ts";
import type { Message } from "../shared/wire.ts";
import type { Html } from "../template/html.ts";
import type { AccessRules } from "./access.ts";
import type { ComponentsByName, ViewsByName } from "./components/named-components.ts";
import type { Run } from "./deadline.ts";
import { eventIn } from "./events-of.ts";
import { Form } from "./forms/form.ts";
import { LivePart, openPart, seatOf } from "./live-part.ts";
import { givenBy, type MountHook } from "./mount-hooks.ts";
import type { SchemaOutput } from "./navigation/address-change.ts";
import { templateContext } from "./template-context.ts";
import type { ViewContext } from "./view-context.ts";

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
> extends LivePart<Params, Query> {
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
    const { context } = seatOf(this, "render");
    if (template === undefined) throw new LiveloomError("LV-VIEW-RENDER", { view: this.constructor.name });
    if (!context.templates)
      throw new LiveloomError("LV-CONFIG-TEMPLATES", { view: this.constructor.name, template });
    return context.templates.get(template).render(templateContext(this, LiveView.prototype, context));
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
    return seatOf(this, "params").context.params as SchemaOutput<Params>;
  }

  /** The query's values, as `static query` gave them back. */
  get query(): SchemaOutput<Query> {
    return seatOf(this, "query").context.query as SchemaOutput<Query>;
  }

  /**
   * What a hook of `onMount` returned.
   * @throws LV-HOOK-MISSING when it has not run for this view.
   */
  given<Data>(hook: MountHook<Data>): Awaited<Data> {
    return givenBy(hook, seatOf(this, "given").context);
  }

  /** Messages for the view's own template. Whoever reads them has to show them: the layout then does not. */
  get flashMessages(): readonly Message[] {
    return seatOf(this, "flashMessages").context.messages?.read() ?? [];
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
  const { owner } = context;
  const view = openPart({ context, owner }, () => new View());
  for (const [name, field] of Object.entries(view)) {
    const declared = eventIn(field);
    if (declared) declared.name = name;
    if (field instanceof Form) field.attach(name, owner);
  }
  return view;
}
