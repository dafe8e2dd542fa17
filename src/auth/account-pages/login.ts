import { SecondFactorRequired } from "../../errors.ts";
import { safeRedirect } from "../../http/safe-redirect.ts";
import { publicPage } from "../../live/guards.ts";
import type { HttpContext } from "../../server/http-context.ts";
import { get, type HttpRoute, post } from "../../server/http-route.ts";
import { withNext } from "../../server/way-in.ts";
import type { Session } from "../../session/session.ts";
import { type Html, html } from "../../template/html.ts";
import { when } from "../../template/when.ts";
import type { PasswordLoginOptions } from "../logins.ts";
import type { OpenIdProvider } from "../open-id/open-id-provider.ts";
import { resetPath } from "../password-reset.ts";
import { signUpPath } from "../sign-ups.ts";
import type { Languages } from "../texts/languages.ts";
import type { KnownBrowsers } from "../throttling/known-browsers.ts";
import { accountCard } from "./account-card.ts";
import { pageLink } from "./account-page.ts";
import { nextField } from "./next-field.ts";
import { passkeyButton } from "./passkey-button.ts";
import {
  answerWith,
  notTried,
  type PasswordOutcome,
  type PasswordPage,
  shownOutcome,
  tryPassword,
} from "./password-outcome.ts";
import { secondFactorPath } from "./paths.ts";
import { plainPage } from "./plain-page.ts";
import { orElse, type ProviderButton, providerButton, providerButtons } from "./provider-buttons.ts";
import { loggedIn, visitorOf } from "./visitor.ts";

/** What the login page needs of accounts. */
interface LoginAccounts {
  readonly loginPath: string;
  readonly languages: Languages;
  readonly mailing: object | undefined;
  readonly takesSignUps: boolean;
  readonly takesPasswords: boolean;
  readonly openId: { readonly providers: readonly OpenIdProvider[] } | undefined;
  readonly knownBrowsers: KnownBrowsers;
  logInWithPassword(
    session: Session,
    username: string,
    password: string,
    options: PasswordLoginOptions,
  ): Promise<boolean>;
}

interface LoginLookOptions {
  /** Whether people can log in with passkeys. */
  readonly passkeys?: boolean;
  readonly siteName?: string;
  readonly look?: (page: LoginPage) => Html;
}

/** What the login page shows. Its fields are `username`, `password`, `remember` and `next`; providers take the last two. */
export interface LoginPage extends PasswordPage {
  readonly username: string;
  /** Where to go afterwards: a path of this app. */
  readonly next: string | undefined;
  readonly isRemembered: boolean;
  /** Whether people can ask for a new password, and for an account. */
  readonly canReset: boolean;
  readonly canSignUp: boolean;
  /** Whether people can log in with a password. */
  readonly takesPasswords: boolean;
  /** Where else they can log in: the form is posted to the provider's `action`. */
  readonly providers: readonly ProviderButton[];
  /** Where accounts take passkeys: put it into the form. */
  readonly passkeyButton: Html | undefined;
}

type LoginForm = Pick<LoginPage, "username" | "next" | "isRemembered">;

/** Answers with the login page. */
export type ShowLogin = (
  context: HttpContext,
  form: Partial<LoginForm>,
  outcome: PasswordOutcome,
) => Response;

export function showLogin(
  accounts: LoginAccounts,
  { siteName, passkeys = false, look = loginLook }: LoginLookOptions,
): ShowLogin {
  const { languages, loginPath: action, takesSignUps: canSignUp, takesPasswords, mailing } = accounts;
  const providers = (accounts.openId?.providers ?? []).map((provider) => providerButton(provider, "login"));
  return (context, { username = "", next, isRemembered = false }, outcome) => {
    const title: Parameters<typeof plainPage>[1]["title"] = (texts) =>
      siteName ? texts.logInTo(siteName) : texts.logIn;
    const plain = plainPage(context, { languages, action, title });
    const body = look({
      ...plain,
      ...{ username, next, isRemembered },
      ...shownOutcome(outcome),
      canReset: takesPasswords && mailing !== undefined,
      canSignUp,
      takesPasswords,
      providers,
      passkeyButton: passkeys ? passkeyButton(plain.texts, plain.texts.logInWithPasskey) : undefined,
    });
    return answerWith(context, { title: plain.title, body }, outcome);
  };
}

/** The login page. After login it follows `next` when that is a page of this app, and ignores it otherwise. */
export function loginRoutes(
  accounts: LoginAccounts,
  { loginRedirect = "/", show }: { readonly loginRedirect?: string; readonly show: ShowLogin },
): HttpRoute[] {
  const { languages, loginPath: action, takesPasswords, knownBrowsers } = accounts;
  const isOpen = { access: publicPage() };

  async function submit(context: HttpContext): Promise<Response> {
    const fields = await context.form();
    const username = fields.get("username") ?? "";
    const next = safeRedirect(fields.get("next") ?? context.url.searchParams.get("next"), context.ownOrigin);
    const password = fields.get("password") ?? "";
    const isRemembered = fields.get("remember") !== undefined;
    const details = { isRemembered, ...visitorOf(context, knownBrowsers) };
    const texts = languages.of(context.locale);
    const check = () => accounts.logInWithPassword(context.session, username, password, details);
    let outcome: true | PasswordOutcome;
    try {
      outcome = await tryPassword(check, { texts, wrong: texts.logInFailed });
    } catch (error) {
      if (!(error instanceof SecondFactorRequired)) throw error;
      return context.redirect(withNext(secondFactorPath, next));
    }
    if (outcome !== true) return show(context, { username, next, isRemembered }, outcome);
    return loggedIn(context, { account: { username }, to: next ?? loginRedirect, knownBrowsers });
  }

  return [
    get(action, isOpen, (context) => {
      const next = safeRedirect(context.url.searchParams.get("next"), context.ownOrigin);
      if (context.principal.user.isAuthenticated) return context.redirect(next ?? loginRedirect, 302);
      return show(context, { next }, notTried);
    }),
    ...(takesPasswords ? [post(action, isOpen, submit)] : []),
  ];
}

function loginLook(page: LoginPage): Html {
  const { texts, title, problem, providers, takesPasswords } = page;
  const content = html`<form method="post" action=${page.action}>
    ${page.csrfField}
    ${nextField(page.next)}
    ${when(problem, () => html`<p role="alert" id="login-error">${problem}</p>`)}
    ${when(takesPasswords, () => passwordFields(page))}
    <label class="account-check"><input name="remember" type="checkbox" value="1" checked=${page.isRemembered}> ${texts.stayLoggedIn}</label>
    ${when(takesPasswords, () => html`<button type="submit">${texts.logIn}</button>`)}
    ${page.passkeyButton}
    ${when(takesPasswords && providers.length > 0, () => orElse(texts.or))}
    ${when(providers.length > 0, () => providerButtons(providers, texts.logInWith, takesPasswords))}
  </form>
  ${when(page.canReset, () => html`<p>${pageLink(resetPath, texts.forgotPassword)}</p>`)}
  ${when(page.canSignUp, () => html`<p>${texts.noAccount} ${pageLink(signUpPath, texts.signUp)}</p>`)}`;
  return accountCard(texts, { title, content });
}

function passwordFields({ texts, username, isWrong, problem }: LoginPage): Html {
  // Otherwise it is about another way in.
  const isAboutPassword = problem !== undefined && username !== "";
  const describedBy = isAboutPassword ? "login-error" : null;
  return html`<p><label for="username">${texts.username}</label>
    <input id="username" name="username" value=${username} autocomplete="username" autocapitalize="none"
      spellcheck="false" required autofocus=${!isAboutPassword} aria-describedby=${describedBy} aria-invalid=${isWrong && "true"}></p>
    <p><label for="password">${texts.password}</label>
    <input id="password" name="password" type="password" autocomplete="current-password" required autofocus=${isAboutPassword}
      aria-describedby=${describedBy} aria-invalid=${isWrong && "true"}></p>`;
}
