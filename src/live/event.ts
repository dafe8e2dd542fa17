import type { StandardSchemaV1 } from "@standard-schema/spec";
import { LiveloomError } from "../errors.ts";
import { limits } from "../shared/wire.ts";
import { type AttributeSource, attributeText } from "../template/attribute-source.ts";
import type { Permission } from "./principal.ts";
import { requirePermissions } from "./require-permissions.ts";

/** How often an event may be called: by one user, in all their tabs together. */
export interface RateLimit {
  readonly calls: number;
  readonly perSeconds: number;
}

export interface EventOptions<Schema extends StandardSchemaV1 | undefined> {
  /** What the event's parameters must be. Without it the event takes none and ignores what is sent. */
  readonly params?: Schema;
  /** Checked on the server before the body, on every call. With a list, all are needed. */
  readonly permission?: Permission | readonly [Permission, ...Permission[]];
  /** Default: only the connection's own limit. */
  readonly rateLimit?: RateLimit;
}

/** A form whose values an event takes: `form()` makes them. */
export interface SubmittedForm<Values> {
  /** Reads what the browser sends. */
  readonly submitted: StandardSchemaV1;
  /** Calls `body` with the form's values when they are right. */
  submit(sent: never, body: (values: Values) => unknown): unknown;
}

export interface FormEventOptions<Values> extends Omit<EventOptions<undefined>, "params"> {
  /** The event is called when the form is submitted, with its values, and only when the form's schema accepts them. */
  readonly form: SubmittedForm<Values>;
}

export type EventParams<Schema> = Schema extends StandardSchemaV1
  ? StandardSchemaV1.InferOutput<Schema>
  : Record<string, never>;

/** Whether the browser may call something by this name. */
export function isEventName(name: string): boolean {
  return name.length <= limits.eventName && /^[a-zA-Z][a-zA-Z0-9_]*$/.test(name);
}

/** Something the browser may call on a view. Made by {@link event}. `Reply` is what its body returns. */
export class LiveEvent<
  Schema extends StandardSchemaV1 | undefined = StandardSchemaV1 | undefined,
  Reply = unknown,
> implements AttributeSource
{
  readonly params: Schema | undefined;
  readonly permissions: readonly Permission[];
  readonly rateLimit: RateLimit | undefined;
  readonly body: (params: EventParams<Schema>) => Reply;
  /** The field's name, known once the view exists. */
  name = "";

  constructor(options: EventOptions<Schema>, body: (params: EventParams<Schema>) => Reply) {
    this.params = options.params;
    this.permissions = requirePermissions(options.permission);
    this.rateLimit = options.rateLimit;
    this.body = body;
  }

  [attributeText](): string {
    if (!this.name) throw new LiveloomError("LV-EVENT-UNNAMED");
    return this.name;
  }
}

/**
 * Declares something the browser may call. Only fields made by `event()` can be called; every other field
 * and method of a view is out of reach.
 *
 * Before the body runs, on every call: the session and the page's access are checked again, then the
 * permission, then the parameters. A refusal goes to the view's `onError`.
 *
 * What the body returns goes to scripts that wait for it (a hook's `pushEvent`, `liveloom.ask`), and to nobody else. It
 * is JSON of at most 65,536 characters then.
 * @throws LV-PERMISSION-EMPTY for an empty permission list.
 * @example
 * remove = event({ params: z.object({ id: z.coerce.number() }), permission: "shop.delete_item" },
 *   async ({ id }) => { await items.remove(id); });
 */
export function event<Reply>(body: () => Reply): LiveEvent<undefined, Reply>;
export function event<Values>(
  options: FormEventOptions<Values>,
  body: (values: Values) => unknown,
): LiveEvent<StandardSchemaV1>;
export function event<Schema extends StandardSchemaV1 | undefined = undefined, Reply = unknown>(
  options: EventOptions<Schema>,
  body: (params: EventParams<Schema>) => Reply,
): LiveEvent<Schema, Reply>;
export function event(
  options: AnyOptions | FormEventOptions<never> | (() => unknown),
  body: (params: never) => unknown = () => undefined,
): LiveEvent<StandardSchemaV1 | undefined> {
  if (typeof options === "function") return new LiveEvent({}, options);
  if ("form" in options) return ofForm(options, body);
  return new LiveEvent(options, body as (params: unknown) => unknown);
}

type AnyOptions = EventOptions<StandardSchemaV1 | undefined>;

function ofForm({ form, ...options }: FormEventOptions<never>, body: (values: never) => unknown): LiveEvent {
  return new LiveEvent<StandardSchemaV1>({ ...options, params: form.submitted }, (sent) =>
    form.submit(sent as never, body),
  ) as LiveEvent;
}
