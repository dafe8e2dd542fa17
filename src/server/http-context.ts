import type { FormFields } from "../http/body.ts";
import type { AuditedObject } from "../live/audit.ts";
import type { Asker, Identity, Principal } from "../live/principal.ts";
import type { Session } from "../session/session.ts";
import type { Message } from "../shared/wire.ts";
import type { Html } from "../template/html.ts";

/** What a plain (not live) route handler gets, and how it answers. */
export interface HttpContext extends Asker {
  readonly request: Request;
  readonly url: URL;
  /** The origin people reach the app at, "https://example.com". */
  readonly ownOrigin: string;
  /** The browser's address, "203.0.113.7"; empty when it is not known. Behind a proxy that takes `trustedProxies`. */
  readonly address: string;
  /** The path's parameters as text: `/teams/:teamId/` gives `{ teamId }`. */
  readonly params: Readonly<Record<string, string>>;
  /** The language the browser asks for first, "de-CH"; of those in `createApp({ request: { locales } })`, if any. */
  readonly locale: string;
  readonly session: Session;
  readonly identity: Identity;
  readonly principal: Principal;
  /** The fields of a posted form. CSRF was checked before the handler ran. */
  form(): Promise<FormFields>;
  /** A token for this session's forms, different each time it is asked for (defeats compression attacks). */
  csrfToken(): string;
  /**
   * Does something, and writes into the accounts' audit log who has done it, to which object, and what came of it.
   * @throws LV-AUDIT-MISSING when the app has no accounts; what `work` throws
   */
  audit<Result>(action: string, object: AuditedObject, work: () => Result): Promise<Awaited<Result>>;
  /** A hidden field with such a token, which every form that posts needs. */
  csrfField(): Html;
  /** Says something on the next page that this browser session gets, once: this response's, or after a redirect. */
  flash(level: Message["level"], text: string): void;
  /**
   * The name of a room, signed for this browser session, for the page that is allowed to be in it.
   * @throws LV-ROOM-NAME
   * @example html`<main live-room=${context.room(`order:${order.id}`)}>...</main>`
   */
  room(name: string): string;
  /** A whole page in the app's layout. */
  page(content: { title: string; body: Html; status?: number }): Response;
  /** A redirect (303 unless `status` says otherwise) to a path of this app or an http(s) address. */
  redirect(to: string, status?: 301 | 302 | 303 | 307 | 308): Response;
}

export type RouteHandler = (context: HttpContext) => Response | Promise<Response>;
