import type { Document, Element, Event, HTMLFormElement, Window } from "happy-dom";
import { sessionCookieName } from "../http/cookies.ts";
import type { MountedView } from "../live/mounted-view.ts";
import type { App } from "../server/app.ts";
import type { Services } from "../server/services.ts";
import type { BrowserSession } from "../session/browser-session.ts";
import { attributes, pageAttributes } from "../shared/markup.ts";
import { type Message, pageToken, ServerFrame, type ServerMessage } from "../shared/wire.ts";
import { checkPatched } from "./check-patched.ts";
import type { Dom } from "./load-dom.ts";
import { Refused } from "./refused.ts";
import type { Replies } from "./replies.ts";
import { readSetCookie } from "./set-cookie.ts";
import { TestSocket } from "./test-socket.ts";
import { VirtualClock } from "./virtual-clock.ts";
import { windowParts } from "./window-parts.ts";

/** Where the app of a test is. */
const origin = "http://localhost";

interface Surroundings {
  readonly app: App;
  readonly services: Services;
  readonly dom: Dom;
  readonly session: BrowserSession;
  /** What was thrown, by the id that the browser is told. */
  readonly errors: ReadonlyMap<string, unknown>;
  readonly replies: Replies;
}

/** Something that a view has told the browser's scripts by `pushEvent`. */
export interface Pushed {
  readonly name: string;
  readonly payload: unknown;
}

interface ClientWindow {
  readonly liveloom?: { push(name: string, params: unknown): void };
  readonly liveloomAsServed?: (look: () => void) => void;
}

/**
 * A browser with one window: the real client of the framework in a simulated document, and the real server at the
 * other end of its requests and its socket.
 */
export class TestBrowser {
  readonly #surroundings: Surroundings;
  readonly #cookies = new Map<string, string>();
  /** The token of each live view, by its number. */
  readonly #tokens = new Map<number, string>();
  /** Views that were answered and not compared with a fresh rendering yet. */
  readonly #answered = new Set<number>();
  readonly #sockets = new Set<TestSocket>();
  /** What {@link check} will throw. */
  #refusal: unknown;
  #loading: Promise<void> | undefined;
  #isOnline = true;
  #window: Window;
  /** What views have told this browser's scripts. */
  readonly pushed: Pushed[] = [];
  /** The client's time. */
  clock = new VirtualClock();
  /** The answer's status to the request for this page. */
  status = 0;
  /** Where the page, or the request for it, was sent to last. */
  redirectedTo: string | undefined;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    const { cookieChange = "" } = surroundings.session;
    this.#cookies.set(sessionCookieName(false), encodeURIComponent(cookieChange));
    this.#window = this.#newWindow(origin);
  }

  get document(): Document {
    return this.#window.document;
  }

  get window(): Window {
    return this.#window;
  }

  /** Path and query. */
  get url(): string {
    const { pathname, search } = this.#window.location;
    return pathname + search;
  }

  get sessionHash(): string {
    return this.#surroundings.session.idHash;
  }

  /** Whether something is under way; with `withWork`, tasks and resources count. */
  isBusy(withWork: boolean): boolean {
    if (this.clock.pause <= 0) this.clock.move(0);
    if (this.#loading || [...this.#sockets].some(({ isWaiting }) => isWaiting)) return true;
    return [...this.#views().values()].some((view) => view.isBusy || (withWork && view.isWorking));
  }

  /** Opens another page, as if its address had been typed in. */
  visit(address: string, init: RequestInit = {}): void {
    this.#track(this.#load(new URL(address, this.#window.location.href), init));
  }

  /** Throws what was refused since the last call. @throws Refused, LV-TEST-PATCH */
  check(): void {
    const refusal = this.#refusal;
    this.#refusal = undefined;
    const answered = [...this.#answered];
    this.#answered.clear();
    if (refusal) throw refusal;
    const views = this.#views();
    for (const number of answered) this.#checkPatched(number, views.get(number));
  }

  /** The connection breaks, and does not come back until {@link connect}. */
  disconnect(): void {
    this.#isOnline = false;
    for (const socket of this.#sockets) socket.drop();
  }

  /** There is a network again, and the client tries. */
  connect(): void {
    this.#isOnline = true;
    for (const socket of this.#sockets) if (socket.readyState > TestSocket.OPEN) this.#sockets.delete(socket);
    // The longest pause between two attempts.
    for (let passed = 0; passed < 60_000 && !this.#hasSocket; passed += 500) this.clock.move(500);
  }

  /** Lets the views of this page rest, as after a long time. */
  hibernate(): void {
    for (const view of this.#views().values()) view.rest(Number.MAX_SAFE_INTEGER);
  }

  /** Sends an event of the page's first view by hand, while `act` waits. Gives the reply, if there is one. */
  async call(event: string, params: unknown, act: (action: () => void) => Promise<void>): Promise<unknown> {
    const { replies } = this.#surroundings;
    let reply: unknown;
    const awaited = {
      sessionHash: this.sessionHash,
      event,
      take: (returned: unknown) => {
        reply = returned;
      },
    };
    replies.await(awaited);
    try {
      await act(() => this.#client.liveloom?.push(event, params));
    } finally {
      replies.forget(awaited);
    }
    return reply;
  }

  /** What the layout shows of `flash`. */
  get flashMessages(): Message[] {
    const boxes = [...this.document.querySelectorAll(`[${pageAttributes.messages}] > .live-message`)];
    return boxes.map(({ className, textContent }) => {
      const [, level = "info"] = /live-message-(\w+)/.exec(className) ?? [];
      return { level: level as Message["level"], text: textContent };
    });
  }

  /** What the client has in its window. */
  get #client(): ClientWindow {
    return this.#window as unknown as ClientWindow;
  }

  close(): void {
    for (const socket of this.#sockets) socket.close();
    this.#sockets.clear();
    this.#window.close();
  }

  get #hasSocket(): boolean {
    return [...this.#sockets].some(({ readyState }) => readyState <= TestSocket.OPEN);
  }

  #views(): Map<number, MountedView> {
    const { mounted } = this.#surroundings.services;
    const views = [...this.#tokens].map(([number, token]) => [number, mounted.shown(token)] as const);
    return new Map(views.filter((entry): entry is [number, MountedView] => entry[1] !== undefined));
  }

  #checkPatched(number: number, view: MountedView | undefined): void {
    const root = this.document.querySelector(`[${attributes.view}="${number}"]`);
    const html = view?.freshHtml();
    // A view that looks different whenever it is rendered cannot be compared.
    if (root && html !== undefined && html === view?.freshHtml())
      this.#client.liveloomAsServed?.(() => checkPatched(root, html));
  }

  async #load(url: URL, init: RequestInit): Promise<void> {
    if (url.origin !== origin) return this.#left(url.href);
    const response = await this.#fetch(url, init);
    const location = response.headers.get("location");
    if (location !== null) return await this.#redirected(new URL(location, url));
    const text = await response.text();
    this.#show(url, response, text);
    if (response.status >= 400 && (init.method ?? "GET") === "GET") await this.#refuse(url);
  }

  async #redirected(to: URL): Promise<void> {
    const address = to.origin === origin ? to.pathname + to.search : to.href;
    this.#left(address);
    const { router } = this.#surroundings.services;
    if (to.origin === origin && router.hasPage(to.pathname)) await this.#load(to, {});
  }

  #left(address: string): void {
    this.redirectedTo = address;
    for (const socket of this.#sockets) socket.close();
  }

  async #refuse(url: URL): Promise<never> {
    const response = await this.#fetch(url, {}, "application/json");
    const { code, text, id } = (await response.json()) as { code: string; text: string; id?: string };
    throw new Refused({ code, text, cause: this.#causeOf(id) });
  }

  async #fetch(url: URL, init: RequestInit, accept = "text/html"): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { accept, cookie, origin, "sec-fetch-site": "same-origin" };
    const response = await this.#surroundings.app.handle(new Request(url, { ...init, headers }));
    for (const line of response.headers.getSetCookie()) readSetCookie(line, this.#cookies);
    return response;
  }

  #show(url: URL, { status }: Response, html: string): void {
    this.close();
    this.#tokens.clear();
    this.#answered.clear();
    this.status = status;
    this.clock = new VirtualClock();
    this.#window = this.#newWindow(url.href);
    this.document.write(html);
    const parts = windowParts(this.#window, {
      clock: this.clock,
      leave: (address) => this.#leave(address),
      connect: (address) => this.#connect(address),
    });
    if (this.document.querySelector(`[${attributes.view}], meta[name=${pageToken}]`))
      this.#surroundings.dom.runClient(this.#window, parts);
    this.#followDefaults();
  }

  #newWindow(url: string): Window {
    return new this.#surroundings.dom.Window({
      url,
      console,
      settings: {
        disableJavaScriptFileLoading: true,
        disableCSSFileLoading: true,
        handleDisabledFileLoadingAsSuccess: true,
        navigation: { disableMainFrameNavigation: true, disableFallbackToSetURL: true },
      },
    });
  }

  /** A script, or the server by the client, goes to another page. */
  #leave(address: string): void {
    this.#track(this.#redirected(new URL(address, this.#window.location.href)));
  }

  /** Something is being loaded; when that fails, {@link check} tells. */
  #track(loading: Promise<void>): void {
    const done = () => {
      if (this.#loading === tracked) this.#loading = undefined;
    };
    const tracked = loading
      .catch((error: unknown) => {
        this.#refusal ??= error;
      })
      .then(done);
    this.#loading = tracked;
  }

  #connect(address: string): TestSocket {
    const { app } = this.#surroundings;
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const request = new Request(address.replace("ws", "http"), { headers: { cookie, origin } });
    const connect = (socket: Parameters<App["connect"]>[0]) => app.connect(socket, request);
    const socket = new TestSocket(address, this.#isOnline ? connect : undefined, {
      received: (message) => this.#received(message),
    });
    this.#sockets.add(socket);
    return socket;
  }

  #received(message: ServerMessage): void {
    if (message[0] === ServerFrame.Joined) this.#tokens.set(message[1], message[2]);
    else if (message[0] === ServerFrame.Answer) this.#answered.add(message[1]);
    else if (message[0] === ServerFrame.Push) this.pushed.push({ name: message[2], payload: message[3] });
    else if (message[0] === ServerFrame.Trouble) this.#answered.delete(message[1]);
    else if (message[0] === ServerFrame.Ended)
      this.#refusal ??= new Refused({ code: "LV-LOGIN-REQUIRED", text: "The session has ended." });
    else if (message[0] === ServerFrame.Refused)
      this.#refusal ??= new Refused({ code: message[3], text: message[4], cause: this.#causeOf(message[5]) });
  }

  #causeOf(id: string | undefined): unknown {
    return id === undefined ? undefined : this.#surroundings.errors.get(id);
  }

  /** What a browser does by itself when nobody prevents it. */
  #followDefaults(): void {
    this.#window.addEventListener("click", (event) => this.#clicked(event));
    this.#window.addEventListener("submit", (event) => this.#submitted(event));
  }

  #clicked(event: Event): void {
    const link = (event.target as Element | null)?.closest("a[href]");
    if (!link || event.defaultPrevented) return;
    event.preventDefault();
    this.visit(link.getAttribute("href") ?? "");
  }

  #submitted(event: Event): void {
    if (event.defaultPrevented) return;
    event.preventDefault();
    this.submit(event.target as HTMLFormElement);
  }

  /** Sends a form as browsers do without a script. */
  submit(form: HTMLFormElement): void {
    const fields = new URLSearchParams();
    for (const [name, value] of new this.#window.FormData(form)) fields.append(name, String(value));
    const action = form.getAttribute("action") || this.url;
    if (form.getAttribute("method")?.toLowerCase() !== "post")
      return this.visit(`${action.split("?")[0]}?${fields}`);
    this.visit(action, { method: "POST", body: fields });
  }
}
