import type { StandardSchemaV1 } from "@standard-schema/spec";
import { LiveloomError } from "../errors.ts";
import { limits } from "../shared/wire.ts";
import { type AttributeSource, attributeText } from "../template/attribute-source.ts";
import { type Access, type AccessRules, accessList } from "./access.ts";
import type { AuditedObject } from "./audit.ts";
import type { Run } from "./deadline.ts";
import { permissionRequired } from "./guards.ts";
import type { Permission, PermissionList } from "./principal.ts";

/** How often an event may be called: by one user, in all their tabs together. */
export interface RateLimit {
  readonly calls: number;
  readonly perSeconds: number;
}

export interface EventOptions<Schema extends StandardSchemaV1 | undefined> {
  /** What the event's parameters must be. Without it the event takes none and ignores what is sent. */
  readonly params?: Schema;
  /** Checked on the server before the body, on every call. With a list, all are needed. */
  readonly permission?: Permission | PermissionList;
  /** More rules about who may call it, as in a view's `static access`. All must be fulfilled. Default: none. */
  readonly access?: AccessRules;
  /** Default: only the connection's own limit. */
  readonly rateLimit?: RateLimit;
  /**
   * The browser waits for so many milliseconds without another one before it sends, or with "blur" until the field is
   * left. What is done next elsewhere is never sent before it. `live-debounce` on the field or its form comes first.
   */
  readonly debounce?: number | "blur";
  /** The browser sends at most one in so many milliseconds: the first at once, and the last. */
  readonly throttle?: number;
  /**
   * Whether every call is written down in the accounts' audit log, also when it is refused or fails: under this name,
   * or with `true` under those of view and event, "Payouts.approve". Default: false. An {@link EventAudit} says which
   * object it was about, too.
   */
  readonly audit?: boolean | string | EventAudit<EventParams<Schema>>;
  /**
   * How long the body may take, in milliseconds; then the event fails with LV-TIMEOUT and the next one is handled.
   * Default: the app's `handlerTimeout`.
   */
  readonly timeout?: number;
}

/** How calls of an event are written into the audit log. */
export interface EventAudit<Params = never> {
  /** "billing.approve_payout" */
  readonly action: string;
  /**
   * What a call is about. Asked before the body changes it, or when a refusal is written down: whoever called may not be
   * allowed to see it. Only with parameters that the event takes. What it throws is logged, and the entry has no object.
   */
  object(params: Params): AuditedObject | undefined | Promise<AuditedObject | undefined>;
}

/** What the submit of a form comes to whose schema refuses the values. */
export const refused = Symbol("refused");

/** A form whose values an event takes: `form()` makes them. */
export interface SubmittedForm<Values> {
  /** Reads what the browser sends. */
  readonly submitted: StandardSchemaV1;
  /** Calls `body` with the form's values when they are right, and returns what it does; {@link refused} when they are not. */
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

/** Whose event a name means: the number of a component, and what comes after it. undefined for the view's own. */
export function componentEvent(name: string): { readonly number: number; readonly name: string } | undefined {
  const [, number, own] = /^(\d{1,9}):(.*)$/s.exec(name) ?? [];
  return number === undefined || own === undefined ? undefined : { number: Number(number), name: own };
}

/** The events that are declared while somebody wants to know them. */
let noted: LiveEvent[] | undefined;

/**
 * The events that a view's class declares. To know them, its fields are made once, without a page: where an initializer
 * needs one, what comes after it is not known.
 */
export function eventsIn(View: new () => object): readonly LiveEvent[] {
  const events: LiveEvent[] = [];
  noted = events;
  try {
    new View();
  } catch {
    // A page is missing, which nobody has asked for yet.
  } finally {
    noted = undefined;
  }
  return events;
}

/** Something the browser may call on a view. Made by {@link event}. `Reply` is what its body returns. */
export class LiveEvent<
  Schema extends StandardSchemaV1 | undefined = StandardSchemaV1 | undefined,
  Reply = unknown,
> implements AttributeSource
{
  readonly params: Schema | undefined;
  readonly access: readonly Access[];
  readonly rateLimit: RateLimit | undefined;
  readonly timeout: number | undefined;
  readonly audit: boolean | string | EventAudit;
  readonly body: (params: EventParams<Schema>, run: Run) => Reply;
  /** What the browser has to know besides the name. */
  readonly #pace: string;
  /** The field's name, known once the view exists. */
  name = "";
  /** Whether it is a form's: `live-form` calls it while somebody fills the form in. */
  isForm = false;

  constructor(options: EventOptions<Schema>, body: (params: EventParams<Schema>, run: Run) => Reply) {
    this.params = options.params;
    this.access = [
      ...(options.permission === undefined ? [] : [permissionRequired(options.permission)]),
      ...(accessList(options.access) ?? []),
    ];
    this.rateLimit = options.rateLimit;
    this.timeout = options.timeout;
    this.audit = options.audit ?? false;
    this.body = body;
    this.#pace = paceOf(options);
    noted?.push(this as LiveEvent);
  }

  get isEvent(): boolean {
    return true;
  }

  [attributeText](): string {
    if (!this.name) throw new LiveloomError("LV-EVENT-UNNAMED");
    return this.name + this.#pace;
  }
}

/** Longest pause or stretch in milliseconds. */
const paceLimit = 600_000;

function paceOf({ debounce, throttle }: Pick<EventOptions<undefined>, "debounce" | "throttle">): string {
  const pause = debounce === undefined || debounce === "blur" ? debounce : milliseconds("debounce", debounce);
  const stretch = throttle === undefined ? undefined : milliseconds("throttle", throttle);
  return (
    (pause === undefined ? "" : ` debounce:${pause}`) + (stretch === undefined ? "" : ` throttle:${stretch}`)
  );
}

function milliseconds(option: string, got: number): number {
  if (Number.isInteger(got) && got >= 0 && got <= paceLimit) return got;
  throw new LiveloomError("LV-EVENT-PACE", { option, limit: paceLimit, got });
}

/**
 * Declares something the browser may call. Only fields made by `event()` can be called; every other field
 * and method of a view is out of reach.
 *
 * Before the body runs, on every call: the session and the page's access are checked again, then the
 * permission and the event's own access, then the parameters. A refusal goes to the view's `onError`; who has to log
 * in, or to confirm who they are, is sent there otherwise. When the body throws, the view's public fields are what
 * they were before.
 *
 * What the body returns goes to scripts that wait for it (a hook's `pushEvent`, `liveloom.ask`), and to nobody else. It
 * is JSON of at most 65,536 characters then.
 * @throws LV-PERMISSION-EMPTY and LV-ACCESS-EMPTY for an empty list, LV-EVENT-PACE for a pause that is none.
 * @example
 * remove = event({ params: z.object({ id: z.coerce.number() }), permission: "shop.delete_item" },
 *   async ({ id }) => { await items.remove(id); });
 */
export function event<Reply>(
  body: (params: Record<string, never>, run: Run) => Reply,
): LiveEvent<undefined, Reply>;
export function event<Values>(
  options: FormEventOptions<Values>,
  body: (values: Values, run: Run) => unknown,
): LiveEvent<StandardSchemaV1>;
export function event<Schema extends StandardSchemaV1 | undefined = undefined, Reply = unknown>(
  options: EventOptions<Schema>,
  body: (params: EventParams<Schema>, run: Run) => Reply,
): LiveEvent<Schema, Reply>;
export function event(
  options: AnyOptions | FormEventOptions<never> | ((params: never, run: Run) => unknown),
  body: (params: never, run: Run) => unknown = () => undefined,
): LiveEvent<StandardSchemaV1 | undefined> {
  if (typeof options === "function") return new LiveEvent({}, options as Body);
  if ("form" in options) return ofForm(options, body);
  return new LiveEvent(options, body as Body);
}

type AnyOptions = EventOptions<StandardSchemaV1 | undefined>;

type Body = (params: unknown, run: Run) => unknown;

function ofForm(
  { form, audit = false, ...options }: FormEventOptions<never>,
  body: (values: never, run: Run) => unknown,
): LiveEvent {
  const { submitted: params } = form;
  const writes = typeof audit === "object" ? { ...audit, object: () => audit.object({}) } : audit;
  return new LiveEvent<StandardSchemaV1>({ ...options, params, audit: writes }, (sent, run) =>
    form.submit(sent as never, (values) => body(values, run)),
  ) as LiveEvent;
}
