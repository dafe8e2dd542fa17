import { attributes, limits, outdatedCodes, ServerFrame, type ServerMessage } from "../shared/wire.ts";
import { Connection, type ConnectionListener } from "./connection.ts";
import { nearest } from "./elements.ts";
import { listen } from "./events.ts";
import { LiveRoot } from "./live-root.ts";
import { more } from "./more.ts";
import { Notice } from "./notice.ts";
import type { NewEvent } from "./pending-events.ts";

/** A lost connection is only mentioned when it does not come back within this time, in milliseconds. */
const patience = 400;

/** A page is reloaded by itself at most once within this time, in milliseconds. */
const reloadPause = 10_000;

const reloadedAt = "liveloom.reloadedAt";

/** The live views of this page and their connection. */
export class Page implements ConnectionListener {
  readonly #roots = new Map<number, LiveRoot>();
  readonly #connection = new Connection(this);
  readonly #notice = new Notice();
  #losing: ReturnType<typeof setTimeout> | undefined;
  #isEnded = false;

  start(): void {
    for (const element of document.querySelectorAll(`[${attributes.view}]`)) {
      const root = new LiveRoot(element, this.#connection);
      if (!this.#roots.has(root.number)) this.#roots.set(root.number, root);
    }
    if (this.#roots.size === 0) return;
    listen({
      isPending: (origin, name) => this.#rootOf(origin)?.isPending(origin, name) ?? false,
      push: (origin, event) => this.#push(this.#rootOf(origin), { ...event, origin }),
    });
    this.#connection.open();
  }

  /** Whether every view of the page is live. */
  get isConnected(): boolean {
    return this.#roots.size > 0 && [...this.#roots.values()].every((root) => root.isJoined);
  }

  /** Sends an event to the page's (first) view. */
  push(name: string, params: unknown = {}): void {
    this.#push([...this.#roots.values()][0], { name, params });
  }

  opened(): void {
    clearTimeout(this.#losing);
    this.#losing = undefined;
    this.#notice.hide();
    for (const root of this.#roots.values()) root.join();
  }

  lost(): void {
    for (const root of this.#roots.values()) root.lost();
    document.documentElement.toggleAttribute("live-disconnected", true);
    this.#losing ??= setTimeout(() => this.#notice.show(this.#reconnecting()), patience);
  }

  received(message: ServerMessage): void {
    const root = this.#roots.get(message[1] ?? -1);
    if (message[0] === ServerFrame.Refused) return this.#refused(message);
    if (!root) return;
    if (message[0] === ServerFrame.Joined) this.#joined(root, message);
    else if (message[0] === ServerFrame.Answer) root.answered(message[2], message[3]);
    else if (message[0] === ServerFrame.Patch) root.patch(message[2]);
    else if (message[0] === ServerFrame.Replace) this.#replace(root, message[2], message[3]);
    else if (message[0] === ServerFrame.Redirect) this.#leave(message[2]);
    else if (message[0] === ServerFrame.Ended) this.#ended();
  }

  /** A part of this client's code that is not there any more: the server has a newer one. */
  #replace(root: LiveRoot, html: string, updates: number): void {
    root.replace(html, updates).catch(() => this.outdated());
  }

  outdated(): void {
    this.#reload("This page is out of date.");
  }

  #rootOf(element: Element): LiveRoot | undefined {
    const root = nearest(element, `[${attributes.view}]`);
    if (root) return this.#roots.get(Number(root.getAttribute(attributes.view)));
    // Inside a component's shadow.
    const { host } = element.getRootNode() as Partial<ShadowRoot>;
    return host && this.#rootOf(host);
  }

  /** What waits for its time was done before. */
  #push(root: LiveRoot | undefined, event: NewEvent): void {
    more?.flush();
    if (!root) return;
    if (this.#isEnded) return this.#showEnded();
    if (new Blob([JSON.stringify(event.params)]).size > limits.params)
      return this.#notSent("This is too much to send at once.");
    if (!root.push(event)) this.#notSent(root.isJoined ? tooMany : "Not connected. This was not sent.");
    else if (!root.isJoined) this.#wait();
  }

  /** It did not leave the browser. Scripts get to know of it as of any other refusal. */
  #notSent(text: string): void {
    this.#tell(document, { code: "LV-NOT-SENT", text });
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
    root?.answered(sequence, undefined);
    const isJoin = root && sequence === 0;
    this.#tell(root?.element ?? document, { code, text, id }, !isJoin);
    if (isJoin) this.#refusedJoin(code, text);
  }

  /** Tells scripts, and people unless a script does. */
  #tell(target: EventTarget, detail: Refusal, isShown = true): void {
    const event = new CustomEvent("live:refused", { bubbles: true, cancelable: true, detail });
    const { id, text } = detail;
    if (target.dispatchEvent(event) && isShown) this.#notice.flash(id ? `${text} (${id})` : text);
  }

  /** Out of date: a new page can join. Anything else is the server's trouble, which may pass. */
  #refusedJoin(code: string, text: string): void {
    if (outdatedCodes.includes(code)) this.#reload(text);
    else this.#connection.retry();
  }

  #reload(text: string): void {
    this.#connection.end();
    const last = Number(sessionStorage.getItem(reloadedAt));
    if (Date.now() - last < reloadPause)
      return this.#notice.show(text, { text: "Reload", href: location.href });
    sessionStorage.setItem(reloadedAt, String(Date.now()));
    location.reload();
  }

  #leave(to: string): void {
    this.#connection.end();
    const address = new URL(to, location.href);
    if (/^https?:$/.test(address.protocol)) location.assign(address);
  }

  #ended(): void {
    this.#isEnded = true;
    this.#connection.end();
    for (const root of this.#roots.values()) root.ended();
    document.documentElement.toggleAttribute("live-disconnected", true);
    this.#showEnded();
  }

  #showEnded(): void {
    this.#notice.show("Your session has ended.", { text: "Log in again", href: location.href });
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

function actions(count: number): string {
  return count === 1 ? "1 action" : `${count} actions`;
}
