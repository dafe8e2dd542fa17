import { safeRedirect } from "../../http/safe-redirect.ts";
import { publicPage } from "../../live/guards.ts";
import type { HttpContext } from "../../server/http-context.ts";
import { get, type HttpRoute, post } from "../../server/http-route.ts";
import { withNext } from "../../server/way-in.ts";
import { type Html, html } from "../../template/html.ts";
import { when } from "../../template/when.ts";
import type { FactorLogins } from "../second-factors/factor-logins.ts";
import { hasAny, type UserFactors } from "../second-factors/factors.ts";
import type { FactorSubject } from "../second-factors/pending-logins.ts";
import { totpCodeIn } from "../second-factors/totp.ts";
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
import { secondFactorPath as action, securityPath } from "./paths.ts";
import { plainPage } from "./plain-page.ts";
import { loggedIn, visitorOf } from "./visitor.ts";

/** What the page needs of accounts. */
interface SecondFactorAccounts {
  readonly loginPath: string;
  readonly languages: Languages;
  readonly knownBrowsers: KnownBrowsers;
}

interface SecondFactorParts {
  readonly factorLogins: FactorLogins;
  readonly secondFactors: { of(userId: number): Promise<UserFactors> };
}

interface SecondFactorOptions {
  readonly loginRedirect?: string;
  readonly look?: (page: SecondFactorPage) => Html;
}

/** What the page shows. Its fields are `code`, of the app or for recovery, and `next`. */
export interface SecondFactorPage extends PasswordPage {
  /** Where to go afterwards: a path of this app. */
  readonly next: string | undefined;
  /** Whether the user has an authenticator app. */
  readonly hasTotp: boolean;
  /** Whether the code that was wrong was not one of the app. */
  readonly isRecovery: boolean;
  /** Where to begin again; undefined for who is logged in already. */
  readonly loginPath: string | undefined;
  /** For those who have passkeys: put it into the form. */
  readonly passkeyButton: Html | undefined;
}

/** Where a second factor is given after the password, or by somebody who is logged in without one. */
export function secondFactorRoutes(
  { languages, loginPath, knownBrowsers }: SecondFactorAccounts,
  { factorLogins, secondFactors }: SecondFactorParts,
  { loginRedirect = "/", look = secondFactorLook }: SecondFactorOptions,
): HttpRoute[] {
  const isOpen = { access: publicPage() };

  interface Shown {
    readonly subject: FactorSubject;
    readonly next: string | undefined;
    readonly outcome: PasswordOutcome;
    /** What was typed. */
    readonly code?: string;
  }

  async function show(context: HttpContext, { subject, next, outcome, code }: Shown): Promise<Response> {
    const { totpSince, passkeys } = await secondFactors.of(subject.account.id);
    const plain = plainPage(context, { languages, action, title: (texts) => texts.secondFactorTitle });
    const body = look({
      ...plain,
      ...shownOutcome(outcome),
      next,
      loginPath: subject.isLoggedIn ? undefined : loginPath,
      isRecovery: code !== undefined && totpCodeIn(code) === undefined,
      hasTotp: totpSince !== undefined,
      passkeyButton: passkeys.length > 0 ? passkeyButton(plain.texts, plain.texts.usePasskey) : undefined,
    });
    return answerWith(context, { title: plain.title, body }, outcome);
  }

  function restart(context: HttpContext, next: string | undefined): Response {
    context.flash("error", languages.of(context.locale).startAgain);
    return context.redirect(withNext(loginPath, next));
  }

  async function open(context: HttpContext): Promise<Response> {
    const next = safeRedirect(context.url.searchParams.get("next"), context.ownOrigin);
    const { principal } = context;
    if (principal.hasSecondFactor) return context.redirect(next ?? loginRedirect, 302);
    const subject = await factorLogins.subjectOf(context.session);
    if (!subject) return context.redirect(withNext(loginPath, next), 302);
    if (subject.isLoggedIn && !hasAny(await secondFactors.of(subject.account.id)))
      return context.redirect(withNext(securityPath, next), 302);
    return await show(context, { subject, next, outcome: notTried });
  }

  async function submit(context: HttpContext): Promise<Response> {
    const fields = await context.form();
    const next = safeRedirect(fields.get("next"), context.ownOrigin);
    const subject = await factorLogins.subjectOf(context.session);
    if (!subject) return restart(context, next);
    const details = visitorOf(context, knownBrowsers);
    const texts = languages.of(context.locale);
    const code = fields.get("code") ?? "";
    const check = async () => (await factorLogins.withCode(context.session, code, details)) !== undefined;
    const outcome = await tryPassword(check, { texts, wrong: texts.codeWrong });
    if (outcome !== true) return await show(context, { subject, next, outcome, code });
    return loggedIn(context, { account: subject.account, to: next ?? loginRedirect, knownBrowsers });
  }

  return [get(action, isOpen, open), post(action, isOpen, submit)];
}

function secondFactorLook(page: SecondFactorPage): Html {
  const { texts, title, hasTotp, isRecovery, problem } = page;
  const isOpen = isRecovery || (!hasTotp && !page.passkeyButton);
  const content = html`${when(problem, () => html`<p role="alert" id="code-error">${problem}</p>`)}
    ${when(page.passkeyButton, () => postForm(page, html`${page.passkeyButton}`))}
    ${when(hasTotp, () => totpForm(page))}
    <details open=${isOpen}><summary>${texts.useRecoveryCode}</summary>${recoveryForm(page)}</details>
    ${when(page.loginPath, () => html`<p>${pageLink(page.loginPath ?? "", texts.logIn)}</p>`)}`;
  return accountCard(texts, { title, content });
}

function totpForm(page: SecondFactorPage): Html {
  const { texts, isRecovery, problem } = page;
  const isWrong = page.isWrong && !isRecovery;
  return postForm(
    page,
    html`<p>${texts.totpIntro}</p>
    <p><label for="code">${texts.totpCode}</label>
    <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" spellcheck="false" required autofocus=${!isRecovery}
      aria-describedby=${problem && "code-error"} aria-invalid=${isWrong && "true"}></p>
    <button type="submit">${texts.goOn}</button>`,
  );
}

function recoveryForm(page: SecondFactorPage): Html {
  const { texts, isRecovery, problem } = page;
  const isWrong = page.isWrong && isRecovery;
  const describedBy = problem === undefined ? "recovery-advice" : "code-error recovery-advice";
  return postForm(
    page,
    html`<p><label for="recovery">${texts.recoveryCode}</label>
    <input id="recovery" name="code" autocomplete="off" autocapitalize="none" spellcheck="false" required autofocus=${isRecovery}
      aria-describedby=${describedBy} aria-invalid=${isWrong && "true"}>
    <span class="account-advice" id="recovery-advice">${texts.recoveryCodeAdvice}</span></p>
    <button type="submit">${texts.goOn}</button>`,
  );
}

function postForm(page: SecondFactorPage, content: Html): Html {
  return html`<form method="post" action=${page.action}>
    ${page.csrfField}
    ${nextField(page.next)}
    ${content}
  </form>`;
}
