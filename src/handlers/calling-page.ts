import { LiveloomError } from "../errors.ts";
import { redirectTarget } from "../http/safe-redirect.ts";
import { Abortable, type Run, withDeadline } from "../live/deadline.ts";
import type { RateLimit } from "../live/event.ts";
import { asThrown } from "../live/failure.ts";
import { Mailbox } from "../live/mailbox.ts";
import { speaking } from "../live/page-language.ts";
import { anonymousPrincipal, type Identity, type Principal } from "../live/principal.ts";
import type { ViewRequest } from "../live/view-request.ts";
import type { Session } from "../session/session.ts";
import {
  type ClientFrame,
  type ClientMessage,
  ServerFrame,
  timing,
  type Update,
  wholePage,
} from "../shared/wire.ts";
import type { Html } from "../template/html.ts";
import { admitHandler, countCall, type GatedPage } from "./admit-handler.ts";
import { type Call, CallContext, type CallingHost } from "./call-context.ts";
import { ownFields } from "./fields.ts";
import { FrameLog } from "./frame-log.ts";
import type { Handler } from "./handler.ts";
import type { HandlerLog, HandlerServices } from "./handler-services.ts";
import { PageTimers } from "./page-timers.ts";
import { PageTopics } from "./page-topics.ts";
import type { Delivery, Recipients } from "./recipients.ts";
import { sendTo, updatesFrame } from "./send-to.ts";
import { encodeUpdates, type PageUpdate } from "./updates.ts";

export type CallMessage = Extract<ClientMessage, [typeof ClientFrame.Call, ...unknown[]]>;

/** Where a page's frames go. */
export interface PageOutbox {
  send(frame: string): void;
}

/** A page that enters. */
export interface EnteringPage {
  readonly identity: Identity;
  readonly principal: Principal;
  readonly sessionHash: string;
  readonly request: ViewRequest;
  /** How many frames it has had. */
  readonly received: number;
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
  readonly #services: HandlerServices;
  readonly #request: ViewRequest;
  readonly #mailbox: Mailbox;
  readonly #topics: PageTopics;
  readonly #sent: FrameLog;
  #principal: Principal;
  #outbox: PageOutbox | undefined;
  /** Made when it is first needed. */
  #timers: PageTimers | undefined;
  #id: string | undefined;
  /** Updates that wait for the end of the handler, or of what it does at once. */
  #unsent: Update[] = [];
  #flushing: NodeJS.Immediate | undefined;
  /** The number of the last call that came, and of the last that was answered. */
  #called = 0;
  #answered = 0;
  #running: Abortable | undefined;
  /** While it is asked whether a room's updates may still be seen, others wait behind them. */
  #checking: Promise<void> | undefined;
  #usedAt = Date.now();
  #isClosed = false;

  constructor(page: EnteringPage, services: HandlerServices) {
    this.identity = page.identity;
    this.sessionHash = page.sessionHash;
    this.#principal = page.principal;
    this.#request = page.request;
    this.#services = services;
    this.#sent = new FrameLog(page.received);
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
    const { pathname, search, origin } = new URL(url, "https://own.invalid");
    return origin === "https://own.invalid" ? this.#request.at(pathname, search) : this.#request;
  }

  /** What a page that has had so many frames did not get; undefined when that is not known any more. */
  missedSince(received: number): readonly string[] | undefined {
    return this.#sent.since(received);
  }

  /** The page has missed something for good, and counts from here. */
  restart(received: number): void {
    this.#sent.restart(received);
  }

  /** A connection takes the page over; one that had it before loses it. */
  attach(outbox: PageOutbox): void {
    this.#outbox = outbox;
  }

  /** The connection is gone. False when another one has taken the page over meanwhile. */
  detach(outbox: PageOutbox): boolean {
    if (this.#outbox !== outbox) return false;
    this.#outbox = undefined;
    return true;
  }

  isShownBy(outbox: PageOutbox): boolean {
    return !this.#isClosed && this.#outbox === outbox;
  }

  /** What was sent is not kept for ever: after a while it has arrived, or the connection is dead. */
  rest(now: number): void {
    if (this.#outbox && now - this.#usedAt > timing.silence) this.#sent.forget();
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

  async #call([, number, name, data, form, url]: CallMessage): Promise<void> {
    const about = `handler "${name}"`;
    try {
      const handler = this.#services.handlers.find(name);
      this.#principal = await this.identity.current();
      await this.#speaking(url, () => this.#run(handler, { name, data, form: ownFields(form), url }));
      this.#answered = number;
      this.#post(JSON.stringify(calledFrame(number, this.#takeUnsent())));
    } catch (error) {
      this.#answered = number;
      this.#flush();
      this.#fail(number, asThrown(error), { about, url });
    }
  }

  /** Runs something in the language of the page at this address. */
  #speaking<Result>(url: string, work: () => Result): Result {
    const { languages } = this.#services.views;
    if (!languages) return work();
    return speaking(languages, { request: this.requestAt(url), principal: this.#principal }, work);
  }

  #run(handler: Handler, call: Call): Promise<void> {
    return this.#inTime(`handler "${handler.name}"`, handler.options.timeout, (run) => {
      const ctx = new CallContext(this, call, run);
      return this.#services.handlers.run(ctx, async () => {
        await admitHandler(this.#gated, handler, call);
        await handler.body(ctx);
      });
    });
  }

  async #inTime(what: string, limit: number | undefined, work: (run: Run) => Promise<void>): Promise<void> {
    const { handlerTimeout, report } = this.#services.views;
    const run = new Abortable();
    this.#running = run;
    try {
      await withDeadline(work(run), run, { limit: limit ?? handlerTimeout, what, report });
    } finally {
      this.#running = undefined;
    }
  }

  send(updates: readonly PageUpdate[]): void {
    this.#unsent.push(...encodeUpdates(updates));
    this.#flushing ??= setImmediate(() => this.#flush());
  }

  sendTo(recipients: Recipients, updates: readonly PageUpdate[], exceptSelf: boolean): void {
    this.#flush();
    sendTo(this.#services.views.pubsub, {
      recipients,
      updates,
      except: exceptSelf ? this.#ownId : undefined,
    });
  }

  get #ownId(): string {
    this.#id ??= `${processId}-${++pages}`;
    return this.#id;
  }

  redirect(to: string): void {
    this.#flush();
    this.#say([ServerFrame.Redirect, wholePage, redirectTarget(to)]);
  }

  async limitRate(limit: RateLimit, name: string): Promise<void> {
    await countCall(this.#gated, name, limit);
  }

  get #gated(): GatedPage {
    const { access, rateLimits } = this.#services.views;
    return { identity: this.identity, sessionHash: this.sessionHash, rateLimits, access };
  }

  after(milliseconds: number, url: string, work: (run: Run) => unknown): () => void {
    this.#timers ??= new PageTimers(this.#services.views.clock);
    return this.#timers.start(milliseconds, () => this.#mailbox.post(() => this.#goOn(url, work)));
  }

  async #goOn(url: string, work: (run: Run) => unknown): Promise<void> {
    try {
      this.#principal = await this.identity.current();
      if (!this.#isClosed)
        await this.#inTime(
          "what ctx.after() began",
          undefined,
          async (run) => void (await this.#speaking(url, () => work(run))),
        );
    } finally {
      this.#flush();
    }
  }

  join(room: string): void {
    if (!this.#isClosed) this.#topics.join(room);
  }

  leave(room: string): void {
    this.#topics.leave(room);
  }

  /** Enters the rooms that the page names, where it may. A room that it may not be in is refused, and only that. */
  async enter(rooms: readonly string[], { idHashes }: Pick<Session, "idHashes">): Promise<void> {
    for (const named of rooms) {
      try {
        await this.#enterRoom(named, idHashes);
      } catch (error) {
        this.#refuse(-1, error, `room "${named}"`);
      }
    }
  }

  async #enterRoom(named: string, idHashes: readonly string[]): Promise<void> {
    const { signedRoom, authorizeRoom } = this.#services;
    const signed = signedRoom(named, idHashes);
    if (signed !== undefined) return this.join(signed);
    const principal = await this.identity.current();
    if ((await authorizeRoom?.(named, principal)) !== true)
      throw new LiveloomError("LV-ROOM-REFUSED", { room: named });
    if (!this.#isClosed) this.#topics.join(named, principal);
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
    this.#flush();
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

  #takeUnsent(): Update[] {
    clearImmediate(this.#flushing);
    this.#flushing = undefined;
    const updates = this.#unsent;
    if (updates.length > 0) this.#unsent = [];
    return updates;
  }

  /** Sends what waits. */
  #flush(): void {
    const updates = this.#takeUnsent();
    if (updates.length > 0) this.#post(updatesFrame(updates));
  }

  #fail(number: number, error: unknown, { about, url }: { about: string; url: string }): void {
    const wayIn = this.#services.views.wayIn(error, url);
    if (wayIn === undefined) return this.#refuse(number, error, about);
    this.#post(JSON.stringify(calledFrame(number, [])));
    this.#say([ServerFrame.Redirect, wholePage, wayIn]);
  }

  #refuse(number: number, error: unknown, about: string): void {
    this.#post(this.#services.refusal(number, error, about));
  }

  /** Sends something that the page must not miss. */
  #post(frame: string): void {
    if (this.#isClosed) return;
    this.#usedAt = Date.now();
    this.#sent.add(frame);
    this.#outbox?.send(frame);
  }

  /** Sends something that is of no use later. */
  #say(frame: readonly unknown[]): void {
    this.#outbox?.send(JSON.stringify(frame));
  }

  /** The session is over. */
  #end(): void {
    this.#say([ServerFrame.Ended, wholePage]);
    this.close();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#takeUnsent();
    this.#outbox = undefined;
    this.#running?.abort(new Error("The page is gone"));
    this.#mailbox.close();
    this.#timers?.close();
    this.#topics.close();
    this.identity.release();
    this.#principal = anonymousPrincipal;
  }
}

function calledFrame(number: number, updates: readonly Update[]): readonly unknown[] {
  return updates.length > 0 ? [ServerFrame.Called, number, updates] : [ServerFrame.Called, number];
}
