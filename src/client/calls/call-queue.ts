import type { ClientFrame, ClientMessage } from "../../shared/wire.ts";

/** Most calls that may be unanswered; later ones are not sent. */
const limit = 100;

/** A call that waited longer for a connection is not sent any more, in milliseconds. */
const patience = 60_000;

export type CallFrame = Extract<ClientMessage, [typeof ClientFrame.Call, ...unknown[]]>;

/** A call that was not answered yet. */
export interface QueuedCall {
  readonly frame: CallFrame;
  readonly origin: Element;
  readonly at: number;
  wasSent: boolean;
}

/** The calls of a page that the server has not answered yet, in order. Their elements have `live-pending`, and are busy. */
export class CallQueue {
  #calls: QueuedCall[] = [];

  /** How many calls wait for a connection. */
  get waiting(): number {
    return this.#calls.filter(({ wasSent }) => !wasSent).length;
  }

  /** False when too many are unanswered. */
  add(call: QueuedCall): boolean {
    if (this.#calls.length >= limit) return false;
    this.#calls.push(call);
    mark(call.origin, true);
    return true;
  }

  has(origin: Element): boolean {
    return this.#calls.some((call) => call.origin === origin);
  }

  answered(number: number): void {
    this.keep(({ frame }) => frame[1] !== number);
  }

  /** The page has entered again: those to be sent. `answered` is the last that the server has answered, -1 for a new page. */
  resume(answered: number): { resend: readonly QueuedCall[]; lost: number; expired: number } {
    const oldest = Date.now() - patience;
    const lost = answered < 0 ? this.keep(({ wasSent }) => !wasSent) : 0;
    const expired = this.keep(({ at, wasSent }) => wasSent || at > oldest);
    return { resend: this.#calls, lost, expired };
  }

  /** Gives the others up. Returns how many these were. */
  keep(isKept: (call: QueuedCall) => boolean): number {
    const leaving = this.#calls.filter((call) => !isKept(call));
    this.#calls = this.#calls.filter(isKept);
    for (const { origin } of leaving) mark(origin, this.has(origin));
    return leaving.length;
  }
}

function mark(origin: Element, isPending: boolean): void {
  origin.toggleAttribute("live-pending", isPending);
  origin.ariaBusy = isPending ? "true" : null;
}
