/** Most events that may be unanswered; later ones are refused. */
const limit = 100;

/** An event that waited longer for a connection is not sent any more, in milliseconds. */
const patience = 60_000;

/** On an element whose event was not answered yet. */
const pendingAttribute = "live-pending";

export interface PendingEvent {
  readonly sequence: number;
  readonly name: string;
  readonly params: unknown;
  readonly origin: Element | undefined;
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

  has(origin: Element): boolean {
    return this.#events.some((event) => event.origin === origin);
  }

  answered(sequence: number): void {
    this.#keep((event) => event.sequence !== sequence);
  }

  /** `answered` is the last event that was handled, -1 when the view is a new one. */
  rejoined(answered: number): Rejoined {
    const isNew = answered < 0;
    const lost = isNew ? this.#events.filter(({ wasSent }) => wasSent).length : 0;
    this.#keep(({ sequence, wasSent }) => (isNew ? !wasSent : sequence > answered));
    const before = this.#events.length;
    const oldest = Date.now() - patience;
    this.#keep(({ at, wasSent }) => wasSent || at >= oldest);
    return { resend: this.#events, lost, expired: before - this.#events.length };
  }

  #keep(isKept: (event: PendingEvent) => boolean): void {
    const leaving = this.#events.filter((event) => !isKept(event));
    this.#events = this.#events.filter(isKept);
    for (const { origin } of leaving)
      if (origin && !this.has(origin)) origin.toggleAttribute(pendingAttribute, false);
  }
}
