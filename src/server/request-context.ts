import { LiveloomError } from "../errors.ts";
import { signRoom } from "../handlers/signed-room.ts";
import { defaultLocale } from "../http/accept-language.ts";
import { type FormFields, readForm } from "../http/body.ts";
import { createNonce } from "../http/content-security-policy.ts";
import { readCookies, serializeSessionCookie, sessionCookieName } from "../http/cookies.ts";
import { csrfFieldName, csrfHeader, csrfToken, verifyCsrf } from "../http/csrf.ts";
import { postOriginAllowed, requestOrigin } from "../http/origin.ts";
import { redirectTarget } from "../http/safe-redirect.ts";
import { securityHeaders } from "../http/security-headers.ts";
import { currentLanguage } from "../languages/current-language.ts";
import { isRightToLeft } from "../languages/right-to-left.ts";
import { type AuditedObject, audited } from "../live/audit.ts";
import { createMessage } from "../live/navigation/view-messages.ts";
import { speaking } from "../live/page-language.ts";
import {
  type Asker,
  anonymousIdentity,
  anonymousPrincipal,
  type Identity,
  type Principal,
  type User,
} from "../live/principal.ts";
import { ViewRequest } from "../live/view-request.ts";
import { Visitor } from "../live/visitor.ts";
import { type BrowserSession, openSession } from "../session/browser-session.ts";
import { currentLink } from "../shared/current-link.ts";
import type { Message } from "../shared/wire.ts";
import { pageToken } from "../shared/wire.ts";
import { type Html, html } from "../template/html.ts";
import { toPlainHtml } from "../template/to-html.ts";
import { clientFile, developmentFile, handlersFile } from "./client-files.ts";
import type { HttpContext } from "./http-context.ts";
import { issueJoinToken } from "./join-token.ts";
import { pageMessages } from "./page-messages.ts";
import type { Services } from "./services.ts";
import { wantsPage } from "./wants-page.ts";

interface PageContent {
  readonly title: string;
  readonly body: Html;
  readonly description?: string;
  /** Default: those that wait in the session. */
  readonly messages?: readonly Message[];
}

/** One request: who asks, and the means to answer. */
export class RequestContext implements HttpContext {
  readonly request: Request;
  readonly url: URL;
  readonly session: BrowserSession;
  readonly ownOrigin: string;
  readonly visitor: Visitor;
  readonly nonce = createNonce();
  params: Readonly<Record<string, string>> = {};
  identity: Identity = anonymousIdentity;
  principal: Principal = anonymousPrincipal;
  /** Whether the page is a live view. */
  isLive = false;
  readonly #services: Services;
  /** Before anything was read for the page. */
  readonly #openedAt = Date.now();
  #form: Promise<FormFields> | undefined;
  #token: string | undefined;

  static async open(request: Request, services: Services): Promise<RequestContext> {
    const ownOrigin = requestOrigin(request, services.publicOrigin);
    const cookie = readCookies(request).get(sessionCookieName(isSecure(ownOrigin)));
    const session = await openSession({
      store: services.sessions,
      signer: services.signer,
      cookie,
      now: Date.now(),
    });
    return new RequestContext({ request, session, ownOrigin }, services);
  }

  private constructor(
    { request, session, ownOrigin }: { request: Request; session: BrowserSession; ownOrigin: string },
    services: Services,
  ) {
    this.request = request;
    this.url = new URL(request.url);
    this.session = session;
    this.ownOrigin = ownOrigin;
    this.visitor = new Visitor(request, services.request, services.addresses.of(request));
    this.#services = services;
  }

  /** Finds out who asks. Not part of opening, so that an error page can be shown when it fails. */
  async identify(): Promise<void> {
    const { auth } = this.#services;
    const takesCookies = this.request.method === "GET" && wantsPage(this.request);
    if (this.session.record?.isRenewalDue && takesCookies) await auth?.renew?.(this.session);
    this.identity = (await auth?.identify(this.session)) ?? anonymousIdentity;
    this.principal = await this.identity.current();
  }

  get locale(): string {
    return currentLanguage() ?? this.visitor.locale;
  }

  get address(): string {
    return this.visitor.address;
  }

  get user(): User {
    return this.principal.user;
  }

  can(...question: Parameters<Asker["can"]>): boolean {
    return this.principal.can(...question);
  }

  canAll(...question: Parameters<Asker["canAll"]>): boolean {
    return this.principal.canAll(...question);
  }

  canAny(...question: Parameters<Asker["canAny"]>): boolean {
    return this.principal.canAny(...question);
  }

  /** Runs something in the page's language. */
  speaking<Result>(work: () => Result): Result {
    const { languages } = this.#services.views;
    if (!languages) return work();
    return speaking(languages, { request: this.viewRequest, principal: this.principal }, work);
  }

  /** What a view may know of the request. */
  get viewRequest(): ViewRequest {
    return new ViewRequest(this.url.pathname, this.url.search, this.visitor);
  }

  form(): Promise<FormFields> {
    this.#form ??= readForm(this.request);
    return this.#form;
  }

  csrfToken(): string {
    this.session.ensureCookie();
    return csrfToken(this.#services.signer, this.session.idHash);
  }

  csrfField(): Html {
    return html`<input type="hidden" name=${csrfFieldName} value=${this.csrfToken()}>`;
  }

  /** @throws LV-ORIGIN-REFUSED */
  checkOrigin(): void {
    if (postOriginAllowed(this.request, this.ownOrigin)) return;
    const origin = this.request.headers.get("origin") ?? "unknown origin";
    throw new LiveloomError("LV-ORIGIN-REFUSED", { origin });
  }

  /** Every request that may change something must come from our own page. @throws LV-ORIGIN-REFUSED, LV-CSRF-REFUSED */
  async checkForgery(): Promise<void> {
    this.checkOrigin();
    const token = this.request.headers.get(csrfHeader) ?? (await this.form()).get(csrfFieldName);
    if (this.session.idHashes.some((idHash) => verifyCsrf(this.#services.signer, idHash, token))) return;
    throw new LiveloomError("LV-CSRF-REFUSED", { reason: "reload the page and send the form again" });
  }

  get sessionHash(): string | undefined {
    return this.principal.sessionHash;
  }

  async audit<Result>(action: string, object: AuditedObject, work: () => Result): Promise<Awaited<Result>> {
    const { problems, auth } = this.#services;
    const report = (error: unknown) => void problems.report(error, "audit log");
    return await audited({ action, object, actor: () => this, trail: auth?.audit, report }, work);
  }

  flash(level: Message["level"], text: string): void {
    this.session.flash(createMessage(level, text));
  }

  room(name: string): string {
    this.session.ensureCookie();
    const { session, user } = this;
    return signRoom(this.#services.signer, name, { userId: user.id, sessionHash: session.idHash });
  }

  page({ status = 200, ...content }: PageContent & { status?: number }): Response {
    return this.htmlResponse(this.document(content), status);
  }

  /** The messages for this page, which shows them. A HEAD request has no page. */
  takeMessages(): readonly Message[] {
    return this.request.method === "HEAD" ? [] : this.session.takeMessages();
  }

  /** The whole document of a page. */
  document({ title, body, description = "", messages = this.takeMessages() }: PageContent): string {
    const lang = currentLanguage() ?? defaultLocale;
    const document = this.#services.layout({
      title,
      description,
      messages: pageMessages(messages),
      body,
      current: (path) => currentLink(path, this.url.pathname),
      head: this.#head(),
      path: this.url.pathname,
      lang,
      dir: isRightToLeft(lang) ? "rtl" : "ltr",
      user: this.principal.user,
      nonce: this.nonce,
      csrfField: () => this.csrfField(),
    });
    return toPlainHtml(document, this.#pageToken);
  }

  /** The client, and in an app with handlers the token by which the page may call them. */
  #head(): Html {
    const hasHandlers = !this.#services.calls.handlers.isEmpty;
    const script = this.#script(hasHandlers && !this.isLive ? handlersFile : clientFile);
    const scripts = this.#isDevelopment ? [script, this.#script(developmentFile)] : script;
    return hasHandlers
      ? html`<meta name=${pageToken} content=${this.#pageToken}>${scripts}`
      : html`${scripts}`;
  }

  /** What lets the page call handlers; undefined when there are none. */
  get #pageToken(): string | undefined {
    const { calls, signer } = this.#services;
    if (calls.handlers.isEmpty) return undefined;
    this.session.ensureCookie();
    this.#token ??= issueJoinToken(signer, this.session.idHash, this.#openedAt);
    return this.#token;
  }

  #script(file: string): Html {
    return html`<script type="module" src=${this.#services.client.url(file)} nonce=${this.nonce}></script>`;
  }

  get #isDevelopment(): boolean {
    return this.#services.views.hint !== undefined;
  }

  /** A page is for one person, now. */
  htmlResponse(body: string | ReadableStream<Uint8Array>, status = 200): Response {
    const headers = {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      vary: "Cookie",
    };
    return new Response(body, { status, headers });
  }

  redirect(to: string, status: 301 | 302 | 303 | 307 | 308 = 303): Response {
    return new Response(null, { status, headers: { location: redirectTarget(to) } });
  }

  /** Adds what every response carries: security headers, and the session's cookie when it changed. */
  async finish(response: Response): Promise<Response> {
    await this.session.saveMessages();
    const secure = isSecure(this.ownOrigin);
    const connect = [this.ownOrigin.replace(/^http/, "ws")];
    const headers = securityHeaders({ nonce: this.nonce, secure, connect });
    for (const [name, value] of Object.entries(headers)) {
      if (!response.headers.has(name)) response.headers.set(name, value);
    }
    this.#addSessionCookie(response.headers, secure);
    return response;
  }

  /** Before other cookies, as the one that matters. */
  #addSessionCookie(headers: Headers, secure: boolean): void {
    const { cookieChange, cookieLifetime: lifetime } = this.session;
    if (cookieChange === undefined) return;
    const others = headers.getSetCookie();
    headers.set("set-cookie", serializeSessionCookie(cookieChange, { secure, lifetime }));
    for (const other of others) headers.append("set-cookie", other);
  }
}

function isSecure(origin: string): boolean {
  return origin.startsWith("https:");
}
