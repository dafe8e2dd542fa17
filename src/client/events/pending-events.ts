import { hasAttributeOf, writeAttribute } from "../elements.ts";

/** Most events that may be unanswered; later ones are refused. */
const limit = 100;

/** An event that waited longer for a connection is not sent any more, in milliseconds. */
const patience = 60_000;

/** On an element whose event was not answered yet. */
export const pendingAttribute = "live-pending";

/** An event that has no number yet. */
export interface NewEvent {
  readonly name: string;
  readonly params: unknown;
  /** The element it comes from; none for a script's. */
  readonly origin?: Element | undefined;
  /** Whether people wait for it to be done, rather than going on with what they were doing. */
  readonly isAction?: boolean;
  /** Takes what the event's handler returned, or nothing and why. */
  readonly settle?: Settle | undefined;
}

export type Settle = (reply?: unknown, refusal?: { readonly code: string; readonly text: string }) => void;

export interface PendingEvent extends NewEvent {
  readonly about: NewEvent;
  readonly sequence: number;
  readonly at: number;
  wasSent: boolean;
}

/** Told for which elements an action is under way. */
export interface PendingListener {
  started(origin: Element): void;
  /** Nothing of this element is unanswered any more. */
  ended(origin: Element): void;
}

/** What became of unanswered events when the view was joined again. */
export interface Rejoined {
  readonly resend: readonly PendingEvent[];
  /** Events that were sent to a view that is gone: done or not, nobody knows. */
  readonly lost: number;
  /** Events that waited too long to be what their author still wants. */
  readonly expired: number;
}

/** The events of one view that the server has not answered yet, in order. */
export class PendingEvents {
  readonly #listener: PendingListener;
  /** Elements that were not busy by themselves. */
  readonly #busy = new WeakSet<Element>();
  #events: PendingEvent[] = [];
  #sequence = 0;

  constructor(listener: PendingListener) {
    this.#listener = listener;
  }

  /** undefined when too many are unanswered. */
  add(about: NewEvent): PendingEvent | undefined {
    if (this.#events.length >= limit) return undefined;
    const { origin, isAction } = about;
    const event = { ...about, about, sequence: ++this.#sequence, at: Date.now(), wasSent: false };
    this.#events.push(event);
    this.#mark(event);
    if (origin && isAction) this.#listener.started(origin);
    return event;
  }

  /** How many events wait for a connection. */
  get waiting(): number {
    return this.unsent.length;
  }

  get unsent(): readonly PendingEvent[] {
    return this.#events.filter(({ wasSent }) => !wasSent);
  }

  /** Nobody will answer them. */
  drop(): void {
    this.#giveUp(() => false);
  }

  /** The page was made anew around the elements that wait. */
  markAll(): void {
    for (const event of this.#events) this.#mark(event);
  }

  /** Whether an event of that element was not answered yet: any, or one of this name. */
  has(origin: Element, name?: string): boolean {
    return this.#events.some((event) => event.origin === origin && event.name === (name ?? event.name));
  }

  /** Whether an event that was added was not answered yet. */
  isUnanswered(about: NewEvent): boolean {
    return this.#events.some((event) => event.about === about);
  }

  /** Returns the event that was answered. */
  answered(sequence: number): PendingEvent | undefined {
    const answered = this.#events.find((event) => event.sequence === sequence);
    this.#keep((event) => event !== answered);
    return answered;
  }

  /**
   * `answered` is the last event that was handled, -1 when the view is a new one. `first` are events that a new view
   * has to get before all others.
   */
  rejoined(answered: number, first: readonly NewEvent[] = []): Rejoined {
    const isNew = answered < 0;
    // What a form says is said again.
    const isLost = ({ wasSent, origin, name }: PendingEvent) =>
      wasSent && !first.some((event) => event.origin === origin && event.name === name);
    const lost = isNew ? this.#events.filter(isLost).length : 0;
    this.#giveUp(({ sequence, wasSent }) => (isNew ? !wasSent : sequence > answered));
    const oldest = Date.now() - patience;
    const expired = this.#giveUp(({ at, wasSent }) => wasSent || at >= oldest);
    if (isNew) this.#putFirst(first);
    return { resend: this.#events, lost, expired: expired.length };
  }

  /** The other events get new numbers: those of a view rise. */
  #putFirst(first: readonly NewEvent[]): void {
    const events: (NewEvent & Partial<PendingEvent>)[] = [...first, ...this.#events];
    this.#events = [];
    for (const event of events) this.add(event.about ?? event);
  }

  #mark({ origin, isAction }: PendingEvent): void {
    if (origin) writeAttribute(origin, pendingAttribute, "");
    if (!origin || !isAction || hasAttributeOf(origin, "aria-busy")) return;
    writeAttribute(origin, "aria-busy", "true");
    this.#busy.add(origin);
  }

  /** Nobody will answer the others. */
  #giveUp(isKept: (event: PendingEvent) => boolean): PendingEvent[] {
    const gone = this.#keep(isKept);
    for (const { settle } of gone) settle?.();
    return gone;
  }

  #keep(isKept: (event: PendingEvent) => boolean): PendingEvent[] {
    const leaving = this.#events.filter((event) => !isKept(event));
    this.#events = this.#events.filter(isKept);
    for (const { origin } of leaving) {
      if (!origin || this.has(origin)) continue;
      writeAttribute(origin, pendingAttribute, null);
      if (this.#busy.delete(origin)) writeAttribute(origin, "aria-busy", null);
      this.#listener.ended(origin);
    }
    return leaving;
  }
}
