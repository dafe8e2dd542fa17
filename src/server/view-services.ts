import { csrfToken } from "../http/csrf.ts";
import type { Signer } from "../http/signing.ts";
import { accessList } from "../live/access.ts";
import type { Paths } from "../live/navigation/view-navigation.ts";
import { RateLimits } from "../live/rate-limits.ts";
import { RestWarnings } from "../live/rest-warnings.ts";
import type { ViewServices } from "../live/view-services.ts";
import { keepMessages } from "../session/kept-messages.ts";
import type { SessionStore } from "../session/session-store.ts";
import type { AppOptions } from "./app-options.ts";
import type { Logger } from "./logger.ts";
import type { Problems } from "./problem.ts";
import type { Router } from "./router.ts";
import type { SharedServices } from "./shared-services.ts";
import { wayIn } from "./way-in.ts";

/** How long nothing happens on a page before its view rests, in milliseconds. */
const hibernateAfter = 15_000;

/** How long a handler may take, in milliseconds. */
const handlerTimeout = 30_000;

interface Means {
  readonly shared: SharedServices;
  readonly router: Router;
  readonly sessions: SessionStore;
  readonly signer: Signer;
  readonly problems: Problems;
  readonly logger: Logger;
  readonly production: boolean;
}

/** What the views of an app need of it. */
export function viewServices(
  options: AppOptions,
  { shared, router, sessions, signer, problems, logger, production }: Means,
): ViewServices {
  return {
    access: accessList(options.access) ?? [],
    wayIn: (error, url) => wayIn(error, options.auth, url),
    pubsub: shared.pubsub,
    clock: options.clock,
    rateLimits: new RateLimits(shared.limiters),
    audit: options.auth?.audit,
    templates: options.templates,
    languages: options.languages,
    csrfToken: (sessionHash) => csrfToken(signer, sessionHash),
    report: (error, about) => problems.report(error, about),
    paths: pathsOf(router),
    keepMessages: async (idHash, messages) => {
      try {
        await keepMessages({ store: sessions, idHash, now: Date.now() }, messages);
      } catch (error) {
        problems.report(error, "messages for the next page");
      }
    },
    hibernateAfter: options.hibernateAfter ?? hibernateAfter,
    restWarnings: production ? undefined : new RestWarnings((...entry) => logger.warn(...entry)),
    handlerTimeout: options.handlerTimeout ?? handlerTimeout,
    onMount: options.onMount ?? [],
    hint: production ? undefined : (text) => problems.warnOnce(text),
  };
}

function pathsOf(router: Router): Paths {
  return {
    find: (path) => {
      const found = router.findLive(path);
      return found && { View: found.route.View, params: found.params };
    },
    change: (path, params) => router.change(path, params),
    of: (View, params) => router.pathOf(View, params),
  };
}
