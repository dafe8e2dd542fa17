import { csrfFieldName } from "../../http/csrf.ts";
import { safeRedirect } from "../../http/safe-redirect.ts";
import { publicPage } from "../../live/guards.ts";
import type { HttpContext } from "../../server/http-context.ts";
import { get, type HttpRoute, post } from "../../server/http-route.ts";
import type { LoginDetails, Session } from "../../session/session.ts";
import { html } from "../../template/html.ts";
import { when } from "../../template/when.ts";

/** What the login page needs of accounts. */
interface LoginAccounts {
  readonly loginPath: string;
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
}

interface LoginForm {
  readonly username: string;
  readonly next: string | undefined;
  readonly isRemembered: boolean;
  readonly isWrong: boolean;
}

/** The login page. After login it follows `next` when that is a page of this app, and ignores it otherwise. */
export function loginRoutes(
  accounts: LoginAccounts,
  { loginRedirect = "/", siteName }: LoginOptions,
): HttpRoute[] {
  const isOpen = { access: publicPage() };
  const title = siteName ? `Log in to ${siteName}` : "Log in";

  function show(context: HttpContext, form: LoginForm): Response {
    const body = loginPage({ action: accounts.loginPath, title, token: context.csrfToken(), ...form });
    return context.page({ title, body, status: form.isWrong ? 422 : 200 });
  }

  async function submit(context: HttpContext): Promise<Response> {
    const fields = await context.form();
    const username = fields.get("username") ?? "";
    const next = safeRedirect(fields.get("next") ?? context.url.searchParams.get("next"), context.ownOrigin);
    const password = fields.get("password") ?? "";
    const isRemembered = fields.get("remember") !== undefined;
    const userAgent = context.request.headers.get("user-agent") ?? "";
    const details = { isRemembered, userAgent };
    const isIn = await accounts.logInWithPassword(context.session, username, password, details);
    if (isIn) return context.redirect(next ?? loginRedirect);
    return show(context, { username, next, isRemembered, isWrong: true });
  }

  return [
    get(accounts.loginPath, isOpen, (context) => {
      const next = safeRedirect(context.url.searchParams.get("next"), context.ownOrigin);
      if (context.principal.user.isAuthenticated) return context.redirect(next ?? loginRedirect, 302);
      return show(context, { username: "", next, isRemembered: false, isWrong: false });
    }),
    post(accounts.loginPath, isOpen, submit),
  ];
}

function loginPage(page: LoginForm & { action: string; title: string; token: string }) {
  const { action, title, token, username, next, isRemembered, isWrong } = page;
  return html`<article class="account-card">
  <h1>${title}</h1>
  <form method="post" action=${action}>
    <input type="hidden" name=${csrfFieldName} value=${token}>
    ${when(next, () => html`<input type="hidden" name="next" value=${next}>`)}
    ${when(isWrong, () => html`<p role="alert" id="login-error">This username and password do not match an account.</p>`)}
    <label for="username">Username</label>
    <input id="username" name="username" value=${username} autocomplete="username" autocapitalize="none"
      spellcheck="false" required autofocus aria-describedby=${isWrong && "login-error"} aria-invalid=${isWrong && "true"}>
    <label for="password">Password</label>
    <input id="password" name="password" type="password" autocomplete="current-password" required
      aria-describedby=${isWrong && "login-error"} aria-invalid=${isWrong && "true"}>
    <label><input name="remember" type="checkbox" value="1" checked=${isRemembered}> Stay logged in on this device</label>
    <button type="submit">Log in</button>
  </form>
</article>`;
}
