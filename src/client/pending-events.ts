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
  readonly origin: Element | undefined;
}

export interface PendingEvent extends NewEvent {
  readonly sequence: number;
  readonly at: number;
  wasSent: boolean;
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
  #events: PendingEvent[] = [];
  #sequence = 0;

  /** undefined when too many are unanswered. */
  add(name: string, params: unknown, origin: Element | undefined): PendingEvent | undefined {
    if (this.#events.length >= limit) return undefined;
    const event = { sequence: ++this.#sequence, name, params, origin, at: Date.now(), wasSent: false };
    this.#events.push(event);
    origin?.toggleAttribute(pendingAttribute, true);
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
    this.#keep(() => false);
  }

  /** Whether an event of that element was not answered yet: any, or one of this name. */
  has(origin: Element, name?: string): boolean {
    return this.#events.some((event) => event.origin === origin && event.name === (name ?? event.name));
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
    this.#keep(({ sequence, wasSent }) => (isNew ? !wasSent : sequence > answered));
    const before = this.#events.length;
    const oldest = Date.now() - patience;
    this.#keep(({ at, wasSent }) => wasSent || at >= oldest);
    const expired = before - this.#events.length;
    if (isNew) this.#putFirst(first);
    return { resend: this.#events, lost, expired };
  }

  /** The other events get new numbers: those of a view rise. */
  #putFirst(first: readonly NewEvent[]): void {
    const events = [...first, ...this.#events];
    this.#events = [];
    for (const { name, params, origin } of events) this.add(name, params, origin);
  }

  #keep(isKept: (event: PendingEvent) => boolean): void {
    const leaving = this.#events.filter((event) => !isKept(event));
    this.#events = this.#events.filter(isKept);
    for (const { origin } of leaving)
      if (origin && !this.has(origin)) origin.toggleAttribute(pendingAttribute, false);
  }
}
