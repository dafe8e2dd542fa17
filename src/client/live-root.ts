import { attributes } from "../shared/markup.ts";
import { ClientFrame, type ClientMessage, type ScopePatch } from "../shared/wire.ts";
import { here } from "./addresses.ts";
import { attributeOf, eventNameOf } from "./elements.ts";
import { recoveries, withForms } from "./events/forms.ts";
import {
  type NewEvent,
  type PendingEvent,
  PendingEvents,
  type Rejoined,
  type Settle,
} from "./events/pending-events.ts";
import { perform, runner, withCommands } from "./loaders/command-loader.ts";
import { afterHooks, hooks } from "./loaders/hook-loader.ts";
import { more } from "./loaders/more.ts";
import { applyPatch } from "./patch/apply-patch.ts";
import { Arrivals, noteArrivals } from "./patch/arrivals.ts";
import { hold } from "./patch/field-in-use.ts";
import { keepFocus } from "./patch/keep-focus.ts";
import { PatchError } from "./patch/patch-error.ts";
import {
  isBeingEdited,
  isSent,
  releaseFields,
  setAreaText,
  setAttribute,
  writingAround,
} from "./patch/properties.ts";
import { parseFor } from "./patch/region.ts";
import { noteOpen, opens, sayOpen } from "./patch/said-open.ts";
import { Scope } from "./patch/scope.ts";
import { Watch } from "./patch/watch.ts";

/** Brings what is there to other HTML: a part that is loaded when it is first needed. */
export type Morph = typeof import("./parts/morph.ts").morph;

/** How that part reads and sets fields. */
const fields = { isBeingEdited, isSent, opens, sayOpen, setAreaText, setAttribute, writingAround };

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
      this.#aside(() => more?.buttons.release(origin));
      more?.viewport.watch(origin);
    },
  });
  #isJoined = false;
  /** Whether events wait: another address may take the view's place. */
  #isHeld = false;

  /** @param isChanged Whether the element is not what the server sent: the whole view is needed. */
  constructor(element: Element, sender: Sender, isChanged = false) {
    this.element = element;
    this.#applied = isChanged ? -1 : 0;
    this.number = Number(element.getAttribute(attributes.view));
    this.#token = element.getAttribute(attributes.token) ?? "";
    this.#scope = scopeOf(element);
    noteOpen(element);
    this.#watch = new Watch(element);
    this.#arrivals = new Arrivals(element, (event) => this.#perform(event));
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

  /**
   * Another view stands here now. If it is what the old one was, in a page that was mounted anew, this goes on with it;
   * if not it ends, and false is returned.
   */
  renew(element: Element, token: string): boolean {
    const [identity] = this.#token.split(".");
    const isSame = element === this.element && token.split(".")[0] === identity;
    this.#token = token;
    this.#applied = 0;
    if (isSame) this.join();
    else this.ended();
    return isSame;
  }

  join(): void {
    this.#isJoined = false;
    this.#sender.send([ClientFrame.Join, this.number, this.#token, here(), this.#applied]);
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
    this.#stopExpecting();
    this.#arrivals.announce();
    return rejoined;
  }

  /** How many events wait for a connection. */
  get waiting(): number {
    return this.#pending.waiting;
  }

  /** Whether this event of this element, or any, was not answered yet. */
  isPending(origin: Element, name?: string): boolean {
    return this.#pending.has(origin, name);
  }

  /** Sends an event, or keeps it until there is a connection. False when too many are unanswered. */
  push(about: NewEvent): boolean {
    const event = this.#pending.add(about);
    if (event && this.#isJoined && !this.#isHeld) this.#send(event);
    if (event) this.#expect(about);
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
    this.#pending.drop();
    this.#applied = 0;
    this.#change(() => this.element.replaceChildren(parseFor(this.element, html)));
  }

  /** Shows what the element expects, until the event is answered. */
  #expect(about: NewEvent): void {
    const { origin } = about;
    const expected = origin && attributeOf(origin, attributes.optimistic);
    if (!expected) return;
    const isOver = () => !this.#pending.isUnanswered(about);
    withCommands((commands) => {
      if (!isOver()) this.#watch.ignore(() => commands.expect(expected, origin, isOver));
    });
  }

  /** Shows again what the server wants where an answer has come. */
  #stopExpecting(): void {
    if (runner?.layers.isOutdated) this.#aside(() => undefined);
  }

  /** @param result what the event's handler returned, or why it did not. */
  answered(sequence: number, patch?: ScopePatch | null, ...result: Parameters<Settle>): void {
    const event = this.#pending.answered(sequence);
    if (patch) this.patch(patch, event?.isAction);
    this.#settle(event);
    event?.settle?.(...result);
  }

  /** Tells the page's scripts what the server has to say, once the page is as the server thinks. */
  pushed(name: string, detail: unknown): void {
    const event = new CustomEvent(`live:push:${name}`, { bubbles: true, detail });
    afterHooks(() => this.element.dispatchEvent(event));
  }

  /** Does what the server says. */
  run(commands: string): void {
    const { element: origin } = this;
    afterHooks(() => this.#perform({ name: commands, params: {}, origin }));
  }

  #perform(event: Parameters<typeof perform>[0]): void {
    perform(event, (sent) => this.push(sent));
  }

  /** The page is as the answer to this event says. */
  #settle({ origin, name }: Partial<PendingEvent> = {}): void {
    this.#stopExpecting();
    releaseFields();
    if (origin && name === eventNameOf(origin, attributes.submit))
      withForms((forms) => forms.focusInvalid(origin));
  }

  /** @param isAwaited Whether people wait for it, rather than going on with what they were doing. */
  patch(patch: ScopePatch, isAwaited?: boolean): void {
    if (this.#applied < 0) return;
    this.#applied++;
    if (this.#watch.isDisturbed || !this.#apply(patch, isAwaited)) this.#resync();
  }

  #resync(): void {
    this.#applied = -1;
    this.#sender.send([ClientFrame.Resync, this.number]);
  }

  replace(html: string, updates: number, morph: Morph): void {
    this.#applied = updates;
    // What somebody is writing in is looked at when they leave it.
    const skipped = (writing: Element) => hold(writing, () => this.#resync());
    this.#change(() => morph(this.element, html, { ...fields, skipped }));
  }

  /** False when the page is not what the server thinks it is. */
  #apply(patch: ScopePatch, isAwaited?: boolean): boolean {
    try {
      this.show(() => applyPatch(this.#scope, patch), isAwaited);
      return true;
    } catch (error) {
      if (!(error instanceof PatchError)) console.error(error);
      return false;
    }
  }

  /** Runs a change by the server. */
  show(change: () => void, isAwaited?: boolean): void {
    this.#ignore(change);
    this.#arrivals.announce(isAwaited);
    hooks?.tell();
  }

  /** Changes the whole view. */
  #change(change: () => void): void {
    this.#ignore(change);
    this.#pending.markAll();
    this.#watch.reset();
    this.#scope = scopeOf(this.element);
    noteOpen(this.element);
    noteArrivals(this.element);
    this.#arrivals.announce();
    hooks?.tell();
  }

  /** Runs a change by the server, to the page that the server knows. */
  #ignore(change: () => void): void {
    const noted = () => (hooks ? hooks.note(change) : change());
    keepFocus(() => this.#aside(() => (more ? more.buttons.during(this.element, noted) : noted())));
  }

  /** Runs a change of our own, below what commands show. */
  #aside(change: () => void): void {
    this.#watch.ignore(() => (runner ? runner.layers.suspend(change) : change()));
  }

  #send(event: PendingEvent): void {
    event.wasSent = true;
    const { sequence, name, params, settle } = event;
    const frame = [ClientFrame.Event, this.number, sequence, name, params] as const;
    this.#sender.send(settle ? [...frame, 1] : [...frame]);
  }
}

function scopeOf(element: Element): Scope {
  return new Scope({ parent: element, start: null, end: null });
}
