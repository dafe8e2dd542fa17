import type { StandardSchemaV1 } from "@standard-schema/spec";
import { LiveloomError } from "../errors.ts";
import { type Access, type AccessRules, accessList } from "../live/access.ts";
import { type AuditedCall, declaredAudit } from "../live/audited-call.ts";
import type { EventAudit, RateLimit } from "../live/event.ts";
import { permissionRequired } from "../live/guards.ts";
import type { Permission, PermissionList } from "../live/principal.ts";
import { limits } from "../shared/wire.ts";
import { type AttributeSource, attributeText } from "../template/attribute-source.ts";
import { callerOutside } from "../template/caller-outside.ts";
import type { CallContext } from "./call-context.ts";

export type Schema = StandardSchemaV1 | undefined;

export interface HandlerOptions<Params extends Schema = undefined, Form extends Schema = undefined> {
  /** What the element's data must be: `ctx.data` is what it gives back. Default: text by name. */
  readonly params?: Params;
  /** What the form's fields must be: `ctx.form` is what it gives back. Default: text, or lists of it, by name. */
  readonly form?: Form;
  /**
   * Who may call it, checked on every call: `loginRequired()` for example. Default: the app's `access`, and without that
   * every page of the app.
   */
  readonly access?: AccessRules;
  /** Checked on every call. With a list, all are needed. */
  readonly permission?: Permission | PermissionList;
  /** How often one user may call it, in all their tabs together. Default: only the connection's own limit. */
  readonly rateLimit?: RateLimit;
  /**
   * Whether every call is written down in the accounts' audit log, also when it is refused or fails: under this name, or
   * with `true` under the handler's. The call's data are not part of it. An {@link EventAudit} says which object it was
   * about, too, and is given the data; `ctx.audit` in the body writes down more than that.
   */
  readonly audit?: boolean | string | EventAudit<Output<Params, Data>>;
  /** How long it may take, in milliseconds; then it fails with LV-TIMEOUT. Default: the app's `handlerTimeout`. */
  readonly timeout?: number;
}

type Output<Given extends Schema, Default> = Given extends StandardSchemaV1
  ? StandardSchemaV1.InferOutput<Given>
  : Default;

/** An element's `data-*` attributes by their names in camel case. */
export type Data = Readonly<Record<string, string>>;

/** A form's fields by name; a name that occurs several times has a list. */
export type FormData = Readonly<Record<string, string | readonly string[]>>;

export type HandlerBody<Params extends Schema, Form extends Schema> = (
  ctx: CallContext<Output<Params, Data>, Output<Form, FormData>>,
) => unknown;

const names = new RegExp(`^[A-Za-z0-9_.-]{1,${limits.handlerName}}$`);

const ownFolder = new URL(".", import.meta.url);

/** Something that pages may call by its name. Made by {@link handler}. */
export class Handler implements AttributeSource {
  readonly name: string;
  readonly options: HandlerOptions<Schema, Schema>;
  /** Undefined when the app's rules hold. */
  readonly access: readonly Access[] | undefined;
  /** What it asks for besides. */
  readonly permission: readonly Access[];
  readonly body: (ctx: CallContext) => unknown;
  /** What it is, for messages. */
  readonly about: string;
  /** Where it was declared, for messages. */
  readonly place: string;

  constructor(name: string, options: HandlerOptions<Schema, Schema>, body: (ctx: CallContext) => unknown) {
    if (!names.test(name))
      throw new LiveloomError("LV-HANDLER-NAME", { name: name.slice(0, 80), limit: limits.handlerName });
    this.name = name;
    this.options = options;
    this.access = accessList(options.access);
    this.permission = options.permission === undefined ? [] : [permissionRequired(options.permission)];
    this.body = body;
    this.about = `handler "${name}"`;
    const { file, line } = callerOutside(ownFolder) ?? { file: "a file", line: "?" };
    this.place = `${file}:${line}`;
  }

  /** How calls are written down; undefined when they are not. */
  get audited(): AuditedCall | undefined {
    return declaredAudit(this.options, this.name);
  }

  get isEvent(): boolean {
    return true;
  }

  [attributeText](): string {
    return this.name;
  }
}

/**
 * Declares a function that pages may call, without any state on the server: elements name it in `live-call`, and it
 * answers with `ctx.send`. It can be called from every page of the app; who may call it says `access` or
 * `permission`, which are checked on every call, before the parameters.
 * @throws LV-HANDLER-NAME, LV-PERMISSION-EMPTY
 * @example
 * export const sayHello = handler("say_hello", async (ctx) => {
 *   await ctx.send({ target: "#greeting", html: html`Hello ${ctx.form.name}!` });
 * });
 */
export function handler(name: string, body: HandlerBody<undefined, undefined>): Handler;
export function handler<Params extends Schema = undefined, Form extends Schema = undefined>(
  name: string,
  options: HandlerOptions<Params, Form>,
  body: HandlerBody<Params, Form>,
): Handler;
export function handler(
  name: string,
  options: HandlerOptions<Schema, Schema> | ((ctx: never) => unknown),
  body: (ctx: never) => unknown = () => undefined,
): Handler {
  const isBody = typeof options === "function";
  return new Handler(name, isBody ? {} : options, (isBody ? options : body) as (ctx: CallContext) => unknown);
}
