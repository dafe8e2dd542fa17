import { safeRedirect } from "../../http/safe-redirect.ts";
import { loginRequired } from "../../live/guards.ts";
import type { HttpContext } from "../../server/http-context.ts";
import { get, type HttpRoute, post } from "../../server/http-route.ts";
import type { Session } from "../../session/session.ts";
import { type Html, html } from "../../template/html.ts";
import { when } from "../../template/when.ts";
import type { Connection } from "../open-id/connections.ts";
import type { UserFactors } from "../second-factors/factors.ts";
import type { Languages } from "../texts/languages.ts";
import { accountCard } from "./account-card.ts";
import { usernameHint } from "./account-field.ts";
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
import { plainPage } from "./plain-page.ts";
import { orElse, type ProviderButton, providerButton, providerButtons } from "./provider-buttons.ts";

interface ConfirmOpenId {
  readonly connections: { listOf(userId: number): Promise<readonly Connection[]> };
}

/** What the page needs of accounts. */
interface ConfirmAccounts {
  readonly confirmPath: string;
  readonly languages: Languages;
  readonly openId: ConfirmOpenId | undefined;
  readonly takesPasswords: boolean;
  /** Whether this user has a password of ours. */
  hasPassword(userId: number): Promise<boolean>;
  readonly secondFactors: { of(userId: number): Promise<UserFactors> } | undefined;
  confirm(session: Session, password: string, from: { address: string }): Promise<boolean>;
}

interface ConfirmOptions {
  readonly loginRedirect?: string;
  readonly look?: (page: ConfirmPage) => Html;
}

/** What the page shows. Its fields are `password` and `next`; providers take `next`. */
export interface ConfirmPage extends PasswordPage {
  readonly username: string;
  /** Where to go afterwards: a path of this app. */
  readonly next: string | undefined;
  /** Whether they can give a password. */
  readonly takesPasswords: boolean;
  /** Where else they can prove who they are: the form is posted to the provider's `action`. */
  readonly providers: readonly ProviderButton[];
  /** For those who have passkeys: put it into the form. */
  readonly passkeyButton: Html | undefined;
}

/** Where somebody who is logged in proves again that it is them, before something that asks for `recentAuth()`. */
export function confirmRoutes(
  accounts: ConfirmAccounts,
  { loginRedirect = "/", look = confirmLook }: ConfirmOptions,
): HttpRoute[] {
  const { confirmPath: action, languages, takesPasswords, secondFactors } = accounts;
  const options = { access: loginRequired() };

  async function show(
    context: HttpContext,
    next: string | undefined,
    outcome: PasswordOutcome,
  ): Promise<Response> {
    const { id, username } = context.principal.user;
    const plain = plainPage(context, { languages, action, title: (texts) => texts.confirmTitle });
    const { passkeys = [] } = (await secondFactors?.of(id)) ?? {};
    const providers = confirmingProviders((await accounts.openId?.connections.listOf(id)) ?? []);
    const body = look({
      ...plain,
      ...shownOutcome(outcome),
      username,
      next,
      providers,
      // Whom a backend of the app's own recognizes has no password that is known here.
      takesPasswords: takesPasswords && (providers.length === 0 || (await accounts.hasPassword(id))),
      passkeyButton:
        passkeys.length > 0 ? passkeyButton(plain.texts, plain.texts.confirmWithPasskey) : undefined,
    });
    return answerWith(context, { title: plain.title, body }, outcome);
  }

  async function submit(context: HttpContext): Promise<Response> {
    const fields = await context.form();
    const next = safeRedirect(fields.get("next"), context.ownOrigin);
    const texts = languages.of(context.locale);
    const check = () => accounts.confirm(context.session, fields.get("password") ?? "", context);
    const outcome = await tryPassword(check, { texts, wrong: texts.passwordWrong });
    return outcome === true ? context.redirect(next ?? loginRedirect) : await show(context, next, outcome);
  }

  return [
    get(action, options, async (context) => {
      const next = safeRedirect(context.url.searchParams.get("next"), context.ownOrigin);
      return await show(context, next, notTried);
    }),
    ...(takesPasswords ? [post(action, options, submit)] : []),
  ];
}

function confirmingProviders(connections: readonly Connection[]): ProviderButton[] {
  const providers = new Set(connections.flatMap(({ provider }) => provider ?? []));
  return [...providers].map((provider) => providerButton(provider, "confirm"));
}

function confirmLook(page: ConfirmPage): Html {
  const { texts, title, problem, providers, takesPasswords } = page;
  const content = html`<p>${takesPasswords ? texts.confirmIntro : texts.confirmElsewhereIntro}</p>
  <form method="post" action=${page.action}>
    ${page.csrfField}
    ${nextField(page.next)}
    ${when(problem, () => html`<p role="alert" id="confirm-error">${problem}</p>`)}
    ${when(takesPasswords, () => passwordField(page))}
    ${page.passkeyButton}
    ${when(takesPasswords && providers.length > 0, () => orElse(texts.or))}
    ${when(providers.length > 0, () => providerButtons(providers, texts.logInWith, takesPasswords))}
  </form>`;
  return accountCard(texts, { title, content });
}

function passwordField({ texts, username, isWrong, problem }: ConfirmPage): Html {
  return html`${usernameHint(username)}
    <p><label for="password">${texts.password}</label>
    <input id="password" name="password" type="password" autocomplete="current-password" required autofocus
      aria-describedby=${problem && "confirm-error"} aria-invalid=${isWrong && "true"}></p>
    <button type="submit">${texts.goOn}</button>`;
}
