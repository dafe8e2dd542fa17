import { attributes, ClientFrame, type ClientMessage, type ScopePatch } from "../shared/wire.ts";
import { applyPatch } from "./apply-patch.ts";
import { Arrivals, noteArrivals } from "./arrivals.ts";
import { keepFocus } from "./keep-focus.ts";
import { morph } from "./morph.ts";
import { PatchError } from "./patch-error.ts";
import { type PendingEvent, PendingEvents, type Rejoined } from "./pending-events.ts";
import { noteOpen } from "./said-open.ts";
import { Scope } from "./scope.ts";
import { Watch } from "./watch.ts";

export interface Sender {
  send(message: ClientMessage): void;
}

/** A live view in the page: its root element, and what the server has not answered yet. */
export class LiveRoot {
  readonly number: number;
  readonly element: Element;
  readonly #sender: Sender;
  #token: string;
  #scope: Scope;
  readonly #watch: Watch;
  readonly #arrivals: Arrivals;
  /** How many updates the page has seen, or -1 when it is waiting for the whole view. */
  #applied: number;
  readonly #pending = new PendingEvents();
  #isJoined = false;

  /** @param isChanged Whether the element is not what the server sent: the whole view is needed. */
  constructor(element: Element, sender: Sender, isChanged = false) {
    this.element = element;
    this.#applied = isChanged ? -1 : 0;
    this.number = Number(element.getAttribute(attributes.view));
    this.#token = element.getAttribute(attributes.token) ?? "";
    this.#scope = scopeOf(element);
    noteOpen(element);
    this.#watch = new Watch(element);
    this.#arrivals = new Arrivals(element);
    this.#sender = sender;
  }

  get isJoined(): boolean {
    return this.#isJoined;
  }

  join(): void {
    const url = location.pathname + location.search;
    this.#isJoined = false;
    this.#sender.send([ClientFrame.Join, this.number, this.#token, url, this.#applied]);
  }

  lost(): void {
    this.#isJoined = false;
  }

  /** The server has the view; `answered` -1 says that it is a new one. Returns what became of unanswered events. */
  joined(token: string, answered: number): Rejoined {
    this.#isJoined = true;
    this.#token = token;
    this.#arrivals.announce();
    const rejoined = this.#pending.rejoined(answered);
    for (const event of rejoined.resend) this.#send(event);
    return rejoined;
  }

  /** How many events wait for a connection. */
  get waiting(): number {
    return this.#pending.waiting;
  }

  /** Whether an event of this element was not answered yet. */
  isPending(origin: Element): boolean {
    return this.#pending.has(origin);
  }

  /** Sends an event, or keeps it until there is a connection. False when too many are unanswered. */
  push(name: string, params: unknown, origin?: Element): boolean {
    const event = this.#pending.add(name, params, origin);
    if (event && this.#isJoined) this.#send(event);
    return event !== undefined;
  }

  answered(sequence: number, patch: ScopePatch | undefined): void {
    this.#pending.answered(sequence);
    if (patch) this.patch(patch);
  }

  patch(patch: ScopePatch): void {
    if (this.#applied < 0) return;
    this.#applied++;
    if (this.#watch.isDisturbed || !this.#apply(patch)) {
      this.#applied = -1;
      this.#sender.send([ClientFrame.Resync, this.number]);
    }
  }

  replace(html: string, updates: number): void {
    this.#applied = updates;
    this.#morph(html);
  }

  /** False when the page is not what the server thinks it is. */
  #apply(patch: ScopePatch): boolean {
    try {
      this.#watch.ignore(() => keepFocus(() => applyPatch(this.#scope, patch)));
      this.#arrivals.announce();
      return true;
    } catch (error) {
      if (!(error instanceof PatchError)) console.error(error);
      return false;
    }
  }

  /** Brings the whole view to this HTML, keeping the elements that are still there. */
  #morph(html: string): void {
    this.#watch.ignore(() => morph(this.element, html));
    this.#watch.reset();
    this.#scope = scopeOf(this.element);
    noteArrivals(this.element);
    this.#arrivals.announce();
  }

  #send(event: PendingEvent): void {
    event.wasSent = true;
    this.#sender.send([ClientFrame.Event, this.number, event.sequence, event.name, event.params]);
  }
}

function scopeOf(element: Element): Scope {
  return new Scope({ parent: element, start: null, end: null });
}
