import { readCookies } from "../../http/cookies.ts";
import type { HttpContext } from "../../server/http-context.ts";
import type { Account } from "../store/user-store.ts";
import type { KnownBrowser, KnownBrowsers } from "../throttling/known-browsers.ts";

/** Who wants to log in, as far as their request says it. */
interface Visitor {
  readonly address: string;
  readonly userAgent: string;
  /** Undefined when nobody has logged in with it. */
  readonly browser: KnownBrowser | undefined;
}

export function visitorOf({ address, request }: HttpContext, knownBrowsers: KnownBrowsers): Visitor {
  const userAgent = request.headers.get("user-agent") ?? "";
  return { address, userAgent, browser: knownBrowsers.of(readCookies(request)) };
}

interface Welcome {
  readonly account: Pick<Account, "username">;
  /** A path of this app. */
  readonly to: string;
  readonly knownBrowsers: KnownBrowsers;
}

/** The answer to a login: the browser is known to the account from now on. */
export function loggedIn(context: HttpContext, { account, to, knownBrowsers }: Welcome): Response {
  const { browser } = visitorOf(context, knownBrowsers);
  const response = context.redirect(to);
  const secure = context.ownOrigin.startsWith("https:");
  response.headers.append("set-cookie", knownBrowsers.cookieFor(browser, account.username, { secure }));
  return response;
}
