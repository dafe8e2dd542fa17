import { csrfFieldName } from "../../http/csrf.ts";
import { publicPage } from "../../live/guards.ts";
import { get, type HttpRoute, post } from "../../server/http-route.ts";
import type { Session } from "../../session/session.ts";
import { html } from "../../template/html.ts";

interface LogoutAccounts {
  readonly loginPath: string;
  logOut(session: Session): Promise<void>;
}

/** Also for those who are logged out already, in another window. */
const isOpen = { access: publicPage() };

const path = "/accounts/logout/";

/** Logging out. It changes something, so it takes a POST; a GET only asks. */
export function logoutRoutes(accounts: LogoutAccounts): HttpRoute[] {
  return [
    get(path, isOpen, (context) => context.page({ title: "Log out", body: logoutPage(context.csrfToken()) })),
    post(path, isOpen, async (context) => {
      await accounts.logOut(context.session);
      return context.redirect(accounts.loginPath);
    }),
  ];
}

function logoutPage(token: string) {
  return html`<article class="account-card">
  <h1>Log out?</h1>
  <form method="post" action=${path}>
    <input type="hidden" name=${csrfFieldName} value=${token}>
    <button type="submit">Log out</button>
  </form>
</article>`;
}
