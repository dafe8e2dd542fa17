import { attributes, ClientFrame, type ClientMessage, type ScopePatch } from "../shared/wire.ts";
import { applyPatch } from "./apply-patch.ts";
import { Arrivals, noteArrivals } from "./arrivals.ts";
import { morph } from "./morph.ts";
import { PatchError } from "./patch-error.ts";
import { Scope } from "./scope.ts";
import { Watch } from "./watch.ts";

/** Most events that wait while there is no connection; later ones are refused. */
const queueLimit = 100;

interface Pending {
  readonly sequence: number;
  readonly name: string;
  readonly params: unknown;
  wasSent: boolean;
}

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
  #applied = 0;
  #sequence = 0;
  #pending: Pending[] = [];
  #isJoined = false;

  constructor(element: Element, sender: Sender) {
    this.element = element;
    this.number = Number(element.getAttribute(attributes.view));
    this.#token = element.getAttribute(attributes.token) ?? "";
    this.#scope = scopeOf(element);
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

  /**
   * The server has the view. With `answered` -1 it is a new one: what was sent to the old one may have been
   * done or not, and is not sent again; the number of such events is returned.
   */
  joined(token: string, answered: number): number {
    this.#isJoined = true;
    this.#token = token;
    this.#arrivals.announce();
    const isNew = answered < 0;
    const lost = isNew ? this.#pending.filter(({ wasSent }) => wasSent) : [];
    this.#pending = this.#pending.filter(({ sequence, wasSent }) => (isNew ? !wasSent : sequence > answered));
    for (const event of this.#pending) this.#send(event);
    return lost.length;
  }

  /** Sends an event, or keeps it until there is a connection. False when too many wait. */
  push(name: string, params: unknown): boolean {
    if (this.#pending.length >= queueLimit) return false;
    const event = { sequence: ++this.#sequence, name, params, wasSent: false };
    this.#pending.push(event);
    if (this.#isJoined) this.#send(event);
    return true;
  }

  answered(sequence: number, patch: ScopePatch | undefined): void {
    this.#pending = this.#pending.filter((event) => event.sequence !== sequence);
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
      this.#watch.ignore(() => applyPatch(this.#scope, patch));
      this.#arrivals.announce();
      return true;
    } catch (error) {
      if (error instanceof PatchError || error instanceof DOMException) return false;
      throw error;
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

  #send(event: Pending): void {
    event.wasSent = true;
    this.#sender.send([ClientFrame.Event, this.number, event.sequence, event.name, event.params]);
  }
}

function scopeOf(element: Element): Scope {
  return new Scope({ parent: element, start: null, end: null });
}
