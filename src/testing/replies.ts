import { findFault } from "../pubsub/json-message.ts";

/** A call whose reply a test waits for. */
interface Awaited {
  readonly sessionHash: string;
  readonly event: string;
  take(returned: unknown): void;
}

/** What handlers returned to those who called their events by hand. */
export class Replies {
  readonly #awaited: Awaited[] = [];

  /** Gets the reply to the next event of this name in a browser's session. */
  await(awaited: Awaited): void {
    this.#awaited.push(awaited);
  }

  /** A handler has returned something. Scripts get JSON; what is none they could not ask for. */
  handled(sessionHash: string, event: string, returned: unknown): void {
    const at = this.#awaited.findIndex((each) => each.sessionHash === sessionHash && each.event === event);
    const [found] = at < 0 ? [] : this.#awaited.splice(at, 1);
    if (returned !== undefined && !findFault(returned)) found?.take(JSON.parse(JSON.stringify(returned)));
  }

  /** Nobody waits any more. */
  forget(awaited: Awaited): void {
    const at = this.#awaited.indexOf(awaited);
    if (at >= 0) this.#awaited.splice(at, 1);
  }
}
