import type { Handler } from "../handlers/handler.ts";
import type { AuthorizeRoom } from "../handlers/handler-services.ts";
import type { Handlers } from "../handlers/handlers.ts";
import type { StaticFiles } from "../http/static-files.ts";
import type { AppLanguages } from "../languages/page-languages.ts";
import type { AccessRules } from "../live/access.ts";
import type { Clock } from "../live/clock.ts";
import type { FrameLimits } from "../live/frame-budget.ts";
import type { MountHook } from "../live/mount-hooks.ts";
import type { Templates } from "../live/view-context.ts";
import type { RequestOptions } from "../live/visitor.ts";
import type { PubSub } from "../pubsub/pubsub.ts";
import type { RedisClient } from "../pubsub/redis-connection.ts";
import type { AuthProvider } from "./auth-provider.ts";
import type { Layout } from "./layout.ts";
import type { Logger } from "./logger.ts";
import type { Route } from "./router.ts";

export interface AppOptions {
  /** Live views made by `live()`, plain routes made by `get()` and `post()`. The first that fits answers. */
  readonly routes: readonly Route[];
  /** Accounts, from `accounts()`. Without them nobody can log in and sessions are kept in memory. */
  readonly auth?: AuthProvider;
  /**
   * The rules for every page and plain route that has none of its own. With `loginRequired()` the app is closed:
   * whatever is for everybody says so by `publicPage()`. Files and the login page stay open. Default: everybody may.
   */
  readonly access?: AccessRules;
  /** The document around every page. Default: a bare one. */
  readonly layout?: Layout;
  /** Template files for views with `static template`, from `new DjangoTemplates()` of "liveloom/django". */
  readonly templates?: Templates;
  /** Folders of files, from `staticFiles()`. */
  readonly files?: readonly StaticFiles[];
  /** Signs cookies and tokens; at least 32 characters. Default: `LIVELOOM_SECRET`; in development one is made. */
  readonly secret?: string;
  /**
   * The origin people use, "https://example.com". Needed behind a proxy: it decides about secure cookies and
   * which origins may connect. Default: that of each request.
   */
  readonly publicOrigin?: string;
  /**
   * The names the app answers to besides that of `publicOrigin`: "example.com", "*.example.com" for all below it, "*" for
   * any. A request for another one is refused (RFC 9110, 7.4; DNS rebinding). Addresses and names that nobody can
   * own, such as localhost, are always answered to. Default: none.
   */
  readonly hosts?: readonly string[];
  /**
   * The proxies before the app, by address or network: `["10.0.0.0/8"]`. What they say in `X-Forwarded-For` is where a
   * browser is, for limits, the list of sessions and the audit log; nobody else is believed. Default: none.
   */
  readonly trustedProxies?: readonly string[];
  /** Whether errors keep their details from the browser. Default: `NODE_ENV` is "production". */
  readonly production?: boolean;
  /**
   * How many messages one connection may send: `frameBurst` at once (default: 200), `framesPerSecond` for long
   * (default: 50). More are refused, and who does not stop is disconnected.
   */
  readonly limits?: Partial<FrameLimits>;
  /**
   * How long nothing happens on a page before its view gives memory back, in milliseconds: what was rendered, and
   * the instance of a view with `restore()`. People do not notice. Default: 15,000.
   */
  readonly hibernateAfter?: number;
  /**
   * How long an event's body, `handleInfo` or a mount may take, in milliseconds. What takes longer fails with
   * LV-TIMEOUT, and the page goes on. Default: 30,000. With `Infinity` nothing is given up.
   */
  readonly handlerTimeout?: number;
  /** What views may know of a request: `this.request`. */
  readonly request?: RequestOptions;
  /** Functions that run before every view's own `onMount` hooks and `mount`, in order. */
  readonly onMount?: readonly MountHook[];
  /**
   * Functions that pages call by name: a list of what `handler()` made, or `new Handlers(...)` when something runs
   * around them. `app.handlers(folder)` adds those of a folder.
   */
  readonly handlers?: readonly Handler[] | Handlers;
  /**
   * Whether a page may enter a room that it names in `live-room` without a signature. Default: no page may.
   * @example (room, { user }) => room === `team:${teamOf(user)}`
   */
  readonly authorizeRoom?: AuthorizeRoom;
  /**
   * The languages the app speaks, from `createLanguages()` of "liveloom/languages". Every page, event and handler then
   * runs in its page's language.
   */
  readonly languages?: AppLanguages;
  /** What `every` and `after` go by. Default: the real time. */
  readonly clock?: Clock;
  /**
   * Redis for apps of several processes: messages reach the pages of all of them, and limits count together.
   * "redis://localhost:6379", or a client of the package `redis`, which has to be installed. Default: none.
   */
  readonly redis?: string | RedisClient;
  /** Default: over `redis` when that is given, otherwise in memory, for one process. */
  readonly pubsub?: PubSub;
  /** Default: pino, JSON lines on standard output at the level in `LOG_LEVEL` ("info"). */
  readonly logger?: Logger;
}
