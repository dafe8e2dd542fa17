import type { StandardSchemaV1 } from "@standard-schema/spec";
import { LiveloomError, PermissionDenied, RateLimited } from "../../errors.ts";
import type { AuditedObject } from "../../live/audit.ts";
import { LiveView } from "../../live/live-view.ts";
import { type Html, html } from "../../template/html.ts";
import type { AccountMailing } from "../account-mailing.ts";
import { waitOf } from "../account-pages/wait-of.ts";
import type { AdminPermission } from "../admin-permissions.ts";
import { actorOf } from "../audit/actor-of.ts";
import type { AuditLog } from "../audit/audit-log.ts";
import type { Groups } from "../groups.ts";
import type { AccountTexts } from "../texts/account-texts.ts";
import type { Languages } from "../texts/languages.ts";
import type { Users } from "../users.ts";
import { asPermission } from "./admin-access.ts";
import { adminFrame } from "./admin-frame.ts";
import { permissionTexts } from "./permission-texts.ts";

/** What the admin pages need of accounts. */
export interface AdminServices {
  readonly users: Users;
  readonly groups: Groups;
  readonly audit: AuditLog;
  readonly languages: Languages;
  readonly mailing: AccountMailing | undefined;
  /** Whether there are pages that take passwords. */
  readonly takesPasswords: boolean;
  /** All declared permissions with their descriptions. */
  readonly permissions: ReadonlyMap<string, string>;
  /** Where the pages are: "/admin/". */
  readonly path: string;
}

type AnySchema = StandardSchemaV1 | undefined;

/** Whose pages a class shows. */
const servicesOf = new WeakMap<object, AdminServices>();

/** What somebody is told whose event came to nothing. */
const problems: ReadonlyMap<string, "gone" | "lastSuperuser"> = new Map([
  ["LV-USER-UNKNOWN", "gone"],
  ["LV-GROUP-UNKNOWN", "gone"],
  ["LV-USER-LAST", "lastSuperuser"],
]);

/** A page for people who look after users. */
export class AdminPage<
  Params extends AnySchema = undefined,
  Query extends AnySchema = undefined,
> extends LiveView<Params, Query> {
  /** What the page shows below its title. */
  protected content(): Html {
    return html``;
  }

  override render(): Html {
    return adminFrame(this, this.content());
  }

  /** A refusal is said, and written down; so is what others were quicker with. */
  override async onError(error: unknown): Promise<void> {
    if (error instanceof RateLimited) return this.flash("error", waitOf(error, this.texts).text);
    if (error instanceof PermissionDenied) return await this._refused();
    const problem = error instanceof LiveloomError ? problems.get(error.code) : undefined;
    if (problem === undefined) throw error;
    this.flash("error", this.words[problem]);
  }

  /** In the language of whoever looks at the page. */
  get texts(): AccountTexts {
    return this._services.languages.of(this.request.locale);
  }

  get words(): AccountTexts["admin"] {
    return this.texts.admin;
  }

  /** The address of an admin page: "users/12/". */
  path(page: string): string {
    return this._services.path + page;
  }

  /** Whether whoever looks at the page may do what the permission is about. */
  may(permission: AdminPermission): boolean {
    return this.can(asPermission(permission));
  }

  get _services(): AdminServices {
    const services = servicesOf.get(this.constructor);
    if (!services) throw new LiveloomError("LV-ACCOUNT-PAGE", { view: this.constructor.name });
    return services;
  }

  /** What the page is about, for the audit log. */
  protected get _object(): AuditedObject | undefined {
    return undefined;
  }

  /** All declared permissions with their descriptions, the accounts' own in the page's language. */
  get _permissions(): ReadonlyMap<string, string> {
    return permissionTexts(this._services.permissions, this.words);
  }

  _areDeclared(permissions: readonly string[]): boolean {
    return permissions.every((name) => this._services.permissions.has(name));
  }

  protected _require(isAllowed: boolean): void {
    if (!isAllowed) throw new PermissionDenied();
  }

  async _refused(): Promise<void> {
    const details = { path: this.request.path };
    const note = { action: "auth.admin", outcome: "denied", actor: actorOf(this), details } as const;
    await this._services.audit.record({ ...note, object: this._object });
    this.flash("error", this.words.notAllowed);
  }
}

export type AdminPageClass = (new () => AdminPage<AnySchema, AnySchema>) &
  Pick<typeof LiveView, "access" | "params" | "query">;

/** The same page for these accounts: one class may serve several apps. */
export function adminPageFor(services: AdminServices, View: AdminPageClass): AdminPageClass {
  const Page = class extends View {};
  Object.defineProperty(Page, "name", { value: View.name });
  servicesOf.set(Page, services);
  return Page;
}
