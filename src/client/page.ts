import { attributes, outdatedCodes, ServerFrame, type ServerMessage } from "../shared/wire.ts";
import { isCommands, watchCommands, withCommands } from "./command-loader.ts";
import { Connection, type ConnectionListener } from "./connection.ts";
import { nearest } from "./elements.ts";
import { listen } from "./events.ts";
import { watchFields } from "./field-in-use.ts";
import { watchForms } from "./forms.ts";
import { hooks, watchHooks } from "./hook-loader.ts";
import { LiveRoot } from "./live-root.ts";
import { Notice } from "./notice.ts";
import type { NewEvent, Settle } from "./pending-events.ts";
import { followValue } from "./properties.ts";

/** A lost connection is only mentioned when it does not come back within this time, in milliseconds. */
const patience = 400;

/** A page is reloaded by itself at most once within this time, in milliseconds. */
const reloadPause = 10_000;

/** Why somebody who waits for a reply gets none: lost with the connection, or taken by the view's `onError`. */
const noReply = { code: "LV-NO-REPLY", text: "There is no reply." };

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
      isPending: (origin, name) =>
        this.#rootOf(origin)?.isPending(origin, isCommands(name) ? undefined : name) ?? false,
      push: (origin, name, params) => this.#do({ origin, name, params }),
    });
    watchFields(followValue);
    watchForms();
    watchHooks();
    watchCommands();
    this.#connection.open();
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
    for (const root of this.#roots.values()) root.join();
  }

  lost(): void {
    for (const root of this.#roots.values()) root.lost();
    hooks?.lost();
    document.documentElement.toggleAttribute("live-disconnected", true);
    this.#losing ??= setTimeout(() => this.#notice.show(this.#reconnecting()), patience);
  }

  received(message: ServerMessage): void {
    const root = this.#roots.get(message[1] ?? -1);
    if (message[0] === ServerFrame.Refused) return this.#refused(message);
    if (!root) return;
    if (message[0] === ServerFrame.Joined) this.#joined(root, message);
    else if (message[0] === ServerFrame.Answer) root.answered(message[2], message[3], message[4]);
    else if (message[0] === ServerFrame.Patch) root.patch(message[2]);
    else if (message[0] === ServerFrame.Replace) this.#replace(root, message[2], message[3]);
    else if (message[0] === ServerFrame.Redirect) this.#leave(message[2]);
    else if (message[0] === ServerFrame.Push) root.pushed(message[2], message[3]);
    else if (message[0] === ServerFrame.Ended) this.#ended();
  }

  /** A part of this client's code that is not there any more: the server has a newer one. */
  #replace(root: LiveRoot, html: string, updates: number): void {
    root.replace(html, updates).catch(() => this.outdated());
  }

  outdated(): void {
    this.#reload("This page is out of date.");
  }

  get #first(): LiveRoot | undefined {
    return this.#roots.values().next().value;
  }

  #rootOf(element: Element): LiveRoot | undefined {
    const number = nearest(element, `[${attributes.view}]`)?.getAttribute(attributes.view);
    return this.#roots.get(Number(number ?? -1));
  }

  /** Runs an element's commands, or sends its event. */
  #do(event: NewEvent & { readonly origin: Element }): void {
    const { name, params, origin } = event;
    const root = this.#rootOf(origin);
    if (!isCommands(name)) return this.#push(root, event);
    const push = (name: string, own: object) =>
      this.#push(root, { name, params: { ...(params as object), ...own }, origin });
    withCommands((commands) => commands.run(name, { element: origin, push }));
  }

  #push(root: LiveRoot | undefined, event: NewEvent): void {
    if (root && !this.#isEnded && root.push(event)) {
      if (!root.isJoined) this.#wait();
      return;
    }
    event.settle?.();
    if (this.#isEnded) this.#showEnded();
    else if (root) this.#notice.flash("Not connected. This was not sent.");
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
    root?.answered(sequence, null, undefined, { code, text });
    const detail = { code, text, id };
    const event = new CustomEvent("live:refused", { bubbles: true, cancelable: true, detail });
    const isHandled = !(root?.element ?? document).dispatchEvent(event);
    if (root && sequence === 0) this.#refusedJoin(code, text);
    else if (!isHandled) this.#notice.flash(id ? `${text} (${id})` : text);
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
    for (const root of this.#roots.values()) root.lost();
    hooks?.lost();
    document.documentElement.toggleAttribute("live-disconnected", true);
    this.#showEnded();
  }

  #showEnded(): void {
    this.#notice.show("Your session has ended.", { text: "Log in again", href: location.href });
  }
}

function actions(count: number): string {
  return count === 1 ? "1 action" : `${count} actions`;
}
