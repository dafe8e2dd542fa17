import { currentLanguage } from "../languages/current-language.ts";
import type { Audited, AuditedObject } from "../live/audit.ts";
import type { Run } from "../live/deadline.ts";
import type { RateLimit } from "../live/event.ts";
import type { Permission, Principal, User } from "../live/principal.ts";
import type { ViewRequest } from "../live/view-request.ts";
import type { Html } from "../template/html.ts";
import type { Data, FormData } from "./handler.ts";
import type { HandlerLog } from "./handler-services.ts";
import type { Recipients } from "./recipients.ts";
import type { PageUpdate } from "./updates.ts";

/** The page that called. */
export interface CallingHost {
  readonly principal: Principal;
  /** Names the browser session, the same on all its pages whatever new ids it gets meanwhile. */
  readonly sessionName: string;
  readonly room: string | undefined;
  readonly log: HandlerLog;
  requestAt(url: string): ViewRequest;
  send(updates: readonly PageUpdate[]): void;
  sendTo(recipients: Recipients, updates: readonly PageUpdate[], exceptSelf: boolean): void;
  redirect(to: string): void;
  limitRate(limit: RateLimit, name: string): Promise<void>;
  audit<Result>(about: AuditedWork, work: () => Result): Promise<Awaited<Result>>;
  after(milliseconds: number, call: Call, work: (run: Run) => unknown): () => void;
  join(room: string): void;
  leave(room: string): void;
  render(template: string, values: object): Html;
}

/** What is written down of a call from the page at this address. */
export interface AuditedWork extends Pick<Audited, "action" | "object"> {
  readonly url: string;
}

/** What the page asked for. */
export interface Call {
  readonly name: string;
  data: unknown;
  form: unknown;
  readonly url: string;
}

/** Sends to other pages. */
export interface Sender {
  send(...updates: readonly PageUpdate[]): Promise<void>;
}

/** There is nothing to wait for; a promise, so that it can be sent another way one day. */
const sent = Promise.resolve();

/** What a handler knows about its call, and how it answers. */
export class CallContext<Params = Data, Form = FormData> {
  readonly #page: CallingHost;
  readonly #call: Call;
  readonly #run: Run;

  constructor(page: CallingHost, call: Call, run: Run) {
    this.#page = page;
    this.#call = call;
    this.#run = run;
  }

  /** The handler's name. */
  get name(): string {
    return this.#call.name;
  }

  /**
   * The element's `data-*` attributes, names in camel case, as the handler's `params` reads them. Middleware, which
   * runs before, sees them as they were sent.
   */
  get data(): Params {
    return this.#call.data as Params;
  }

  /** The form's fields as `FormData` has them, read by the handler's `form`. Without a form: the field itself, or nothing. */
  get form(): Form {
    return this.#call.form as Form;
  }

  /** Who calls; somebody who is not logged in is a user, too. */
  get user(): User {
    return this.#page.principal.user;
  }

  /** Whether the user holds the permission. */
  can(permission: Permission, ...object: [object?: unknown]): boolean {
    return this.#page.principal.can(permission, ...object);
  }

  /** The browser session, by a name that may be kept and does not let anybody in. */
  get session(): string {
    return this.#page.sessionName;
  }

  /** The first room that the page named and may be in. Without script there is none. */
  get room(): string | undefined {
    return this.#page.room;
  }

  /** The address of the page, its cookies and headers. */
  get request(): ViewRequest {
    return this.#page.requestAt(this.#call.url);
  }

  /** The language of the page. */
  get lang(): string {
    return currentLanguage() ?? this.request.locale;
  }

  /** Aborts when the handler took too long, or the page is gone. Give it to `fetch` and its like. */
  get signal(): AbortSignal {
    return this.#run.signal;
  }

  /** The app's log, with the handler's name. */
  get log(): HandlerLog {
    return this.#page.log;
  }

  /**
   * Changes the page that called. All updates of one call of `send` are done at once, in order.
   * @throws LV-UPDATE-HTML, LV-UPDATE-TARGET, LV-UPDATE-CONTENT, LV-UPDATE-URL
   * @example await ctx.send({ target: "#rows", append: html`<tr>...</tr>` }, { target: "#more", remove: true });
   */
  send(...updates: readonly PageUpdate[]): Promise<void> {
    this.#page.send(updates);
    return sent;
  }

  /** Changes every open page, of everybody, this one included. */
  async broadcast(...updates: readonly PageUpdate[]): Promise<void> {
    this.#page.sendTo("everyone", updates, false);
  }

  /** Changes every open page but this one. */
  get others(): Sender {
    return this.#sender("everyone", true);
  }

  /** Changes the pages in a room. */
  to(room: string): Sender {
    return this.#sender({ room }, false);
  }

  /** Changes all pages of a user. */
  toUser(id: number): Sender {
    return this.#sender({ user: id }, false);
  }

  /** Changes all pages of the same browser session, this one included. Ends with the session. */
  get tabs(): Sender {
    return this.#sender({ session: this.#page.sessionName }, false);
  }

  #sender(recipients: Recipients, exceptSelf: boolean): Sender {
    return {
      send: async (...updates) => this.#page.sendTo(recipients, updates, exceptSelf),
    };
  }

  /**
   * Counts one for the user, in all their tabs together, as the handler's own `rateLimit` does.
   * @param name What is counted. Default: calls of this handler.
   * @throws RateLimited
   */
  async limitRate(limit: RateLimit, name = this.name): Promise<void> {
    await this.#page.limitRate(limit, `ctx:${name}`);
  }

  /**
   * Does something, and writes into the accounts' audit log who has done it, to which object, and what came of it.
   * @throws LV-AUDIT-MISSING when the app has no accounts; what `work` throws
   * @example await ctx.audit("shop.ship", { type: "order", id: order.id }, () => orders.ship(order));
   */
  async audit<Result>(action: string, object: AuditedObject, work: () => Result): Promise<Awaited<Result>> {
    return await this.#page.audit({ action, object, url: this.#call.url }, work);
  }

  /** The browser leaves the page for another: a path of this app, or an http(s) address. */
  redirect(to: string): void {
    this.#page.redirect(to);
  }

  /**
   * Goes on after so many milliseconds, when the call was answered long ago. It waits through a lost connection, and
   * ends with the page and with the session, or when the user may not call the handler any more. Returns what calls it
   * off.
   * @throws LV-BUSY when too many wait already, LV-TIMER-TIME
   * @example ctx.after(5_000, () => ctx.send({ target: "#notice", remove: true }));
   */
  after(milliseconds: number, work: (ctx: CallContext<Params, Form>) => unknown): () => void {
    return this.#page.after(milliseconds, this.#call, (run) =>
      work(new CallContext(this.#page, this.#call, run)),
    );
  }

  /** The page gets what is sent to the room from now on. */
  join(room: string): void {
    this.#page.join(room);
  }

  leave(room: string): void {
    this.#page.leave(room);
  }

  /** HTML of a template file, for updates. @throws LV-CONFIG-TEMPLATES, LV-TEMPLATE-MISSING */
  render(template: string, values: object = {}): Html {
    return this.#page.render(template, values);
  }
}
