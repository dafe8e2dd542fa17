import { SecondFactorRequired } from "../../errors.ts";
import { readCookies } from "../../http/cookies.ts";
import { safeRedirect } from "../../http/safe-redirect.ts";
import { publicPage } from "../../live/guards.ts";
import type { HttpContext } from "../../server/http-context.ts";
import { get, type HttpRoute, post } from "../../server/http-route.ts";
import { withNext } from "../../server/way-in.ts";
import type { Session } from "../../session/session.ts";
import { type Html, html } from "../../template/html.ts";
import { when } from "../../template/when.ts";
import type { PasswordLoginOptions } from "../logins.ts";
import { resetPath } from "../password-reset.ts";
import { signUpPath } from "../sign-ups.ts";
import type { Languages } from "../texts/languages.ts";
import type { KnownBrowsers } from "../throttling/known-browsers.ts";
import { accountCard } from "./account-card.ts";
import { pageLink } from "./account-page.ts";
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

/** What the login page needs of accounts. */
interface LoginAccounts {
  readonly loginPath: string;
  readonly languages: Languages;
  readonly mailing: object | undefined;
  readonly takesSignUps: boolean;
  readonly knownBrowsers: KnownBrowsers;
  logInWithPassword(
    session: Session,
    username: string,
    password: string,
    options: PasswordLoginOptions,
  ): Promise<boolean>;
}

interface LoginOptions {
  /** Whether people can log in with passkeys. */
  readonly passkeys?: boolean;
  readonly loginRedirect?: string;
  readonly siteName?: string;
  readonly look?: (page: LoginPage) => Html;
}

/** What the login page shows. Its fields are `username`, `password`, `remember` and `next`. */
export interface LoginPage extends PasswordPage {
  readonly username: string;
  /** Where to go afterwards: a path of this app. */
  readonly next: string | undefined;
  readonly isRemembered: boolean;
  /** Whether people can ask for a new password, and for an account. */
  readonly canReset: boolean;
  readonly canSignUp: boolean;
  /** Where accounts take passkeys: put it into the form. */
  readonly passkeyButton: Html | undefined;
}

type LoginForm = Pick<LoginPage, "username" | "next" | "isRemembered">;

/** The login page. After login it follows `next` when that is a page of this app, and ignores it otherwise. */
export function loginRoutes(
  accounts: LoginAccounts,
  { loginRedirect = "/", siteName, passkeys = false, look = loginLook }: LoginOptions,
): HttpRoute[] {
  const { languages, loginPath: action, takesSignUps: canSignUp, mailing, knownBrowsers } = accounts;
  const isOpen = { access: publicPage() };

  function show(context: HttpContext, form: LoginForm, outcome: PasswordOutcome): Response {
    const title: Parameters<typeof plainPage>[1]["title"] = (texts) =>
      siteName ? texts.logInTo(siteName) : texts.logIn;
    const plain = plainPage(context, { languages, action, title });
    const body = look({
      ...plain,
      ...form,
      ...shownOutcome(outcome),
      canReset: mailing !== undefined,
      canSignUp,
      passkeyButton: passkeys ? passkeyButton(plain.texts, plain.texts.logInWithPasskey) : undefined,
    });
    return answerWith(context, { title: plain.title, body }, outcome);
  }

  async function submit(context: HttpContext): Promise<Response> {
    const fields = await context.form();
    const username = fields.get("username") ?? "";
    const next = safeRedirect(fields.get("next") ?? context.url.searchParams.get("next"), context.ownOrigin);
    const password = fields.get("password") ?? "";
    const isRemembered = fields.get("remember") !== undefined;
    const userAgent = context.request.headers.get("user-agent") ?? "";
    const browser = knownBrowsers.of(readCookies(context.request));
    const details = { isRemembered, userAgent, address: context.address, browser };
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
    const response = context.redirect(next ?? loginRedirect);
    const secure = context.ownOrigin.startsWith("https:");
    response.headers.append("set-cookie", knownBrowsers.cookieFor(browser, username, { secure }));
    return response;
  }

  return [
    get(action, isOpen, (context) => {
      const next = safeRedirect(context.url.searchParams.get("next"), context.ownOrigin);
      if (context.principal.user.isAuthenticated) return context.redirect(next ?? loginRedirect, 302);
      return show(context, { username: "", next, isRemembered: false }, notTried);
    }),
    post(action, isOpen, submit),
  ];
}

function loginLook(page: LoginPage): Html {
  const { texts, title, isWrong, problem } = page;
  const describedBy = problem === undefined ? null : "login-error";
  const content = html`<form method="post" action=${page.action}>
    ${page.csrfField}
    ${when(page.next, () => html`<input type="hidden" name="next" value=${page.next}>`)}
    ${when(problem, () => html`<p role="alert" id="login-error">${problem}</p>`)}
    <p><label for="username">${texts.username}</label>
    <input id="username" name="username" value=${page.username} autocomplete="username" autocapitalize="none"
      spellcheck="false" required autofocus=${!problem} aria-describedby=${describedBy} aria-invalid=${isWrong && "true"}></p>
    <p><label for="password">${texts.password}</label>
    <input id="password" name="password" type="password" autocomplete="current-password" required autofocus=${Boolean(problem)}
      aria-describedby=${describedBy} aria-invalid=${isWrong && "true"}></p>
    <label class="account-check"><input name="remember" type="checkbox" value="1" checked=${page.isRemembered}> ${texts.stayLoggedIn}</label>
    <button type="submit">${texts.logIn}</button>
    ${page.passkeyButton}
  </form>
  ${when(page.canReset, () => html`<p>${pageLink(resetPath, texts.forgotPassword)}</p>`)}
  ${when(page.canSignUp, () => html`<p>${texts.noAccount} ${pageLink(signUpPath, texts.signUp)}</p>`)}`;
  return accountCard(texts, { title, content });
}
