import { LiveloomError } from "../errors.ts";
import type { CallingPage } from "../handlers/calling-page.ts";
import type { Recipients } from "../handlers/recipients.ts";
import { sendTo } from "../handlers/send-to.ts";
import type { PageUpdate } from "../handlers/updates.ts";
import { ClientAddresses } from "../http/client-address.ts";
import { isSafeMethod } from "../http/csrf.ts";
import { Hosts, isLocal } from "../http/hosts.ts";
import { createSealer, type Sealer } from "../http/sealing.ts";
import { createSigner } from "../http/signing.ts";
import { defaultFrameLimits } from "../live/frame-budget.ts";
import type { MountedView } from "../live/mounted-view.ts";
import type { RequestOptions } from "../live/visitor.ts";
import { type Topic, topicName } from "../pubsub/topic.ts";
import { createMemorySessionStore } from "../session/memory.ts";
import { MountedViews } from "../session/mounted-views.ts";
import { visitors } from "../session/waiting-room.ts";
import { CloseCode, protocolVersion } from "../shared/wire.ts";
import { admitRoute } from "./admit-route.ts";
import type { AppOptions } from "./app-options.ts";
import { clientFiles } from "./client-files.ts";
import { Connection, type LiveSocket } from "./connection.ts";
import { errorPage, errorTitle } from "./error-page.ts";
import { handlerServices } from "./handler-services.ts";
import { defaultLayout } from "./layout.ts";
import { livePage } from "./live-page.ts";
import { defaultLogger, type Logger } from "./logger.ts";
import { MissingTargets } from "./missing-targets.ts";
import { isPoll, Polls } from "./polls.ts";
import { isPostedCall, postedCall } from "./posted-call.ts";
import { postedEvent } from "./posted-event.ts";
import { Problems } from "./problem.ts";
import { checkHost, refuseSocket } from "./refuse-socket.ts";
import { RequestContext } from "./request-context.ts";
import { requireAccounts } from "./require-accounts.ts";
import { requireTemplates } from "./require-templates.ts";
import { type RouteMatch, Router } from "./router.ts";
import { resolveSecret } from "./secret.ts";
import type { Services } from "./services.ts";
import { type SharedServices, sharedServices } from "./shared-services.ts";
import { viewServices } from "./view-services.ts";
import { wantsPage } from "./wants-page.ts";
import { wayIn } from "./way-in.ts";

/** How often views and connections that went silent are looked for, in milliseconds. */
const sweepInterval = 5_000;

/** What browsers ask for when a page names no icon. An app that has none says so, and is asked again after an hour. */
const iconPath = "/favicon.ico";
const iconCaching = "private, max-age=3600";
const proxyWarning =
  "Requests come through a proxy that is not trusted, so that all of them seem to come from one address. " +
  "Name it in createApp({ trustedProxies }).";

/** For what comes while the app closes (RFC 9110, section 15.6.4). */
const restarting = { status: 503, headers: { "retry-after": "1" } };

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
  readonly #production: boolean;
  readonly #sealer: Sealer;
  #started: Promise<void> | undefined;
  /** Where it was last asked on this machine. Elsewhere a request must not say where the app is: it may lie. */
  #localOrigin: string | undefined;
  #sweeper: NodeJS.Timeout | undefined;
  #isClosing = false;

  static {
    servicesOf = (app) => app.#services;
  }

  /** @throws LV-CONFIG-SECRET, LV-CONFIG-ORIGIN, LV-CONFIG-HOST, LV-CONFIG-PROXY, LV-CONFIG-TEMPLATES, LV-ROUTE-PATH, LV-ROUTE-DUPLICATE, LV-CLIENT-MISSING */
  constructor(options: AppOptions) {
    const production = options.production ?? process.env.NODE_ENV === "production";
    this.#production = production;
    this.logger = options.logger ?? defaultLogger();
    const problems = new Problems(this.logger, production);
    requireTemplates(options.routes, options.templates);
    this.#shared = sharedServices(options, (error) => problems.report(error, "publish/subscribe"));
    const secret = resolveSecret(options.secret, production);
    const signer = createSigner(secret);
    this.#sealer = createSealer(secret);
    const router = new Router([...options.routes, ...(options.auth?.routes ?? [])]);
    const sessions = options.auth?.sessions ?? createMemorySessionStore();
    const means = { router, sessions, signer, problems, logger: this.logger, production };
    const views = viewServices(options, { ...means, shared: this.#shared });
    this.#services = {
      router,
      auth: options.auth,
      sessions,
      signer,
      layout: options.layout ?? defaultLayout,
      files: options.files ?? [],
      client: clientFiles(),
      frameLimits: { ...defaultFrameLimits, ...options.limits },
      request: requestOptions(options),
      publicOrigin: checkOrigin(options.publicOrigin),
      hosts: hostsOf(options),
      addresses: new ClientAddresses(options.trustedProxies),
      problems,
      mounted: new MountedViews<MountedView>(groupOf),
      views,
      callers: new MountedViews<CallingPage>(groupOf),
      calls: handlerServices(options, { ...means, views }),
      missing: new MissingTargets(views.hint),
    };
    requireAccounts(this.#services);
    this.#polls = new Polls((socket, request) => this.connect(socket, request), this.#services);
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
      checkHost(request, this.#services);
      if (this.#services.addresses.isUntold(request)) this.#services.problems.warnOnce(proxyWarning);
      const file = this.#file(request);
      if (file) return file;
      if (isPoll(request)) return this.refuseSocket(request) ?? (await this.#polls.answer(request));
      if (this.#isClosing) return new Response("The server restarts.\n", restarting);
      const context = await RequestContext.open(request, this.#services);
      if (isLocal(context.url)) this.#localOrigin = context.ownOrigin;
      return await context.finish(await this.#answer(context));
    } catch (error) {
      const { status, text, id } = this.#services.problems.of(error, `${request.method} ${request.url}`);
      return new Response(`${text}${id ? ` (${id})` : ""}\n`, { status });
    }
  }

  /** Why a socket is not let in, as the response to its handshake; undefined lets it in (ASVS 5.0, 4.4.2). */
  refuseSocket(request: Request): Response | undefined {
    return refuseSocket(request, this.#services);
  }

  /**
   * Takes a socket whose handshake was let in. Give the returned connection what arrives. A page that speaks
   * another version of the protocol is told by the close code: it could not read an HTTP status. So is one that comes
   * while the app closes.
   */
  connect(socket: LiveSocket, request: Request): Connection {
    const connection = new Connection(socket, request, this.#services);
    if (!speaksOurVersion(request)) return refused(connection, socket, "Outdated");
    if (this.#isClosing) return refused(connection, socket, "Restarting");
    this.#connections.add(connection);
    socket.onClose(() => {
      this.#connections.delete(connection);
      connection.closed();
    });
    return connection;
  }

  /** Adds to the names the app answers to. @throws LV-CONFIG-HOST */
  protected answerTo(host: string): void {
    this.#services.hosts.add(host);
  }

  /** Sends a JSON value to every view that subscribed to the topic. @throws LV-PUBSUB-MESSAGE */
  publish(topic: string, message: unknown): void;
  publish<Message>(topic: Topic<Message>, message: NoInfer<Message>): void;
  publish(topic: string | Topic<unknown>, message: unknown): void {
    this.#shared.pubsub.publish(topicName(topic), message);
  }

  /**
   * Adds the handlers that the modules of a folder export, with a line in the log for each file.
   * @param folder A path from the working directory, or a URL: `new URL("./handlers/", import.meta.url)`.
   * @throws LV-HANDLER-FOLDER, LV-HANDLER-DUPLICATE, and what a module throws
   */
  async handlers(folder: string | URL): Promise<void> {
    for (const { file, handlers } of await this.#services.calls.handlers.load(folder)) {
      const names = handlers.map(({ name }) => name).join(", ");
      this.logger.info({ file }, names ? `Handlers in ${file}: ${names}` : `No handlers in ${file}`);
    }
    requireAccounts(this.#services);
  }

  /**
   * Changes open pages, from anywhere: a job, a webhook, a route.
   * @throws LV-UPDATE-HTML, LV-UPDATE-TARGET, LV-UPDATE-CONTENT, LV-UPDATE-URL, LV-ROOM-NAME
   * @example app.send({ room: "orders" }, { target: "#count", html: html`${count}` });
   */
  send(recipients: Recipients, ...updates: readonly PageUpdate[]): void {
    sendTo(this.#shared.pubsub, { recipients, updates });
  }

  /** How many updates found no element in their page since the app was started. */
  get missingTargets(): number {
    return this.#services.missing.total;
  }

  /** Logs an error that nobody handled. Returns the id under which the log has it. */
  reportError(error: unknown, about: string): string {
    return this.#services.problems.report(error, about);
  }

  /** Closes all connections and releases everything. Browsers reconnect by themselves when there is a server again. */
  async close(): Promise<void> {
    this.#isClosing = true;
    clearInterval(this.#sweeper);
    for (const connection of this.#connections) connection.restart();
    this.#services.mounted.closeAll();
    this.#services.callers.closeAll();
    await this.#shared.close();
    await this.#services.auth?.close();
  }

  async #start(): Promise<void> {
    await this.#services.auth?.start({
      ...this.#shared,
      signer: this.#services.signer,
      sealer: this.#sealer,
      production: this.#production,
      report: (error, about) => this.#services.problems.report(error, about),
      origin: () => this.#services.publicOrigin ?? this.#localOrigin,
    });
    this.#sweeper = setInterval(
      () => this.#sweep(),
      Math.min(sweepInterval, this.#services.views.hibernateAfter),
    ).unref();
  }

  #sweep(): void {
    const now = Date.now();
    this.#services.mounted.sweep(now);
    this.#services.callers.sweep(now);
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
    } catch (error) {
      return this.#refuse(context, error);
    }
    return await context.speaking(() => this.#answerIdentified(context));
  }

  async #answerIdentified(context: RequestContext): Promise<Response> {
    try {
      return await this.#route(context);
    } catch (error) {
      return this.#refuse(context, error);
    }
  }

  async #route(context: RequestContext): Promise<Response> {
    const { request, url } = context;
    const isCall = await isPostedCall(context, this.#services);
    // The form's page is the answer: where there is none, nothing is done.
    if (isCall && this.#services.router.hasPage(url.pathname)) return await this.#postedCall(context);
    const found = this.#services.router.find(request.method, url.pathname);
    if (!found) return this.#missing(context);
    context.params = found.params;
    // A live view's forms have a token of their own.
    const isLivePost = found.route.kind === "live" && request.method === "POST";
    if (!isSafeMethod(request.method) && !isLivePost) await context.checkForgery();
    return await this.#run(found, context);
  }

  async #postedCall(context: RequestContext): Promise<Response> {
    const headers = new Headers(context.request.headers);
    for (const name of ["content-type", "content-length"]) headers.delete(name);
    return await postedCall(context, this.#services, (path) =>
      this.handle(new Request(new URL(path, context.url), { headers })),
    );
  }

  async #run({ route }: RouteMatch, context: RequestContext): Promise<Response> {
    if (route.kind === "live" && context.request.method === "POST")
      return await postedEvent(route, context, this.#services);
    context.isLive = route.kind === "live";
    if (route.kind === "live") return await livePage(route, context, this.#services);
    try {
      await admitRoute(route, context, this.#services);
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

/** Of a browser's languages those count that the app speaks. */
function requestOptions({ request, languages }: AppOptions): RequestOptions | undefined {
  return languages ? { locales: languages.supported, ...request } : request;
}

/** Whose limits count for a page that waits for its connection. */
function groupOf({ principal, sessionHash }: Pick<MountedView, "principal" | "sessionHash">): string {
  return principal.user.isAuthenticated ? sessionHash : visitors;
}

function refused(connection: Connection, socket: LiveSocket, why: "Outdated" | "Restarting"): Connection {
  connection.closed();
  socket.close(CloseCode[why], why.toLowerCase());
  return connection;
}

function speaksOurVersion({ url }: Request): boolean {
  return new URL(url).searchParams.get("v") === String(protocolVersion);
}

function hostsOf({ hosts = [], publicOrigin }: AppOptions): Hosts {
  return new Hosts(publicOrigin === undefined ? hosts : [...hosts, new URL(publicOrigin).hostname]);
}

function checkOrigin(origin: string | undefined): string | undefined {
  if (origin === undefined || (URL.canParse(origin) && new URL(origin).origin === origin)) return origin;
  throw new LiveloomError("LV-CONFIG-ORIGIN", { got: origin });
}
