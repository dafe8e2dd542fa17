import { LiveloomError } from "../errors.ts";
import { csrfToken, isSafeMethod } from "../http/csrf.ts";
import { isSameOrigin, requestOrigin } from "../http/origin.ts";
import { createSigner } from "../http/signing.ts";
import { accessList, admit } from "../live/access.ts";
import { eventsIn } from "../live/event.ts";
import { defaultFrameLimits } from "../live/frame-budget.ts";
import type { MountedView } from "../live/mounted-view.ts";
import type { Paths } from "../live/navigation/view-navigation.ts";
import { accessOf } from "../live/page-request.ts";
import { RateLimits } from "../live/rate-limits.ts";
import { RestWarnings } from "../live/rest-warnings.ts";
import { type Topic, topicName } from "../pubsub/topic.ts";
import { keepMessages } from "../session/kept-messages.ts";
import { createMemorySessionStore } from "../session/memory.ts";
import { MountedViews } from "../session/mounted-views.ts";
import { visitors } from "../session/waiting-room.ts";
import { CloseCode, type Message, protocolVersion } from "../shared/wire.ts";
import type { AppOptions } from "./app-options.ts";
import { clientFiles } from "./client-files.ts";
import { Connection, type LiveSocket } from "./connection.ts";
import { errorPage, errorTitle } from "./error-page.ts";
import { defaultLayout } from "./layout.ts";
import { livePage } from "./live-page.ts";
import { defaultLogger, type Logger } from "./logger.ts";
import { isPoll, Polls } from "./polls.ts";
import { postedEvent } from "./posted-event.ts";
import { Problems } from "./problem.ts";
import { RequestContext } from "./request-context.ts";
import { requireTemplates } from "./require-templates.ts";
import { type RouteMatch, Router } from "./router.ts";
import { resolveSecret } from "./secret.ts";
import type { Services } from "./services.ts";
import { type SharedServices, sharedServices } from "./shared-services.ts";
import { wantsPage } from "./wants-page.ts";
import { wayIn } from "./way-in.ts";

/** How often views and connections that went silent are looked for, in milliseconds. */
const sweepInterval = 5_000;

/** How long nothing happens on a page before its view rests, in milliseconds. */
const hibernateAfter = 15_000;

/** How long a handler may take, in milliseconds. */
const handlerTimeout = 30_000;

/** What browsers ask for when a page names no icon. An app that has none says so, and is asked again after an hour. */
const iconPath = "/favicon.ico";
const iconCaching = "private, max-age=3600";

/** What an app is made of, for tests that look behind it. */
export let servicesOf: (app: App) => Services;

/**
 * An app without a server around it: requests go in as web-standard `Request`, answers come out as
 * `Response`, sockets are handed to `connect`. Adapters translate; `createApp` adds Node's own server.
 */
export class App {
  readonly logger: Logger;
  readonly #shared: SharedServices;
  readonly #services: Services;
  readonly #connections = new Set<Connection>();
  readonly #polls: Polls;
  #started: Promise<void> | undefined;
  #sweeper: NodeJS.Timeout | undefined;

  static {
    servicesOf = (app) => app.#services;
  }

  /** @throws LV-CONFIG-SECRET, LV-CONFIG-ORIGIN, LV-CONFIG-TEMPLATES, LV-ROUTE-PATH, LV-ROUTE-DUPLICATE, LV-CLIENT-MISSING */
  constructor(options: AppOptions) {
    const production = options.production ?? process.env.NODE_ENV === "production";
    this.logger = options.logger ?? defaultLogger();
    const problems = new Problems(this.logger, production);
    requireTemplates(options.routes, options.templates);
    this.#shared = sharedServices(options, (error) => problems.report(error, "publish/subscribe"));
    this.#services = {
      router: new Router([...options.routes, ...(options.auth?.routes ?? [])]),
      auth: options.auth,
      sessions: options.auth?.sessions ?? createMemorySessionStore(),
      signer: createSigner(resolveSecret(options.secret, production)),
      layout: options.layout ?? defaultLayout,
      files: options.files ?? [],
      client: clientFiles(),
      frameLimits: { ...defaultFrameLimits, ...options.limits },
      request: options.request,
      publicOrigin: checkOrigin(options.publicOrigin),
      problems,
      mounted: new MountedViews<MountedView>(({ principal, sessionHash }) =>
        principal.user.isAuthenticated ? sessionHash : visitors,
      ),
      views: {
        access: accessList(options.access) ?? [],
        wayIn: (error, url) => wayIn(error, options.auth, url),
        pubsub: this.#shared.pubsub,
        clock: options.clock,
        rateLimits: new RateLimits(this.#shared.limiters),
        templates: options.templates,
        csrfToken: (sessionHash) => csrfToken(this.#services.signer, sessionHash),
        report: (error, about) => problems.report(error, about),
        paths: this.#paths,
        keepMessages: (sessionHash, messages) => this.#keepMessages(sessionHash, messages),
        hibernateAfter: options.hibernateAfter ?? hibernateAfter,
        restWarnings: production ? undefined : new RestWarnings((...entry) => this.logger.warn(...entry)),
        handlerTimeout: options.handlerTimeout ?? handlerTimeout,
        onMount: options.onMount ?? [],
        hint: (text) => problems.hint(text),
      },
    };
    options.auth?.requireDeclared?.(askedPermissions(this.#services));
    this.#polls = new Polls((socket, request) => this.connect(socket, request), this.#services);
  }

  readonly #paths: Paths = {
    find: (path) => {
      const found = this.#services.router.findLive(path);
      return found && { View: found.route.View, params: found.params };
    },
    change: (path, params) => this.#services.router.change(path, params),
    of: (View, params) => this.#services.router.pathOf(View, params),
  };

  async #keepMessages(idHash: string, messages: readonly Message[]): Promise<void> {
    try {
      await keepMessages({ store: this.#services.sessions, idHash, now: Date.now() }, messages);
    } catch (error) {
      this.#services.problems.report(error, "messages for the next page");
    }
  }

  /** Prepares accounts and database. Called by the first request when nobody called it before. */
  start(): Promise<void> {
    this.#started ??= this.#start();
    return this.#started;
  }

  /** Answers a request. Never throws: errors become error pages. */
  async handle(request: Request): Promise<Response> {
    try {
      await this.start();
      const file = this.#file(request);
      if (file) return file;
      if (isPoll(request)) return this.refuseSocket(request) ?? (await this.#polls.answer(request));
      const context = await RequestContext.open(request, this.#services);
      return await context.finish(await this.#answer(context));
    } catch (error) {
      const { status, text, id } = this.#services.problems.of(error, `${request.method} ${request.url}`);
      return new Response(`${text}${id ? ` (${id})` : ""}\n`, { status });
    }
  }

  /** Why a socket is not let in, as the response to its handshake; undefined lets it in (ASVS 5.0, 4.4.2). */
  refuseSocket(request: Request): Response | undefined {
    const own = requestOrigin(request, this.#services.publicOrigin);
    const origin = request.headers.get("origin");
    if (isSameOrigin(origin, own)) return undefined;
    const problem = new LiveloomError("LV-ORIGIN-REFUSED", { origin: origin ?? "unknown origin" });
    return new Response(`${problem.code}\n`, { status: problem.status });
  }

  /**
   * Takes a socket whose handshake was let in. Give the returned connection what arrives. A page that speaks
   * another version of the protocol is told by the close code: it could not read an HTTP status.
   */
  connect(socket: LiveSocket, request: Request): Connection {
    const connection = new Connection(socket, request, this.#services);
    if (!speaksOurVersion(request)) {
      connection.closed();
      socket.close(CloseCode.Outdated, "outdated");
      return connection;
    }
    this.#connections.add(connection);
    socket.onClose(() => {
      this.#connections.delete(connection);
      connection.closed();
    });
    return connection;
  }

  /** Sends a JSON value to every view that subscribed to the topic. @throws LV-PUBSUB-MESSAGE */
  publish(topic: string, message: unknown): void;
  publish<Message>(topic: Topic<Message>, message: NoInfer<Message>): void;
  publish(topic: string | Topic<unknown>, message: unknown): void {
    this.#shared.pubsub.publish(topicName(topic), message);
  }

  /** Logs an error that nobody handled. Returns the id under which the log has it. */
  reportError(error: unknown, about: string): string {
    return this.#services.problems.report(error, about);
  }

  /** Closes all connections and releases everything. Browsers reconnect by themselves when there is a server again. */
  async close(): Promise<void> {
    clearInterval(this.#sweeper);
    for (const connection of this.#connections) connection.restart();
    this.#services.mounted.closeAll();
    await this.#shared.close();
    await this.#services.auth?.close();
  }

  async #start(): Promise<void> {
    await this.#services.auth?.start(this.#shared);
    this.#sweeper = setInterval(
      () => this.#sweep(),
      Math.min(sweepInterval, this.#services.views.hibernateAfter),
    ).unref();
  }

  #sweep(): void {
    const now = Date.now();
    this.#services.mounted.sweep(now);
    for (const connection of this.#connections) connection.sweep(now);
    this.#polls.sweep(now);
  }

  #file(request: Request): Response | undefined {
    for (const files of [this.#services.client, ...this.#services.files]) {
      const response = files.respond(request);
      if (response) return response;
    }
    return undefined;
  }

  async #answer(context: RequestContext): Promise<Response> {
    try {
      await context.identify();
      return await this.#route(context);
    } catch (error) {
      return this.#refuse(context, error);
    }
  }

  async #route(context: RequestContext): Promise<Response> {
    const { request, url } = context;
    const found = this.#services.router.find(request.method, url.pathname);
    if (!found) return this.#missing(context);
    context.params = found.params;
    // A live view's forms have a token of their own.
    const isLivePost = found.route.kind === "live" && request.method === "POST";
    if (!isSafeMethod(request.method) && !isLivePost) await context.checkForgery();
    return await this.#run(found, context);
  }

  async #run({ route }: RouteMatch, context: RequestContext): Promise<Response> {
    if (route.kind === "live" && context.request.method === "POST")
      return await postedEvent(route, context, this.#services);
    if (route.kind === "live") return await livePage(route, context, this.#services);
    try {
      await admit(context.principal, route.access ?? this.#services.views.access);
      return await route.handler(context);
    } finally {
      context.identity.release();
    }
  }

  /** An address that only lacks its last slash leads to the one that has it. Browsers ask for an icon by themselves. */
  #missing(context: RequestContext): Response {
    const { request, url } = context;
    if (url.pathname === iconPath && isSafeMethod(request.method)) {
      context.identity.release();
      return new Response(null, { status: 204, headers: { "cache-control": iconCaching } });
    }
    const slashed = `${url.pathname}/`;
    const mayMove = isSafeMethod(request.method) && !url.pathname.startsWith("//");
    if (!mayMove || !this.#services.router.hasPage(slashed)) throw new LiveloomError("LV-NOT-FOUND");
    context.identity.release();
    return context.redirect(slashed + url.search, 308);
  }

  /** Where a request may be made again after login: what was posted is lost. */
  #wayBack({ request, url }: RequestContext): string | undefined {
    const canReturn = isSafeMethod(request.method) || this.#services.router.hasPage(url.pathname);
    return canReturn ? url.pathname + url.search : undefined;
  }

  #refuse(context: RequestContext, error: unknown): Response {
    context.identity.release();
    const { request, url } = context;
    const isForPeople = wantsPage(request);
    const way = wayIn(error, this.#services.auth, this.#wayBack(context));
    if (way !== undefined && isForPeople)
      return context.redirect(way, isSafeMethod(request.method) ? 302 : 303);
    const problem = this.#services.problems.of(error, `${request.method} ${url.pathname}`);
    const { status, code, text, id } = problem;
    if (!isForPeople) return Response.json({ code, text, id }, { status });
    return context.page({ title: errorTitle(problem), body: errorPage(problem), status });
  }
}

/** The permissions that an app's rules ask about. */
function* askedPermissions({ router, views }: Services): Iterable<string> {
  const rules = [...views.access];
  for (const route of router.routes) {
    if (route.kind === "http") rules.push(...(route.access ?? []));
    else rules.push(...accessOf(route.View, []), ...eventsIn(route.View).flatMap(({ access }) => access));
  }
  for (const { permissions = [] } of rules) yield* permissions;
}

function speaksOurVersion({ url }: Request): boolean {
  return new URL(url).searchParams.get("v") === String(protocolVersion);
}

function checkOrigin(origin: string | undefined): string | undefined {
  if (origin === undefined || (URL.canParse(origin) && new URL(origin).origin === origin)) return origin;
  throw new LiveloomError("LV-CONFIG-ORIGIN", { got: origin });
}
