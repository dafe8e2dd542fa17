import { LiveloomError, PermissionDenied } from "../errors.ts";
import { requestOrigin } from "../http/origin.ts";
import type { Call } from "../live/answering.ts";
import { FrameBudget } from "../live/frame-budget.ts";
import { readFrame } from "../live/gate.ts";
import type { MountedView } from "../live/mounted-view.ts";
import { openPage } from "../live/open-page.ts";
import { ViewRequest } from "../live/view-request.ts";
import { Visitor } from "../live/visitor.ts";
import { openSession } from "../session/browser-session.ts";
import { waitLimits } from "../session/mounted-views.ts";
import type { Session } from "../session/session.ts";
import {
  ClientFrame,
  type ClientMessage,
  CloseCode,
  ServerFrame,
  type ServerMessage,
  timing,
  wholePage,
} from "../shared/wire.ts";
import { checkJoinToken, issueJoinToken } from "./join-token.ts";
import { NestedOutbox } from "./nested-outbox.ts";
import { type CallsHost, PageCalls } from "./page-calls.ts";
import type { Services } from "./services.ts";
import { refusal, ViewOutbox } from "./view-outbox.ts";
import { type NextView, type VisitHost, type VisitMessage, Visits } from "./visits.ts";
import { withIdentity } from "./with-identity.ts";

/** Most bytes that may wait to be read by the browser; a connection with more is closed. */
export const sendBufferLimit = 4_194_304;

/** A WebSocket, as far as a connection needs one; or what does its work over HTTP. */
export interface LiveSocket {
  send(text: string): void;
  close(code: number, reason: string): void;
  onClose(listener: () => void): void;
  /** Bytes that were sent and not yet taken by the network. */
  readonly bufferedAmount: number;
}

interface Joined {
  readonly mounted: MountedView;
  readonly outbox: ViewOutbox;
  readonly token: string;
}

/** What the browser knows of a view: the updates it applied, the event that was answered last. */
interface Attachment {
  readonly applied: number;
  readonly answered: number;
}

type EventMessage = Extract<ClientMessage, [typeof ClientFrame.Event, ...unknown[]]>;

type JoinMessage = Extract<ClientMessage, [typeof ClientFrame.Join, ...unknown[]]>;

const none: readonly number[] = [];

/** One browser's socket: reads frames, and routes them to the views of its page. */
export class Connection implements VisitHost, CallsHost {
  readonly #socket: LiveSocket;
  readonly #services: Services;
  readonly #ownOrigin: string;
  readonly #visitor: Visitor;
  readonly #budget: FrameBudget;
  /** By number; nearly every page has one view, which needs no Map. */
  readonly #views: (Joined | undefined)[] = [undefined];
  /** The numbers of the views that are being joined. */
  #joining: readonly number[] = none;
  /** The join of the page's view, while it is under way. */
  #joiningPage: Promise<void> | undefined;
  /** Only once there was one. */
  #visits: Visits | undefined;
  /** Only for a page that calls handlers. */
  #calls: PageCalls | undefined;
  #heardAt = Date.now();
  #isClosed = false;

  constructor(socket: LiveSocket, request: Request, services: Services) {
    this.#socket = socket;
    this.#services = services;
    this.#budget = new FrameBudget(Date.now(), services.frameLimits);
    this.#ownOrigin = requestOrigin(request, services.publicOrigin);
    this.#visitor = new Visitor(request, services.request, services.addresses.of(request));
  }

  /** Takes a frame: text as a string, a binary one as bytes. */
  receive(frame: string | Uint8Array): void {
    if (this.#isClosed) return;
    this.#heardAt = Date.now();
    const message = this.#read(frame);
    if (!message || !this.#spend(message)) return;
    // Whoever gave the frame expects nothing to be thrown: it would end the process.
    const refuse = (error: unknown) => this.#refuse(viewOf(message), sequenceOf(message), error);
    try {
      this.#dispatch(message)?.catch(refuse);
    } catch (error) {
      refuse(error);
    }
  }

  #read(frame: string | Uint8Array): ClientMessage | undefined {
    try {
      return readFrame(frame);
    } catch (error) {
      this.#refuse(-1, 0, error);
      this.#close(CloseCode.Malformed, "malformed");
      return undefined;
    }
  }

  /** The browser gave a sign of life that is no frame. */
  heard(): void {
    this.#heardAt = Date.now();
  }

  /** The socket is gone; its views wait for a while, in case the browser comes back. */
  closed(): void {
    this.#isClosed = true;
    for (const joined of this.#views) {
      if (!joined) continue;
      const { mounted, outbox, token } = joined;
      const isOurs = mounted.detach(outbox);
      if (mounted.place) continue;
      if (mounted.isClosed) this.#services.mounted.forget(token);
      else if (isOurs) this.#services.mounted.wait(token, mounted, Date.now() + waitLimits.reconnect);
    }
    this.#views.length = 0;
    this.#calls?.closed();
  }

  /** The server stops. */
  restart(): void {
    this.#close(CloseCode.Restarting, "restarting");
  }

  /** The session is over, and nothing of it may go on here. */
  end(view: number): void {
    this.send([ServerFrame.Ended, view]);
    if (!this.#isClosed) this.#close(CloseCode.Ended, "ended");
  }

  /** Closes the connection when nothing was heard for too long. */
  sweep(now: number): void {
    if (now - this.#heardAt > timing.silence) this.#close(CloseCode.Silent, "silent");
  }

  send(message: ServerMessage): void {
    this.sendText(JSON.stringify(message));
  }

  /** Sends a frame that is written already. */
  sendText(frame: string): void {
    if (this.#isClosed) return;
    if (this.#socket.bufferedAmount > sendBufferLimit) return this.#close(CloseCode.Slow, "slow");
    this.#socket.send(frame);
  }

  /** A refused frame is answered under its number, so that the page knows which of its events it was. */
  #spend(message: ClientMessage): boolean {
    try {
      this.#budget.take(this.#heardAt);
      return true;
    } catch (error) {
      if (this.#budget.isExhausted) this.#close(CloseCode.RateLimited, "too many messages");
      else this.#refuse(viewOf(message), sequenceOf(message), error);
      return false;
    }
  }

  #dispatch(message: ClientMessage): Promise<void> | undefined {
    if (message[0] === ClientFrame.Join) return this.#joinAny(message);
    if (message[0] === ClientFrame.Visit) return this.#visit(message);
    if (message[0] === ClientFrame.Ping) this.send([ServerFrame.Pong]);
    else if (isForPage(message)) this.#page(message);
    else this.#tell(message);
    return undefined;
  }

  /** Passes a message on to the view that it is for. */
  #tell(
    message: Exclude<
      ClientMessage,
      readonly [typeof ClientFrame.Ping] | JoinMessage | VisitMessage | PageMessage
    >,
  ): void {
    const joined = this.#views[message[1]];
    const sequence = message[0] === ClientFrame.Event ? message[2] : 0;
    if (!joined?.mounted.isShownBy(joined.outbox)) {
      this.#refuse(message[1], sequence, notThere(message[1]));
    } else if (message[0] === ClientFrame.Event) joined.mounted.call(callOf(message));
    else if (message[0] === ClientFrame.Resync) joined.mounted.resync();
    else this.#leave(message[1], joined);
  }

  #page(message: PageMessage): void {
    this.#calls ??= new PageCalls(this, this.#services);
    this.#calls.receive(message);
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  #leave(view: number, { mounted, token }: Joined): void {
    this.#views[view] = undefined;
    if (!mounted.place) this.#services.mounted.forget(token);
    mounted.close();
  }

  /** The view with this number, while this connection shows it. */
  shown(view: number): MountedView | undefined {
    const joined = this.#views[view];
    return joined?.mounted.isShownBy(joined.outbox) ? joined.mounted : undefined;
  }

  /** Puts a view in the place of another. */
  swap(view: number, visit: number, { mounted, html }: NextView): void {
    mounted.titled();
    // Views inside the old one go with it.
    for (const [number, joined] of this.#views.entries())
      if (joined && number > view) this.#leave(number, joined);
    const outbox = new ViewOutbox(this, view, this.#services.problems);
    const token = this.#keep(view, { mounted, outbox });
    const { title, metaDescription } = mounted.view;
    this.send([ServerFrame.Page, view, visit, mounted.url, title, metaDescription, html, token]);
    const messages = mounted.messages?.settle() ?? [];
    if (messages.length > 0) outbox.messages(messages);
    mounted.attach(outbox, 0);
  }

  requestAt({ pathname, search }: URL): ViewRequest {
    return new ViewRequest(pathname, search, this.#visitor);
  }

  load(view: number, url: string): void {
    this.send([ServerFrame.Redirect, view, url]);
  }

  async #visit(message: VisitMessage): Promise<void> {
    const [, view, visit] = message;
    // Only the page's own view has an address.
    if (view > 0) return this.#refuse(view, -visit, new LiveloomError("LV-VIEW-NOT-MOUNTED", { view }));
    this.#visits ??= new Visits(this, this.#services);
    await this.#visits.visit(message);
  }

  async remount(view: number, url: string): Promise<void> {
    try {
      await this.#mountAgain(view, url, await this.session());
    } catch (error) {
      this.#refuseJoin(view, url, error);
    }
  }

  async #joinAny(message: JoinMessage): Promise<void> {
    if (message[1] > 0) return await this.#joinNested(message);
    this.#joiningPage = this.#join(message).finally(() => {
      this.#joiningPage = undefined;
    });
    await this.#joiningPage;
  }

  /** A view inside the page waits there for its connection. */
  async #joinNested([, view, token, , applied]: JoinMessage): Promise<void> {
    await this.#joiningPage;
    const mounted = await this.shown(0)?.nested(view, token);
    if (this.#isClosed) return;
    if (!mounted?.place || mounted.isClosed) return this.#refuse(view, 0, notThere(view));
    const { problems } = this.#services;
    const outbox = new NestedOutbox(this, view, { place: mounted.place, problems });
    this.#views[view] = { mounted, outbox, token };
    this.send([ServerFrame.Joined, view, token, mounted.wasShown ? mounted.answered : -1]);
    mounted.attach(outbox, applied);
  }

  /** One join of a view at a time: what a browser may start at once is bounded. */
  async #join(message: JoinMessage): Promise<void> {
    const [, view] = message;
    if (this.#joining.includes(view)) return this.#refuse(view, 0, new LiveloomError("LV-BUSY"));
    this.#joining = [...this.#joining, view];
    await this.#admitJoin(message).finally(() => {
      this.#joining = this.#joining.filter((other) => other !== view);
    });
  }

  async #admitJoin([, view, token, url, applied]: JoinMessage): Promise<void> {
    try {
      const session = await this.session();
      if (this.#isClosed) return;
      checkJoinToken(this.#services.signer, token, { session, now: Date.now() });
      const waiting = this.#services.mounted.take(token);
      if (waiting && !waiting.isClosed) this.#attach(view, waiting, { applied, answered: waiting.answered });
      else await this.#mountAgain(view, url, session);
    } catch (error) {
      this.#refuseJoin(view, url, error);
    }
  }

  session(): Promise<Session> {
    const { sessions: store, signer } = this.#services;
    const cookie = this.#visitor.sessionCookie(this.#ownOrigin.startsWith("https:"));
    return openSession({ store, signer, cookie, now: Date.now() });
  }

  #attach(view: number, mounted: MountedView, { applied, answered }: Attachment): void {
    const outbox = new ViewOutbox(this, view, this.#services.problems);
    this.send([ServerFrame.Joined, view, this.#keep(view, { mounted, outbox }), answered]);
    mounted.attach(outbox, applied);
  }

  /** The view is gone (restart, long absence): the page is opened again, through the whole gate. */
  async #mountAgain(view: number, url: string, session: Session): Promise<void> {
    const address = this.ownAddress(url);
    const found = address && this.#services.router.findLive(address.pathname);
    if (!address || !found) throw new LiveloomError("LV-ROUTE-UNKNOWN", { path: url });
    const { params, route } = found;
    const page = { View: route.View, params, request: this.requestAt(address), sessionHash: session.idHash };
    const mounted = await withIdentity(this.#services, session, (identity) =>
      openPage({ ...page, identity }, this.#services.views),
    );
    if (this.#isClosed) return mounted.close();
    if (mounted.redirectTo !== undefined) {
      mounted.close();
      return this.send([ServerFrame.Redirect, view, mounted.redirectTo]);
    }
    this.#attach(view, mounted, { applied: -1, answered: -1 });
  }

  ownAddress(url: string): URL | undefined {
    const address = URL.canParse(url, this.#ownOrigin) ? new URL(url, this.#ownOrigin) : undefined;
    return address?.origin === this.#ownOrigin ? address : undefined;
  }

  /** Returns the token that brings the view back after a lost connection. */
  #keep(view: number, { mounted, outbox }: Omit<Joined, "token">): string {
    const before = this.#views[view];
    if (before && before.mounted !== mounted) this.#leave(view, before);
    const token = issueJoinToken(this.#services.signer, mounted.sessionHash, Date.now());
    const joined = { mounted, outbox, token };
    this.#views[view] = joined;
    this.#services.mounted.attach(token, mounted);
    return token;
  }

  #refuseJoin(view: number, url: string, error: unknown): void {
    const address = this.ownAddress(url);
    const next = address ? address.pathname + address.search : "/";
    const way = this.#services.views.wayIn(error, next);
    if (way !== undefined) return this.send([ServerFrame.Redirect, view, way]);
    if (error instanceof PermissionDenied) return this.send([ServerFrame.Redirect, view, next]);
    this.#refuse(view, 0, error);
  }

  refuse(view: number, visit: number, error: unknown): void {
    this.#refuse(view, -visit, error);
  }

  #refuse(view: number, sequence: number, error: unknown): void {
    this.send(refusal({ view, sequence }, this.#services.problems.of(error, `view ${view}`)));
  }

  #close(code: number, reason: string): void {
    this.#isClosed = true;
    this.#socket.close(code, reason);
  }
}

/** An event for a nested view that is gone comes too late, and the page shows so already. */
function notThere(view: number): LiveloomError {
  if (view > 0) return new LiveloomError("LV-COMPONENT-GONE");
  return new LiveloomError("LV-VIEW-NOT-MOUNTED", { view });
}

function callOf([, , sequence, name, params, wantsReply]: EventMessage): Call {
  return { sequence, name, params, wantsReply: wantsReply === 1 };
}

type PageMessage = Parameters<PageCalls["receive"]>[0];

/** Whether a frame is about the page itself rather than one of its views. */
function isForPage(message: ClientMessage): message is PageMessage {
  return message[0] >= ClientFrame.Enter;
}

/** The view that a frame is about. */
function viewOf(message: ClientMessage): number {
  if (isForPage(message)) return wholePage;
  return message[1] ?? -1;
}

/** The number under which a frame's refusal is answered. */
function sequenceOf(message: ClientMessage): number {
  if (message[0] === ClientFrame.Call) return message[1];
  if (isForPage(message)) return 0;
  if (message[0] === ClientFrame.Event) return message[2];
  return message[0] === ClientFrame.Visit ? -message[2] : 0;
}
