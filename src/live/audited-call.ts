import type { Audited, AuditedObject } from "./audit.ts";
import { componentEvent, type EventAudit, type LiveEvent } from "./event.ts";
import type { EventSource, GatedView } from "./gate.ts";
import { validate } from "./validate.ts";

/** How a call is written down. */
export interface AuditedCall {
  readonly action: string;
  /** The object as the event says it; none when it does not. */
  readonly object?: EventAudit["object"];
  readonly params: LiveEvent["params"];
}

/** How a call is written down; undefined when it is not, or when there is no such event. */
export function auditedCall(gated: GatedView, name: string): AuditedCall | undefined {
  const call = name.includes(":") ? componentEvent(name) : undefined;
  const source: EventSource | undefined = call
    ? gated.component?.(call.number)
    : { events: gated.events, Component: gated.view.constructor };
  const own = call?.name ?? name;
  const event = source?.events.get(own);
  return event?.audit ? declaredAudit(event, `${source?.Component.name}.${own}`) : undefined;
}

/** What an event or a handler declares. */
interface Auditable {
  readonly audit?: boolean | string | EventAudit;
  readonly params?: LiveEvent["params"];
}

/** How calls are written down; undefined when they are not. @param name The action's, when the declaration names none. */
export function declaredAudit({ audit, params }: Auditable, name: string): AuditedCall | undefined {
  if (!audit) return undefined;
  if (typeof audit === "object") return { ...audit, params };
  return { action: audit === true ? name : audit, params };
}

type Asking = Promise<AuditedObject | undefined>;

/** What a call is about. What the declaration throws is logged, and nothing is known then. */
export class CallObject {
  readonly #call: AuditedCall;
  readonly #report: Audited["report"];
  readonly #settle: (asking: Asking) => Asking;
  #asked: Asking | undefined;

  /** @param settle waits for what the declaration does. Default: for as long as it takes. */
  constructor(call: AuditedCall, report: Audited["report"], settle = (asking: Asking) => asking) {
    this.#call = call;
    this.#report = report;
    this.#settle = settle;
  }

  /** Asks now, before the call changes it; it was admitted with these parameters. */
  ask(params: unknown): Asking {
    this.#asked = this.#settle(this.#ask(params));
    return this.#asked;
  }

  /** Asks unless that is done: the call was refused. None is known when it would not take what was sent. */
  askRefused(sent: unknown): Asking {
    return this.#asked ?? this.#settle(this.#askValid(sent));
  }

  async #askValid(sent: unknown): Asking {
    const { object, params } = this.#call;
    if (!object) return undefined;
    try {
      return await this.#ask(params ? await validate(params, sent) : sent);
    } catch {
      return undefined;
    }
  }

  async #ask(params: unknown): Asking {
    try {
      return await this.#call.object?.(params as never);
    } catch (error) {
      this.#report(error);
      return undefined;
    }
  }
}
