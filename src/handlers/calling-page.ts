import { LiveloomError } from "../errors.ts";
import { redirectTarget } from "../http/safe-redirect.ts";
import { audited } from "../live/audit.ts";
import { Abortable, isThenable, type Run } from "../live/deadline.ts";
import type { RateLimit } from "../live/event.ts";
import { asThrown, isFailure } from "../live/failure.ts";
import { Mailbox } from "../live/mailbox.ts";
import { addressWithin } from "../live/navigation/resolve-address.ts";
import { speaking } from "../live/page-language.ts";
import { anonymousPrincipal, type Identity, type Principal } from "../live/principal.ts";
import type { ViewRequest } from "../live/view-request.ts";
import type { Session } from "../session/session.ts";
import { type ClientFrame, type ClientMessage, ServerFrame, type Update, wholePage } from "../shared/wire.ts";
import type { Html } from "../template/html.ts";
import { admitCaller, countCall, type GatedPage } from "./admit-handler.ts";
import { admitRoom } from "./admit-room.ts";
import { type AuditedWork, type Call, CallContext, type CallingHost } from "./call-context.ts";
import { ownFields } from "./fields.ts";
import type { Handler } from "./handler.ts";
import type { HandlerLog, HandlerServices } from "./handler-services.ts";
import { inTime } from "./in-time.ts";
import { Outgoing, type PageOutbox } from "./outgoing.ts";
import { PageTimers } from "./page-timers.ts";
import { PageTopics } from "./page-topics.ts";
import { performCall } from "./perform-call.ts";
import type { Delivery, Recipients } from "./recipients.ts";
import { sendTo } from "./send-to.ts";
import type { PageUpdate } from "./updates.ts";

export type CallMessage = Extract<ClientMessage, [typeof ClientFrame.Call, ...unknown[]]>;

/** A page that enters. */
export interface EnteringPage {
  readonly identity: Identity;
  readonly principal: Principal;
  readonly session: Pick<Session, "idHash" | "idHashes">;
  readonly request: ViewRequest;
  /** How many frames it has had. */
  readonly received: number;
}

/** Something that runs for the page. */
interface Task {
  /** For messages: `handler "save"`. */
  readonly what: string;
  readonly url: string;
  /** Milliseconds. Default: the app's. */
  readonly limit: number | undefined;
}

let pages = 0;
const processId = crypto.randomUUID();

/**
 * A page that calls handlers: who uses it, what it listens to, and what it was sent lately. It has no state of its
 * own besides that, and outlives its connection for as long as a live view does.
 */
export class CallingPage implements CallingHost {
  readonly identity: Identity;
  readonly sessionHash: string;
  readonly sessionName: string;
  readonly #services: HandlerServices;
  readonly #request: ViewRequest;
  readonly #mailbox: Mailbox;
  readonly #topics: PageTopics;
  readonly #outgoing: Outgoing;
  #principal: Principal;
  /** Made when it is first needed. */
  #timers: PageTimers | undefined;
  #id: string | undefined;
  /** The number of the last call that came, and of the last that was answered. */
  #called = 0;
  #answered = 0;
  #running: Abortable | undefined;
  /** The rooms that the page named last, as JSON. */
  #named = "[]";
  /** While it is asked whether a room's updates may still be seen, others wait behind them. */
  #checking: Promise<void> | undefined;
  #isClosed = false;

  constructor(page: EnteringPage, services: HandlerServices) {
    this.identity = page.identity;
    const { idHash, idHashes } = page.session;
    this.sessionHash = idHash;
    this.sessionName = idHashes.at(-1) ?? idHash;
    this.#principal = page.principal;
    this.#request = page.request;
    this.#services = services;
    this.#outgoing = new Outgoing(page.received);
    this.#mailbox = new Mailbox((error) => services.views.report(error, "a page that calls handlers"));
    this.#topics = new PageTopics(services.views.pubsub, this, page.principal);
    page.identity.onEnd(() => this.#end());
  }

  get principal(): Principal {
    return this.#principal;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Whether `ctx.after` has begun something. */
  get isWaiting(): boolean {
    return this.#timers?.isEmpty === false;
  }

  /** The number of the last call that was answered. */
  get answered(): number {
    return this.#answered;
  }

  get room(): string | undefined {
    return this.#topics.first;
  }

  get log(): HandlerLog {
    return this.#services.log;
  }

  requestAt(url: string): ViewRequest {
    const address = addressWithin(url, "/");
    return address ? this.#request.at(address.pathname, address.search) : this.#request;
  }

  /** Whether something may have been sent to the page at this time or after, when nobody knew of it yet. */
  hasMissed(since: number): boolean {
    return this.#services.sent.isAnySince(since, this.#topics.of(this.#principal));
  }

  /** What is on its way to the page. */
  get outgoing(): Outgoing {
    return this.#outgoing;
  }

  /** The connection is gone. False when another one has taken the page over meanwhile. */
  detach(outbox: PageOutbox): boolean {
    return this.#outgoing.detach(outbox);
  }

  isShownBy(outbox: PageOutbox): boolean {
    return !this.#isClosed && this.#outgoing.isFor(outbox);
  }

  rest(now: number): void {
    this.#outgoing.rest(now);
  }

  /** Handles a call in its turn. One that came before is not handled again. */
  call(message: CallMessage): void {
    const [, number, name] = message;
    if (number <= this.#called) return;
    this.#called = number;
    try {
      this.#mailbox.post(() => this.#call(message));
    } catch (error) {
      this.#refuse(number, error, `handler "${name}"`);
    }
  }

  /** Done when this returns, unless the handler waits for something. */
  #call(message: CallMessage): Promise<void> | undefined {
    const [, number, name, data, form, url, depth = 0] = message;
    this.#outgoing.depth = depth;
    try {
      const handler = this.#services.handlers.find(name);
      const call = { name, data, form: ownFields(form), url };
      const handling = this.#inTime({ what: handler.about, url, limit: handler.options.timeout }, (run) =>
        this.#handle(handler, call, run),
      );
      if (handling)
        return handling.then(() => this.#answer(number)).catch((error) => this.#failed(message, error));
      this.#answer(number);
    } catch (error) {
      this.#failed(message, error);
    }
  }

  #handle(handler: Handler, call: Call, run: Run): unknown {
    const principal = this.identity.current();
    if (principal instanceof Promise)
      return this.#handleLater(principal, () => this.#handle(handler, call, run));
    this.#principal = principal;
    this.identity.used?.();
    return performCall(this, this.#services, { handler, call, ctx: new CallContext(this, call, run) });
  }

  async audit<Result>({ url, ...about }: AuditedWork, work: () => Result): Promise<Awaited<Result>> {
    const { audit: trail, report } = this.#services.views;
    const { address } = this.requestAt(url);
    const actor = () => ({ user: this.#principal.user, sessionHash: this.sessionHash, address });
    return await audited({ ...about, trail, actor, report: (error) => report(error, "audit log") }, work);
  }

  async #handleLater(principal: Promise<Principal>, handle: () => unknown): Promise<void> {
    this.#principal = await principal;
    await handle();
  }

  /** Runs something in the language of the page at this address, and not for ever. */
  #inTime({ what, url, limit }: Task, work: (run: Run) => unknown): Promise<void> | undefined {
    const { handlerTimeout, languages, report } = this.#services.views;
    const run = new Abortable();
    this.#running = run;
    this.#outgoing.hold();
    const page = languages && { request: this.requestAt(url), principal: this.#principal };
    const working = page ? speaking(languages, page, () => work(run)) : work(run);
    if (!isThenable(working)) return undefined;
    const deadline = { limit: limit ?? handlerTimeout, what, report, waits: () => this.#outgoing.flush() };
    return inTime(working, run, deadline);
  }

  #answer(number: number): void {
    const { depth } = this.#outgoing;
    this.#settled(number);
    this.#post(JSON.stringify(calledFrame(number, this.#outgoing.take(), depth)));
  }

  #failed([, number, name, , , url]: CallMessage, error: unknown): void {
    this.#outgoing.flush();
    this.#settled(number);
    this.#fail(number, asThrown(error), { about: `handler "${name}"`, url });
  }

  #settled(number: number): void {
    this.#answered = number;
    this.#outgoing.depth = 0;
    this.#running = undefined;
  }

  send(updates: readonly PageUpdate[]): void {
    if (!this.#isClosed) this.#outgoing.send(updates);
  }

  sendTo(recipients: Recipients, updates: readonly PageUpdate[], exceptSelf: boolean): void {
    this.#outgoing.flush();
    sendTo(this.#services.views.pubsub, {
      recipients,
      updates,
      except: exceptSelf ? this.#ownId : undefined,
      depth: this.#outgoing.depth,
    });
  }

  get #ownId(): string {
    this.#id ??= `${processId}-${++pages}`;
    return this.#id;
  }

  redirect(to: string): void {
    this.#outgoing.flush();
    this.#outgoing.say([ServerFrame.Redirect, wholePage, redirectTarget(to)]);
  }

  async limitRate(limit: RateLimit, name: string): Promise<void> {
    await countCall(this.gated, name, limit);
  }

  get gated(): GatedPage {
    const { access, rateLimits } = this.#services.views;
    return { identity: this.identity, sessionHash: this.sessionHash, rateLimits, access };
  }

  after(milliseconds: number, call: Call, work: (run: Run) => unknown): () => void {
    this.#timers ??= new PageTimers(this.#services.views.clock);
    return this.#timers.start(milliseconds, () => this.#mailbox.post(() => this.#goOn(call, work)));
  }

  /** For somebody who may not call the handler any more, it does not go on either. */
  async #goOn({ name, url }: Call, work: (run: Run) => unknown): Promise<void> {
    if (this.#isClosed) return;
    try {
      this.#principal = await admitCaller(this.gated, this.#services.handlers.find(name));
      await this.#inTime({ what: "what ctx.after() began", url, limit: undefined }, work);
    } catch (error) {
      if (isFailure(error)) throw error;
    } finally {
      this.#running = undefined;
      this.#outgoing.flush();
    }
  }

  join(room: string): void {
    if (!this.#isClosed) this.#topics.join(room);
  }

  leave(room: string): void {
    this.#topics.leave(room);
  }

  /**
   * Enters the rooms that the page names, where it may, and leaves those that it named before. A room that it may not
   * be in is refused, and only that.
   */
  async enter(rooms: readonly string[], { idHashes }: Pick<Session, "idHashes">): Promise<void> {
    const list = JSON.stringify(rooms);
    // What a handler has left since then stays left.
    if (list === this.#named) return;
    this.#named = list;
    const visitor = { identity: this.identity, idHashes };
    const entered: string[] = [];
    for (const named of rooms) {
      try {
        const { name, admitted } = await admitRoom(named, visitor, this.#services);
        if (!this.#isClosed) this.#topics.enter(name, admitted);
        entered.push(name);
      } catch (error) {
        this.#refuse(-1, error, `room "${named}"`);
      }
    }
    this.#topics.leaveOthers(entered);
  }

  deliver({ frame, except }: Delivery, room?: string): void {
    if (this.#isClosed || (except !== undefined && except === this.#id)) return;
    const admitted = room === undefined ? undefined : this.#topics.admittedTo(room);
    const isSure = !admitted || this.identity.current() === admitted;
    if (isSure && !this.#checking) return this.#pass(frame);
    const checking = (this.#checking ?? Promise.resolve()).then(() => this.#passIfAllowed(frame, room));
    this.#checking = checking;
    void checking.then(() => {
      if (this.#checking === checking) this.#checking = undefined;
    });
  }

  #pass(frame: string): void {
    this.#outgoing.flush();
    this.#post(frame);
  }

  /** The user's rights may have changed since the room was entered. */
  async #passIfAllowed(frame: string, room: string | undefined): Promise<void> {
    try {
      const admitted = room === undefined ? undefined : this.#topics.admittedTo(room);
      const principal = await this.identity.current();
      if (room === undefined || !admitted || admitted === principal) return this.#pass(frame);
      if ((await this.#services.authorizeRoom?.(room, principal)) !== true) return this.#topics.leave(room);
      this.#topics.admit(room, principal);
      this.#pass(frame);
    } catch (error) {
      this.#services.views.report(error, `room "${room}"`);
    }
  }

  render(template: string, values: object): Html {
    const { templates } = this.#services.views;
    if (!templates) throw new LiveloomError("LV-CONFIG-TEMPLATES", { view: "A handler", template });
    return templates.get(template).render(values);
  }

  #fail(number: number, error: unknown, { about, url }: { about: string; url: string }): void {
    const wayIn = this.#services.views.wayIn(error, url);
    if (wayIn === undefined) return this.#refuse(number, error, about);
    this.#post(JSON.stringify(calledFrame(number, [])));
    this.#outgoing.say([ServerFrame.Redirect, wholePage, wayIn]);
  }

  #refuse(number: number, error: unknown, about: string): void {
    this.#post(this.#services.refusal(number, error, about));
  }

  #post(frame: string): void {
    if (!this.#isClosed) this.#outgoing.post(frame);
  }

  /** The session is over. */
  #end(): void {
    this.#outgoing.say([ServerFrame.Ended, wholePage]);
    this.close();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#outgoing.take();
    this.#outgoing.detach();
    this.#running?.abort(new Error("The page is gone"));
    this.#mailbox.close();
    this.#timers?.close();
    this.#topics.close();
    this.identity.release();
    this.#principal = anonymousPrincipal;
  }
}

function calledFrame(number: number, updates: readonly Update[], depth = 0): readonly unknown[] {
  if (updates.length === 0) return [ServerFrame.Called, number];
  return depth > 0 ? [ServerFrame.Called, number, updates, depth] : [ServerFrame.Called, number, updates];
}
