import { attributes } from "../shared/markup.ts";
import {
  busyCodes,
  goneCode,
  limits,
  outdatedCodes,
  pageToken,
  ServerFrame,
  type ServerMessage,
  VisitKind,
} from "../shared/wire.ts";
import { Connection, type ConnectionListener } from "./connection/connection.ts";
import { attributeOf, nearest } from "./elements.ts";
import { listen } from "./events/events.ts";
import { readyForms, watchForms } from "./events/forms.ts";
import type { NewEvent, Settle } from "./events/pending-events.ts";
import { Press } from "./events/press.ts";
import { LiveRoot, type Morph } from "./live-root.ts";
import { isCommands, perform, watchCommands } from "./loaders/command-loader.ts";
import { hooks, watchHooks } from "./loaders/hook-loader.ts";
import { loadFor, more } from "./loaders/more.ts";
import { listenToLinks } from "./navigation/links.ts";
import type { Navigation } from "./navigation/navigation.ts";
import { Notice } from "./notice.ts";
import type { PageCalls } from "./parts/calls.ts";
import { isChangedSince, takeEarlyChanges } from "./patch/early-changes.ts";
import { watchFields } from "./patch/field-in-use.ts";

/** A lost connection is only mentioned when it does not come back within this time, in milliseconds. */
const patience = 400;

/** A page is reloaded by itself at most once within this time, in milliseconds. */
const reloadPause = 10_000;

/** How long until a server that is not there is asked again, in milliseconds. */
const absence = 1_000;

/** Why somebody who waits for a reply gets none: lost with the connection, or taken by the view's `onError`. */
const noReply = { code: "LV-NO-REPLY", text: "There is no reply." };

const reloadedAt = "liveloom.reloadedAt";

/** The live views of this page and their connection. */
export class Page implements ConnectionListener {
  readonly #roots = new Map<number, LiveRoot>();
  readonly #connection = new Connection(this);
  readonly #notice = new Notice();
  readonly #press = new Press();
  #morph: Morph | undefined;
  /** Once it is loaded: nobody has gone anywhere before. */
  #navigation: Navigation | undefined;
  #loading: Promise<void> | undefined;
  #losing: ReturnType<typeof setTimeout> | undefined;
  #isEnded = false;
  /** Told of every frame, for what pages load in development. */
  developer: ((message: ServerMessage) => void) | undefined;
  #calls: PageCalls | undefined;

  start(): void {
    const early = takeEarlyChanges();
    // What only a browser without script posts.
    for (const sent of document.querySelectorAll("input[type=hidden][name^=live-], #live-post, [live-enter]"))
      sent.remove();
    for (const button of document.querySelectorAll<HTMLButtonElement>("button[name^=live-click]"))
      button.type = "button";
    for (const element of document.querySelectorAll(`[${attributes.token}]`))
      this.#place(element, isChangedSince(element, early));
    const mayCall = document.querySelector(`meta[name=${pageToken}]`);
    if (mayCall) this.#connection.hold(this.#loadCalls());
    if (this.#roots.size === 0 && !mayCall) return;
    addEventListener("live:mounted", ({ target }) => this.#place(target as Element));
    listen({
      isPending: (origin, name) =>
        this.#rootOf(origin)?.isPending(origin, isCommands(name) ? undefined : name) ?? false,
      push: (origin, action) => this.#act({ ...action, origin }),
    });
    // What somebody leaves a field for must not be pushed away.
    watchFields((field, change) => this.#press.run(() => this.#rootOf(field)?.show(change)));
    watchForms();
    watchHooks((until) => this.#connection.hold(until));
    this.#connection.hold(watchCommands());
    listenToLinks(
      (url, kind, replace) => this.#go(url, kind, replace),
      () => this.#prepare(),
    );
    // One of the addresses that another load of this page has been to, or a message that people may dismiss.
    if (history.state?.liveloom || document.querySelector("[live-messages] > *")) this.#prepare();
    this.#connection.open();
  }

  /** Lets the page call handlers. */
  async #loadCalls(): Promise<void> {
    const { PageCalls } = await import("./parts/calls.ts");
    this.#calls = new PageCalls({
      page: this,
      hasViews: this.#roots.size > 0,
      connection: this.#connection,
      notice: this.#notice,
      loadMore: () => import("./parts/more-calls.ts"),
      loadMorph: () => import("./parts/morph.ts"),
    });
    if (this.#connection.isOpen) this.#calls.opened();
  }

  /** Goes to another page of this app, as a link with `live-navigate` does. */
  navigate(to: string, { replace = false } = {}): void {
    this.#go(new URL(to, location.href), VisitKind.Mount, replace);
  }

  /** A view stands here: a new one, or one that was inside another place. */
  #place(element: Element, isChanged?: boolean): void {
    const token = attributeOf(element, attributes.token);
    const number = Number(attributeOf(element, attributes.view));
    const known = this.#roots.get(number);
    if (!token) return;
    if (known?.token === token) {
      if (known.element !== element)
        this.#rootOf(element.parentNode as Element)?.move(known.element, element);
      return;
    }
    if (known?.renew(element, token)) return;
    const root = new LiveRoot(element, this.#connection, isChanged);
    this.#roots.set(number, root);
    root.join();
  }

  #go(url: URL, kind: 0 | 1, replace: boolean): void {
    this.#withNavigation((navigation) => navigation.go(url, kind, replace)).catch(() => location.assign(url));
  }

  #prepare(): void {
    this.#withNavigation(() => {}).catch(() => {});
  }

  #follow(use: (navigation: Navigation) => void): void {
    this.#withNavigation(use).catch(() => this.outdated());
  }

  async #withNavigation(use: (navigation: Navigation) => void): Promise<void> {
    this.#loading ??= this.#loadNavigation();
    if (!this.#navigation) await this.#loading;
    if (this.#navigation) use(this.#navigation);
  }

  async #loadNavigation(): Promise<void> {
    const { Navigation } = await import("./parts/navigation.ts");
    const [view] = this.#roots.values();
    if (!view) return;
    this.#navigation = new Navigation({
      view,
      send: (message) => this.#connection.send(message),
      entered: () => this.#entered(),
      notify: (text) => this.#notice.flash(text),
    });
  }

  /** Whether every view of the page is live. */
  get isConnected(): boolean {
    return this.#roots.size > 0 && [...this.#roots.values()].every((root) => root.isJoined);
  }

  /** Sends an event to the page's (first) view. */
  push(name: string, params: unknown = {}): void {
    this.#push(this.#first, { name, params });
  }

  /**
   * The same, and resolves with what the event's handler returned (null for nothing) once the page shows what it changed.
   * Rejects with an error that has a `code` when the event was refused, failed, or nobody knows.
   * @param origin asks the view that this element is in.
   */
  ask(name: string, params: unknown = {}, origin?: Element): Promise<unknown> {
    const reply = new Promise((resolve, reject) => {
      const settle: Settle = (value, { code, text } = noReply) =>
        value === undefined ? reject(Object.assign(new Error(text), { code })) : resolve(value);
      const root = origin ? this.#rootOf(origin) : this.#first;
      this.#push(root, { name, params, origin, settle });
    });
    // Not everybody waits for it.
    reply.catch(() => undefined);
    return reply;
  }

  opened(): void {
    clearTimeout(this.#losing);
    this.#losing = undefined;
    this.#notice.hide();
    this.#connection.hold(readyForms());
    this.#entered();
    for (const root of this.#roots.values()) root.join();
    this.#calls?.opened();
  }

  lost(): void {
    this.#navigation?.lost();
    this.#part((root) => root.lost());
    this.#calls?.lost();
    this.#losing ??= setTimeout(() => this.#notice.show(this.#reconnecting()), patience);
  }

  prepare(message: ServerMessage, text: string): void {
    this.#connection.hold(loadFor(text));
    this.#connection.hold(this.#press.end);
    if (message[0] === ServerFrame.Replace && !this.#morph) this.#connection.hold(this.#loadMorph());
    this.#calls?.prepare(message, text);
  }

  async #loadMorph(): Promise<void> {
    this.#morph = (await import("./parts/morph.ts")).morph;
  }

  received(message: ServerMessage): void {
    this.developer?.(message);
    if (this.#calls?.received(message)) return;
    const root = this.#roots.get(Number(message[1] ?? -1));
    if (message[0] === ServerFrame.Refused) return this.#refused(message);
    if (!root) return;
    if (message[0] === ServerFrame.Joined) this.#joined(root, message);
    else if (message[0] === ServerFrame.Answer) root.answered(message[2], message[3], message[4]);
    else if (message[0] === ServerFrame.Patch) root.patch(message[2]);
    else if (message[0] === ServerFrame.Replace && this.#morph)
      root.replace(message[2], message[3], this.#morph);
    else if (message[0] === ServerFrame.Redirect) this.#leave(message[2]);
    else if (message[0] === ServerFrame.Page) this.#follow((navigation) => navigation.arrived(message));
    else if (message[0] === ServerFrame.Go) this.navigate(message[2], { replace: message[3] === 1 });
    else if (message[0] === ServerFrame.Messages) this.#follow((navigation) => navigation.say(message[2]));
    else if (message[0] === ServerFrame.Push) root.pushed(message[2], message[3]);
    else if (message[0] === ServerFrame.Run) root.run(message[2]);
    else if (message[0] === ServerFrame.Ended) this.#ended();
  }

  /** Forgets views that were inside another and are not shown any more. */
  #entered(): void {
    for (const { element, number } of this.#roots.values())
      if (!element.isConnected) this.#roots.delete(number);
  }

  outdated(): void {
    this.#reload("This page is out of date.");
  }

  get #first(): LiveRoot | undefined {
    return this.#roots.values().next().value;
  }

  #rootOf(element: Element): LiveRoot | undefined {
    const root = nearest(element, `[${attributes.view}]`);
    if (root) return this.#roots.get(Number(root.getAttribute(attributes.view)));
    // Inside a component's shadow.
    const { host } = element.getRootNode() as Partial<ShadowRoot>;
    return host && this.#rootOf(host);
  }

  #act(event: NewEvent & { readonly origin: Element }): void {
    perform(event, (sent) => this.#push(this.#rootOf(event.origin), sent));
  }

  /** What waits for its time was done before. */
  #push(root: LiveRoot | undefined, event: NewEvent): void {
    more?.flush();
    const obstacle = obstacleIn(event.params);
    if (!root || this.#isEnded) {
      event.settle?.();
      if (root) this.#showEnded();
    } else if (obstacle) this.#notSent(event, obstacle);
    else if (!root.push(event))
      this.#notSent(event, root.isJoined ? tooMany : "Not connected. This was not sent.");
    else if (!root.isJoined) this.#wait();
  }

  /** It did not leave the browser. Scripts get to know of it as of any other refusal. */
  #notSent({ settle }: NewEvent, text: string): void {
    const refusal = { code: "LV-NOT-SENT", text };
    settle?.(undefined, refusal);
    this.#tell(document, refusal);
  }

  /** Somebody waits for the connection: it is tried now, and if it takes a while they are told. */
  #wait(): void {
    if (this.#losing !== undefined) this.#notice.show(this.#reconnecting());
    this.#connection.hurry();
  }

  #reconnecting(): string {
    const waiting = [...this.#roots.values()].reduce((sum, root) => sum + root.waiting, 0);
    return waiting === 0 ? "Reconnecting…" : `Reconnecting… ${actions(waiting)} waiting`;
  }

  #joined(
    root: LiveRoot,
    [, , token, answered]: Extract<ServerMessage, [typeof ServerFrame.Joined, ...unknown[]]>,
  ): void {
    document.documentElement.toggleAttribute("live-disconnected", false);
    this.#connection.confirm();
    const { lost, expired } = root.joined(token, answered);
    if (lost > 0) this.#notice.flash("The connection was lost. Check whether your last action was done.");
    else if (expired > 0) this.#notice.flash(`Offline for too long: ${actions(expired)} not sent.`);
    root.element.dispatchEvent(new CustomEvent("live:joined", { bubbles: true }));
  }

  #refused([, view, sequence, code, text, id]: Extract<
    ServerMessage,
    [typeof ServerFrame.Refused, ...unknown[]]
  >): void {
    const root = this.#roots.get(view);
    if (sequence < 0) this.#navigation?.refused(-sequence);
    else root?.answered(sequence, null, undefined, { code, text });
    const isJoin = root && sequence === 0 && code !== goneCode;
    const told = this.#tell(root?.element ?? document, { code, text, id }, !isJoin && code !== goneCode);
    if (isJoin) this.#refusedJoin(code, told);
  }

  /** Tells scripts, and people unless a script does. Returns what is said to people. */
  #tell(target: EventTarget, detail: Refusal, isShown = true): string {
    const event = new CustomEvent("live:refused", { bubbles: true, cancelable: true, detail });
    const { id, text } = detail;
    const told = id ? `${text} (${id})` : text;
    if (target.dispatchEvent(event) && isShown) this.#notice.flash(told);
    return told;
  }

  /** Out of date: a new page can join. Anything else is the server's trouble, which may pass. */
  #refusedJoin(code: string, text: string): void {
    const retry = () => this.#connection.retry();
    if (outdatedCodes.includes(code)) this.#reload(text);
    else if (busyCodes.includes(code)) retry();
    else import("./parts/crashed.ts").then(({ crashed }) => (crashed(text) ? this.#end() : retry()), retry);
  }

  #reload(text: string): void {
    this.#connection.end();
    this.#notice.show(text, "Reload");
    const last = Number(sessionStorage.getItem(reloadedAt));
    if (Date.now() - last < reloadPause) return;
    sessionStorage.setItem(reloadedAt, String(Date.now()));
    this.#reloadOnceThere();
  }

  /** While no server answers, the browser would have nothing to show in the page's place. */
  async #reloadOnceThere(): Promise<void> {
    const answer = await fetch(location.href, { method: "HEAD" }).catch(() => undefined);
    if (answer && answer.status < 500) return location.reload();
    setTimeout(() => this.#reloadOnceThere(), absence);
  }

  #leave(to: string): void {
    if (this.#navigation?.leaves(to)) return;
    this.#connection.end();
    const address = new URL(to, location.href);
    if (/^https?:$/.test(address.protocol)) location.assign(address);
  }

  #ended(): void {
    this.#end();
    this.#showEnded();
  }

  #end(): void {
    this.#isEnded = true;
    this.#connection.end();
    this.#part((root) => root.ended());
  }

  /** The page is not live any more. When it never was, hooks have nothing to hear. */
  #part(leave: (root: LiveRoot) => void): void {
    const roots = [...this.#roots.values()];
    const wasLive = roots.some(({ isJoined }) => isJoined);
    for (const root of roots) leave(root);
    if (wasLive) hooks?.lost();
    document.documentElement.toggleAttribute("live-disconnected", true);
  }

  #showEnded(): void {
    this.#notice.show("Your session has ended.", "Log in again");
  }
}

/** As the server says it. */
const tooMany = "Too many calls. Wait a moment and try again.";

/** What `live:refused` tells. */
interface Refusal {
  readonly code: string;
  readonly text: string;
  readonly id?: string | undefined;
}

/** Why this cannot be sent; nothing for nearly all. */
function obstacleIn(params: unknown): string | undefined {
  try {
    if (new Blob([JSON.stringify(params)]).size > limits.params) return "This is too much to send at once.";
  } catch {
    return "This cannot be sent: it is no JSON.";
  }
}

function actions(count: number): string {
  return count === 1 ? "1 action" : `${count} actions`;
}
