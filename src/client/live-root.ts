import { attributes, ClientFrame, type ClientMessage, type ScopePatch } from "../shared/wire.ts";
import { applyPatch } from "./apply-patch.ts";
import { Arrivals, noteArrivals } from "./arrivals.ts";
import { eventNameOf } from "./elements.ts";
import { recoveries, withForms } from "./forms.ts";
import { keepFocus } from "./keep-focus.ts";
import { loadFor, more } from "./more.ts";
import { PatchError } from "./patch-error.ts";
import { type NewEvent, type PendingEvent, PendingEvents, type Rejoined } from "./pending-events.ts";
import * as properties from "./properties.ts";
import { parseFor } from "./region.ts";
import * as saidOpen from "./said-open.ts";
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
  readonly #pending = new PendingEvents({
    started: (origin) => this.#watch.ignore(() => more?.buttons.hold(origin)),
    ended: (origin) => {
      this.#watch.ignore(() => more?.buttons.release(origin));
      more?.viewport.watch(origin);
    },
  });
  #isJoined = false;
  /** Whether events wait: another address may take the view's place. */
  #isHeld = false;
  /** What came while a {@link replace} was not done yet. */
  #queue: (() => void)[] | undefined;

  /** @param isChanged Whether the element is not what the server sent: the whole view is needed. */
  constructor(element: Element, sender: Sender, isChanged = false) {
    this.element = element;
    this.#applied = isChanged ? -1 : 0;
    this.number = Number(element.getAttribute(attributes.view));
    this.#token = element.getAttribute(attributes.token) ?? "";
    this.#scope = scopeOf(element);
    saidOpen.noteOpen(element);
    this.#watch = new Watch(element);
    this.#arrivals = new Arrivals(element, (event) => this.push(event));
    this.#sender = sender;
  }

  get isJoined(): boolean {
    return this.#isJoined;
  }

  get token(): string {
    return this.#token;
  }

  /** A view inside this one that has been elsewhere goes on in another place. */
  move(element: Element, place: Element): void {
    this.#ignore(() => place.replaceWith(element));
  }

  join(): void {
    const url = location.pathname + location.search;
    this.#isJoined = false;
    this.#sender.send([ClientFrame.Join, this.number, this.#token, url, this.#applied]);
  }

  lost(): void {
    this.#isJoined = false;
  }

  /** The connection is lost for good. */
  ended(): void {
    this.lost();
    this.#pending.drop();
  }

  /** The server has the view; `answered` -1 says that it is a new one. Returns what became of unanswered events. */
  joined(token: string, answered: number): Rejoined {
    this.#isJoined = true;
    this.#token = token;
    if (answered < 0) this.#arrivals.renew();
    // What was typed comes first: what people did then is about it.
    const rejoined = this.#pending.rejoined(answered, recoveries(this.element));
    for (const event of rejoined.resend) this.#send(event);
    this.#arrivals.announce();
    return rejoined;
  }

  /** How many events wait for a connection. */
  get waiting(): number {
    return this.#pending.waiting;
  }

  /** Whether this event of this element was not answered yet. */
  isPending(origin: Element, name: string): boolean {
    return this.#pending.has(origin, name);
  }

  /** Sends an event, or keeps it until there is a connection. False when too many are unanswered. */
  push(about: NewEvent): boolean {
    const event = this.#pending.add(about);
    if (event && this.#isJoined && !this.#isHeld) this.#send(event);
    return event !== undefined;
  }

  /** While it is held, what people do waits. What they did before is sent first. */
  hold(isHeld: boolean): void {
    if (isHeld) more?.flush();
    this.#isHeld = isHeld;
    if (isHeld || !this.#isJoined) return;
    for (const event of this.#pending.unsent) this.#send(event);
  }

  /** Another view has taken this one's place; what was not answered went with the old one. */
  enter(html: string, token: string): void {
    this.#token = token;
    this.#queue = undefined;
    this.#pending.drop();
    this.#applied = 0;
    this.#change(() => this.element.replaceChildren(parseFor(this.element, html)));
  }

  answered(sequence: number, patch: ScopePatch | undefined): void {
    const event = this.#pending.answered(sequence);
    if (patch) this.patch(patch);
    if (this.#queue) this.#queue.push(() => this.#settle(event));
    else this.#settle(event);
  }

  /** The page is as the answer to this event says. */
  #settle({ origin, name }: Partial<PendingEvent> = {}): void {
    properties.releaseFields();
    if (origin && name === eventNameOf(origin, attributes.submit))
      withForms((forms) => forms.focusInvalid(origin));
  }

  patch(patch: ScopePatch): void {
    if (this.#queue) return void this.#queue.push(() => this.patch(patch));
    if (this.#applied < 0) return;
    this.#applied++;
    if (this.#watch.isDisturbed || !this.#apply(patch)) {
      this.#applied = -1;
      this.#sender.send([ClientFrame.Resync, this.number]);
    }
  }

  /** What comes while the code for this is loaded waits for it. */
  async replace(html: string, updates: number): Promise<void> {
    const queue: (() => void)[] = [];
    this.#queue = queue;
    loadFor(html);
    const { morph } = await import("./parts/morph.ts");
    // Another one has come meanwhile.
    if (this.#queue !== queue) return;
    this.#queue = undefined;
    this.#applied = updates;
    this.#change(() => morph(this.element, html, { ...properties, ...saidOpen }));
    for (const update of queue) update();
  }

  /** False when the page is not what the server thinks it is. */
  #apply(patch: ScopePatch): boolean {
    try {
      this.#ignore(() => keepFocus(() => applyPatch(this.#scope, patch)));
      this.#arrivals.announce();
      return true;
    } catch (error) {
      if (!(error instanceof PatchError)) console.error(error);
      return false;
    }
  }

  /** Changes the whole view. */
  #change(change: () => void): void {
    this.#ignore(change);
    this.#pending.markAll();
    this.#watch.reset();
    this.#scope = scopeOf(this.element);
    saidOpen.noteOpen(this.element);
    noteArrivals(this.element);
    this.#arrivals.announce();
  }

  #ignore(change: () => void): void {
    this.#watch.ignore(() => (more ? more.buttons.during(this.element, change) : change()));
  }

  #send(event: PendingEvent): void {
    event.wasSent = true;
    this.#sender.send([ClientFrame.Event, this.number, event.sequence, event.name, event.params]);
  }
}

function scopeOf(element: Element): Scope {
  return new Scope({ parent: element, start: null, end: null });
}
