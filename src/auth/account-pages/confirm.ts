import { safeRedirect } from "../../http/safe-redirect.ts";
import { loginRequired } from "../../live/guards.ts";
import type { HttpContext } from "../../server/http-context.ts";
import { get, type HttpRoute, post } from "../../server/http-route.ts";
import type { Session } from "../../session/session.ts";
import { type Html, html } from "../../template/html.ts";
import { when } from "../../template/when.ts";
import type { UserFactors } from "../second-factors/factors.ts";
import type { Languages } from "../texts/languages.ts";
import { accountCard } from "./account-card.ts";
import { usernameHint } from "./account-field.ts";
import { passkeyButton } from "./passkey-button.ts";
import {
  answerWith,
  notTried,
  type PasswordOutcome,
  type PasswordPage,
  shownOutcome,
  tryPassword,
} from "./password-outcome.ts";
import { plainPage } from "./plain-page.ts";

/** What the page needs of accounts. */
interface ConfirmAccounts {
  readonly confirmPath: string;
  readonly languages: Languages;
  readonly secondFactors: { of(userId: number): Promise<UserFactors> } | undefined;
  confirm(session: Session, password: string, from: { address: string }): Promise<boolean>;
}

interface ConfirmOptions {
  readonly loginRedirect?: string;
  readonly look?: (page: ConfirmPage) => Html;
}

/** What the page shows. Its fields are `password` and `next`. */
export interface ConfirmPage extends PasswordPage {
  readonly username: string;
  /** Where to go afterwards: a path of this app. */
  readonly next: string | undefined;
  /** For those who have passkeys: put it into the form. */
  readonly passkeyButton: Html | undefined;
}

/** Where somebody who is logged in proves again that it is them, before something that asks for `recentAuth()`. */
export function confirmRoutes(
  accounts: ConfirmAccounts,
  { loginRedirect = "/", look = confirmLook }: ConfirmOptions,
): HttpRoute[] {
  const { confirmPath: action, languages, secondFactors } = accounts;
  const options = { access: loginRequired() };

  async function show(
    context: HttpContext,
    next: string | undefined,
    outcome: PasswordOutcome,
  ): Promise<Response> {
    const { id, username } = context.principal.user;
    const { passkeys = [] } = (await secondFactors?.of(id)) ?? {};
    const plain = plainPage(context, { languages, action, title: (texts) => texts.confirmTitle });
    const button =
      passkeys.length > 0 ? passkeyButton(plain.texts, plain.texts.confirmWithPasskey) : undefined;
    const body = look({ ...plain, username, next, passkeyButton: button, ...shownOutcome(outcome) });
    return answerWith(context, { title: plain.title, body }, outcome);
  }

  return [
    get(action, options, async (context) => {
      const next = safeRedirect(context.url.searchParams.get("next"), context.ownOrigin);
      return await show(context, next, notTried);
    }),
    post(action, options, async (context) => {
      const fields = await context.form();
      const next = safeRedirect(fields.get("next"), context.ownOrigin);
      const texts = languages.of(context.locale);
      const check = () => accounts.confirm(context.session, fields.get("password") ?? "", context);
      const outcome = await tryPassword(check, { texts, wrong: texts.passwordWrong });
      return outcome === true ? context.redirect(next ?? loginRedirect) : await show(context, next, outcome);
    }),
  ];
}

function confirmLook(page: ConfirmPage): Html {
  const { texts, title, isWrong, problem } = page;
  const content = html`<p>${texts.confirmIntro}</p>
  <form method="post" action=${page.action}>
    ${page.csrfField}
    ${when(page.next, () => html`<input type="hidden" name="next" value=${page.next}>`)}
    ${usernameHint(page.username)}
    ${when(problem, () => html`<p role="alert" id="confirm-error">${problem}</p>`)}
    <p><label for="password">${texts.password}</label>
    <input id="password" name="password" type="password" autocomplete="current-password" required autofocus
      aria-describedby=${problem && "confirm-error"} aria-invalid=${isWrong && "true"}></p>
    <button type="submit">${texts.goOn}</button>
    ${page.passkeyButton}
  </form>`;
  return accountCard(texts, { title, content });
}
