import { live } from "../../server/live-route.ts";
import type { Route } from "../../server/router.ts";
import type { Html } from "../../template/html.ts";
import type { Accounts } from "../accounts.ts";
import { emailPath } from "../email-changes.ts";
import { mailPage } from "../mail/mail-page.ts";
import { resetPath } from "../password-reset.ts";
import type { FactorKinds } from "../second-factors/factors.ts";
import { signUpPath } from "../sign-ups.ts";
import { type AccountPageClass, pageFor } from "./account-page.ts";
import { styleRoute } from "./account-style.ts";
import { ChangeEmailPage } from "./change-email.ts";
import { ChangePasswordPage } from "./change-password.ts";
import { type ConfirmPage, confirmRoutes } from "./confirm.ts";
import { ConfirmEmailPage } from "./confirm-email.ts";
import { type ConnectionsPage, connectionsRoutes } from "./connections.ts";
import { FinishSignUpPage } from "./finish-sign-up.ts";
import { type LoginPage, loginRoutes, showLogin } from "./login.ts";
import { logoutRoutes } from "./logout.ts";
import { type NewPasskeyPage, newPasskeyRoutes } from "./new-passkey.ts";
import { NewTotpPage } from "./new-totp.ts";
import { openIdRoutes } from "./open-id.ts";
import { passkeyRoutes } from "./passkey.ts";
import { newTotpPath, passwordPath, profilePath, securityPath, sessionsPath } from "./paths.ts";
import type { PlainPage } from "./plain-page.ts";
import { ProfilePage } from "./profile.ts";
import { ResetPasswordPage } from "./reset-password.ts";
import { ResetRequestPage } from "./reset-request.ts";
import { type SecondFactorPage, secondFactorRoutes } from "./second-factor.ts";
import { SecurityPage } from "./security.ts";
import { SessionsPage } from "./sessions.ts";
import { SignUpPage } from "./sign-up.ts";

/** Other pages in place of those that come along. */
export interface AccountPages {
  /** What the pages look like that are posted over HTTP. */
  readonly login?: (page: LoginPage) => Html;
  readonly logout?: (page: PlainPage) => Html;
  readonly confirm?: (page: ConfirmPage) => Html;
  readonly connections?: (page: ConnectionsPage) => Html;
  readonly secondFactor?: (page: SecondFactorPage) => Html;
  readonly newPasskey?: (page: NewPasskeyPage) => Html;
  /** Live views: classes that extend the ones that come along. */
  readonly resetRequest?: AccountPageClass;
  readonly resetPassword?: AccountPageClass;
  readonly signUp?: AccountPageClass;
  readonly finishSignUp?: AccountPageClass;
  readonly changeEmail?: AccountPageClass;
  readonly confirmEmail?: AccountPageClass;
  readonly changePassword?: AccountPageClass;
  readonly profile?: AccountPageClass;
  readonly sessions?: AccountPageClass;
  readonly security?: AccountPageClass;
  readonly newTotp?: AccountPageClass;
}

export interface AccountRouteOptions {
  readonly pages?: AccountPages;
  readonly loginRedirect?: string;
  readonly siteName?: string;
}

/** All account pages. Those that need mail are there when accounts send some. */
export function accountRoutes(accounts: Accounts, { pages = {}, ...options }: AccountRouteOptions): Route[] {
  const { login, logout, confirm, connections } = pages;
  const { passkeys = false } = accounts.secondFactors?.kinds ?? {};
  const show = showLogin(accounts, { ...options, passkeys, ...(login && { look: login }) });
  return [
    ...loginRoutes(accounts, { ...options, show }),
    ...confirmRoutes(accounts, { ...options, ...(confirm && { look: confirm }) }),
    ...logoutRoutes(accounts, logout && { look: logout }),
    ...factorRoutes(accounts, { pages, ...options }),
    ...openIdRoutes(accounts, { ...options, showLogin: show }),
    ...connectionsRoutes(accounts, connections && { look: connections }),
    styleRoute(),
    ...(accounts.mailing?.shown ? [mailPage(accounts.mailing)] : []),
    ...livePages(accounts, pages).map(([path, View]) => live(path, pageFor(accounts, View))),
  ];
}

function factorRoutes(accounts: Accounts, { pages = {}, ...options }: AccountRouteOptions): Route[] {
  const { secondFactors, factorLogins } = accounts;
  if (!secondFactors || !factorLogins) return [];
  const look = pages.secondFactor && { look: pages.secondFactor };
  const routes = secondFactorRoutes(accounts, { secondFactors, factorLogins }, { ...options, ...look });
  if (!secondFactors.kinds.passkeys) return routes;
  return [
    ...routes,
    ...passkeyRoutes(accounts, factorLogins, options),
    ...newPasskeyRoutes(accounts, secondFactors.changes, pages.newPasskey),
  ];
}

type LivePage = readonly [path: string, View: AccountPageClass];

function livePages(accounts: Accounts, pages: AccountPages): LivePage[] {
  return [
    [profilePath, pages.profile ?? ProfilePage],
    ...(accounts.takesPasswords ? passwordPages(accounts, pages) : []),
    [sessionsPath, pages.sessions ?? SessionsPage],
    ...(accounts.secondFactors ? factorPages(pages, accounts.secondFactors.kinds) : []),
    ...(accounts.mailing ? mailPages(pages) : []),
    ...(accounts.takesSignUps ? signUpPages(pages) : []),
  ];
}

function factorPages(pages: AccountPages, { totp }: FactorKinds): LivePage[] {
  const security: LivePage = [securityPath, pages.security ?? SecurityPage];
  return totp ? [security, [newTotpPath, pages.newTotp ?? NewTotpPage]] : [security];
}

function passwordPages({ mailing }: Accounts, pages: AccountPages): LivePage[] {
  const change: LivePage = [passwordPath, pages.changePassword ?? ChangePasswordPage];
  if (!mailing) return [change];
  return [
    change,
    [resetPath, pages.resetRequest ?? ResetRequestPage],
    [`${resetPath}:token/`, pages.resetPassword ?? ResetPasswordPage],
  ];
}

function mailPages(pages: AccountPages): LivePage[] {
  return [
    [emailPath, pages.changeEmail ?? ChangeEmailPage],
    [`${emailPath}:token/`, pages.confirmEmail ?? ConfirmEmailPage],
  ];
}

function signUpPages(pages: AccountPages): LivePage[] {
  return [
    [signUpPath, pages.signUp ?? SignUpPage],
    [`${signUpPath}:token/`, pages.finishSignUp ?? FinishSignUpPage],
  ];
}
