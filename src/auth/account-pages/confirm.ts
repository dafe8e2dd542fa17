import { csrfFieldName } from "../../http/csrf.ts";
import { safeRedirect } from "../../http/safe-redirect.ts";
import { loginRequired } from "../../live/guards.ts";
import type { HttpContext } from "../../server/http-context.ts";
import { get, type HttpRoute, post } from "../../server/http-route.ts";
import type { Session } from "../../session/session.ts";
import { html } from "../../template/html.ts";
import { when } from "../../template/when.ts";

/** What the page needs of accounts. */
interface ConfirmAccounts {
  readonly confirmPath: string;
  confirm(session: Session, password: string): Promise<boolean>;
}

interface ConfirmForm {
  readonly next: string | undefined;
  readonly isWrong: boolean;
}

const title = "Confirm that it is you";

/** Where somebody who is logged in proves again that it is them, before something that asks for `recentAuth()`. */
export function confirmRoutes(
  accounts: ConfirmAccounts,
  { loginRedirect = "/" }: { readonly loginRedirect?: string },
): HttpRoute[] {
  const options = { access: loginRequired() };

  function show(context: HttpContext, form: ConfirmForm): Response {
    const { username } = context.principal.user;
    const body = confirmPage({ action: accounts.confirmPath, token: context.csrfToken(), username, ...form });
    return context.page({ title, body, status: form.isWrong ? 422 : 200 });
  }

  return [
    get(accounts.confirmPath, options, (context) => {
      const next = safeRedirect(context.url.searchParams.get("next"), context.ownOrigin);
      return show(context, { next, isWrong: false });
    }),
    post(accounts.confirmPath, options, async (context) => {
      const fields = await context.form();
      const next = safeRedirect(fields.get("next"), context.ownOrigin);
      const isRight = await accounts.confirm(context.session, fields.get("password") ?? "");
      return isRight ? context.redirect(next ?? loginRedirect) : show(context, { next, isWrong: true });
    }),
  ];
}

function confirmPage(page: ConfirmForm & { action: string; token: string; username: string }) {
  const { action, token, username, next, isWrong } = page;
  return html`<article class="account-card">
  <h1>${title}</h1>
  <p>What comes next is important. Please give your password once more.</p>
  <form method="post" action=${action}>
    <input type="hidden" name=${csrfFieldName} value=${token}>
    ${when(next, () => html`<input type="hidden" name="next" value=${next}>`)}
    <input type="hidden" name="username" value=${username} autocomplete="username">
    ${when(isWrong, () => html`<p role="alert" id="confirm-error">This is not your password.</p>`)}
    <label for="password">Password</label>
    <input id="password" name="password" type="password" autocomplete="current-password" required autofocus
      aria-describedby=${isWrong && "confirm-error"} aria-invalid=${isWrong && "true"}>
    <button type="submit">Continue</button>
  </form>
</article>`;
}
