import { safeRedirect } from "../../http/safe-redirect.ts";
import { publicPage } from "../../live/guards.ts";
import type { HttpContext } from "../../server/http-context.ts";
import { get, type HttpRoute, post } from "../../server/http-route.ts";
import type { LoginDetails, Session } from "../../session/session.ts";
import { type Html, html } from "../../template/html.ts";
import { when } from "../../template/when.ts";
import { resetPath } from "../password-reset.ts";
import { signUpPath } from "../sign-ups.ts";
import type { Languages } from "../texts/languages.ts";
import { accountCard } from "./account-card.ts";
import { pageLink } from "./account-page.ts";
import { type PlainPage, plainPage } from "./plain-page.ts";

/** What the login page needs of accounts. */
interface LoginAccounts {
  readonly loginPath: string;
  readonly languages: Languages;
  readonly mailing: object | undefined;
  readonly takesSignUps: boolean;
  logInWithPassword(
    session: Session,
    username: string,
    password: string,
    options: LoginDetails,
  ): Promise<boolean>;
}

interface LoginOptions {
  readonly loginRedirect?: string;
  readonly siteName?: string;
  readonly look?: (page: LoginPage) => Html;
}

/** What the login page shows. Its fields are `username`, `password`, `remember` and `next`. */
export interface LoginPage extends PlainPage {
  readonly username: string;
  /** Where to go afterwards: a path of this app. */
  readonly next: string | undefined;
  readonly isRemembered: boolean;
  /** Whether username and password did not fit. */
  readonly isWrong: boolean;
  /** Whether people can ask for a new password, and for an account. */
  readonly canReset: boolean;
  readonly canSignUp: boolean;
}

type LoginForm = Pick<LoginPage, "username" | "next" | "isRemembered" | "isWrong">;

/** The login page. After login it follows `next` when that is a page of this app, and ignores it otherwise. */
export function loginRoutes(
  accounts: LoginAccounts,
  { loginRedirect = "/", siteName, look = loginLook }: LoginOptions,
): HttpRoute[] {
  const { languages, loginPath: action, takesSignUps: canSignUp, mailing } = accounts;
  const isOpen = { access: publicPage() };

  function show(context: HttpContext, form: LoginForm): Response {
    const title: Parameters<typeof plainPage>[1]["title"] = (texts) =>
      siteName ? texts.logInTo(siteName) : texts.logIn;
    const plain = plainPage(context, { languages, action, title });
    const body = look({ ...plain, ...form, canReset: mailing !== undefined, canSignUp });
    return context.page({ title: plain.title, body, status: form.isWrong ? 422 : 200 });
  }

  async function submit(context: HttpContext): Promise<Response> {
    const fields = await context.form();
    const username = fields.get("username") ?? "";
    const next = safeRedirect(fields.get("next") ?? context.url.searchParams.get("next"), context.ownOrigin);
    const password = fields.get("password") ?? "";
    const isRemembered = fields.get("remember") !== undefined;
    const userAgent = context.request.headers.get("user-agent") ?? "";
    const details = { isRemembered, userAgent, address: context.address };
    const isIn = await accounts.logInWithPassword(context.session, username, password, details);
    if (isIn) return context.redirect(next ?? loginRedirect);
    return show(context, { username, next, isRemembered, isWrong: true });
  }

  return [
    get(action, isOpen, (context) => {
      const next = safeRedirect(context.url.searchParams.get("next"), context.ownOrigin);
      if (context.principal.user.isAuthenticated) return context.redirect(next ?? loginRedirect, 302);
      return show(context, { username: "", next, isRemembered: false, isWrong: false });
    }),
    post(action, isOpen, submit),
  ];
}

function loginLook(page: LoginPage): Html {
  const { texts, title, isWrong } = page;
  const error = html`<p role="alert" id="login-error">${texts.logInFailed}</p>`;
  const content = html`<form method="post" action=${page.action}>
    ${page.csrfField}
    ${when(page.next, () => html`<input type="hidden" name="next" value=${page.next}>`)}
    ${isWrong && error}
    <p><label for="username">${texts.username}</label>
    <input id="username" name="username" value=${page.username} autocomplete="username" autocapitalize="none"
      spellcheck="false" required autofocus=${!isWrong} aria-describedby=${isWrong && "login-error"} aria-invalid=${isWrong && "true"}></p>
    <p><label for="password">${texts.password}</label>
    <input id="password" name="password" type="password" autocomplete="current-password" required autofocus=${isWrong}
      aria-describedby=${isWrong && "login-error"} aria-invalid=${isWrong && "true"}></p>
    <label class="account-check"><input name="remember" type="checkbox" value="1" checked=${page.isRemembered}> ${texts.stayLoggedIn}</label>
    <button type="submit">${texts.logIn}</button>
  </form>
  ${when(page.canReset, () => html`<p>${pageLink(resetPath, texts.forgotPassword)}</p>`)}
  ${when(page.canSignUp, () => html`<p>${texts.noAccount} ${pageLink(signUpPath, texts.signUp)}</p>`)}`;
  return accountCard(texts, { title, content });
}
