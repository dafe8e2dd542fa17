import { safeRedirect } from "../../http/safe-redirect.ts";
import { publicPage } from "../../live/guards.ts";
import type { HttpContext } from "../../server/http-context.ts";
import { type HttpRoute, post } from "../../server/http-route.ts";
import { wantsPage } from "../../server/wants-page.ts";
import { withNext } from "../../server/way-in.ts";
import type { FactorLogins } from "../second-factors/factor-logins.ts";
import type { Languages } from "../texts/languages.ts";
import type { KnownBrowsers } from "../throttling/known-browsers.ts";
import { passkeyPath, secondFactorPath } from "./paths.ts";
import { loggedIn, visitorOf } from "./visitor.ts";

/** What the route needs of accounts. */
interface PasskeyAccounts {
  readonly loginPath: string;
  readonly confirmPath: string;
  readonly languages: Languages;
  readonly knownBrowsers: KnownBrowsers;
}

/**
 * Where the buttons for passkeys of the login page, the page for second factors and the confirm page lead. A post
 * without a credential is answered with what the browser needs for one.
 */
export function passkeyRoutes(
  accounts: PasskeyAccounts,
  factorLogins: FactorLogins,
  { loginRedirect = "/" }: { readonly loginRedirect?: string },
): HttpRoute[] {
  const { languages, knownBrowsers } = accounts;

  async function submit(context: HttpContext): Promise<Response> {
    const { session, ownOrigin: origin } = context;
    const fields = await context.form();
    const visitor = visitorOf(context, knownBrowsers);
    const credential = fields.get("credential");
    const next = safeRedirect(fields.get("next") ?? context.url.searchParams.get("next"), origin);
    if (credential === undefined && !wantsPage(context.request))
      return Response.json(await factorLogins.passkeyOptions(session, origin, visitor));
    const details = { isRemembered: fields.get("remember") !== undefined, ...visitor };
    const subject = await factorLogins.subjectOf(session);
    const account = await factorLogins.withPasskey(
      session,
      { origin, credential: credential ?? "" },
      details,
    );
    if (account) return loggedIn(context, { account, to: next ?? loginRedirect, knownBrowsers });
    context.flash("error", languages.of(context.locale).passkeyRefused);
    const back = subject?.isLoggedIn ? accounts.confirmPath : accounts.loginPath;
    return context.redirect(withNext(subject && !subject.isLoggedIn ? secondFactorPath : back, next));
  }

  return [post(passkeyPath, { access: publicPage() }, submit)];
}
