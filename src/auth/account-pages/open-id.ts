import { safeRedirect } from "../../http/safe-redirect.ts";
import { loginRequired, publicPage } from "../../live/guards.ts";
import type { HttpContext, RouteHandler } from "../../server/http-context.ts";
import { get, type HttpRoute, post } from "../../server/http-route.ts";
import { withNext } from "../../server/way-in.ts";
import { html } from "../../template/html.ts";
import type { OpenId } from "../open-id/open-id.ts";
import type { Traveller } from "../open-id/open-id-logins.ts";
import { type OpenIdProvider, providerPath } from "../open-id/open-id-provider.ts";
import type { VisitIntent, VisitPurpose } from "../open-id/open-id-visits.ts";
import type { AccountTexts } from "../texts/account-texts.ts";
import type { Languages } from "../texts/languages.ts";
import type { KnownBrowsers } from "../throttling/known-browsers.ts";
import { accountCard } from "./account-card.ts";
import type { ShowLogin } from "./login.ts";
import { openIdProblem } from "./open-id-problem.ts";
import type { PasswordOutcome } from "./password-outcome.ts";
import { connectionsPath, secondFactorPath } from "./paths.ts";
import { recentAccess } from "./recent-access.ts";
import { loggedIn, visitorOf } from "./visitor.ts";
import { waitOf } from "./wait-of.ts";

interface OpenIdAccounts {
  readonly openId: OpenId | undefined;
  readonly confirmPath: string;
  readonly languages: Languages;
  readonly knownBrowsers: KnownBrowsers;
}

interface OpenIdRouteOptions {
  readonly loginRedirect?: string;
  readonly showLogin: ShowLogin;
}

/** The ways to the providers and back. */
export function openIdRoutes(accounts: OpenIdAccounts, options: OpenIdRouteOptions): HttpRoute[] {
  const { openId } = accounts;
  if (!openId) return [];
  return openId.providers.flatMap(
    (provider) => new ProviderRoutes({ ...accounts, ...options, openId, provider }).all,
  );
}

interface ProviderRoutesOptions extends OpenIdAccounts, OpenIdRouteOptions {
  readonly openId: OpenId;
  readonly provider: OpenIdProvider;
}

/** The way to one of them and back. */
class ProviderRoutes {
  readonly #parts: ProviderRoutesOptions;

  constructor(parts: ProviderRoutesOptions) {
    this.#parts = parts;
  }

  get all(): HttpRoute[] {
    const path = (step: VisitPurpose | "callback") => providerPath(this.#parts.provider, step);
    return [
      post(path("login"), { access: publicPage() }, this.#begin("login")),
      post(path("connect"), { access: recentAccess }, this.#begin("connect")),
      post(path("confirm"), { access: loginRequired() }, this.#begin("confirm")),
      get(path("callback"), { access: publicPage() }, (context) =>
        this.#orWait(context, { purpose: "login" }, () => this.#finish(context)),
      ),
    ];
  }

  #begin(purpose: VisitPurpose): RouteHandler {
    return async (context) => {
      const fields = await context.form();
      const next = safeRedirect(fields.get("next"), context.ownOrigin);
      const intent = { purpose, next, isRemembered: fields.has("remember") };
      return await this.#orWait(context, intent, () => this.#depart(context, intent));
    };
  }

  async #depart(context: HttpContext, intent: VisitIntent): Promise<Response> {
    const { openId, provider } = this.#parts;
    const traveller = this.#travellerIn(context);
    const { label } = provider;
    const departure = await openId.logins.depart(traveller, intent);
    if (departure instanceof URL) return onTheWay(context, departure, { texts: traveller.texts, label });
    return this.#show(context, intent, openIdProblem(departure, label, traveller.texts));
  }

  async #finish(context: HttpContext): Promise<Response> {
    const { openId, provider, loginRedirect = "/", knownBrowsers } = this.#parts;
    const traveller = this.#travellerIn(context);
    const { label } = provider;
    const arrival = await openId.logins.arrive(traveller, context.url.search);
    const { intent = { purpose: "login" } satisfies VisitIntent, refusal, isPending, account } = arrival;
    if (refusal) return this.#show(context, intent, openIdProblem(arrival, label, traveller.texts));
    if (isPending) return context.redirect(withNext(secondFactorPath, intent.next));
    const to = intent.next ?? loginRedirect;
    if (account) return loggedIn(context, { account, to, knownBrowsers });
    if (intent.purpose !== "connect") return context.redirect(to);
    context.flash("success", traveller.texts.isConnected(label));
    return context.redirect(connectionsPath);
  }

  /** Does it, unless it was done too often. */
  async #orWait(context: HttpContext, intent: VisitIntent, work: () => Promise<Response>): Promise<Response> {
    try {
      return await work();
    } catch (error) {
      const { text: problem, retryAfter } = waitOf(error, this.#parts.languages.of(context.locale));
      return this.#show(context, intent, { status: 429, problem, retryAfter });
    }
  }

  /** Where it has begun it is said what became of it. */
  #show(
    context: HttpContext,
    { purpose, next, isRemembered = false }: VisitIntent,
    outcome: PasswordOutcome,
  ): Response {
    const { showLogin, confirmPath } = this.#parts;
    if (purpose === "login") return showLogin(context, { next, isRemembered }, outcome);
    context.flash("error", outcome.problem ?? "");
    return context.redirect(purpose === "connect" ? connectionsPath : withNext(confirmPath, next));
  }

  #travellerIn(context: HttpContext): Traveller {
    const { openId, provider, languages, knownBrowsers } = this.#parts;
    const { userAgent, ...from } = visitorOf(context, knownBrowsers);
    return {
      provider,
      session: context.session,
      from,
      userAgent,
      texts: languages.of(context.locale),
      callback: openId.callbackOf(provider),
    };
  }
}

/**
 * Sends the browser on. Not by a redirect: a form of ours leads to our own site only (`form-action`), and browsers take
 * that to mean redirects, too.
 */
function onTheWay(
  context: HttpContext,
  { href }: URL,
  { texts, label }: { texts: AccountTexts; label: string },
): Response {
  const title = texts.goingTo(label);
  const content = html`<p><a href=${href}>${texts.goOnTo(label)}</a></p>`;
  const response = context.page({ title, body: accountCard(texts, { title, content }) });
  response.headers.set("refresh", `0; url=${href}`);
  return response;
}
