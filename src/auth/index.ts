/** "liveloom/auth": accounts, permissions, and the guards that use them. */
export {
  anyPermissionRequired,
  loginRequired,
  permissionRequired,
  publicPage,
  recentAuth,
  secondFactorRequired,
  staffRequired,
  superuserRequired,
  userTest,
} from "../live/guards.ts";
export type { AccountMailing, MailOptions } from "./account-mailing.ts";
export { AccountPage, type AccountPageClass } from "./account-pages/account-page.ts";
export type { AccountPages } from "./account-pages/account-routes.ts";
export { ChangeEmailPage } from "./account-pages/change-email.ts";
export { ChangePasswordPage } from "./account-pages/change-password.ts";
export type { ConfirmPage } from "./account-pages/confirm.ts";
export { ConfirmEmailPage } from "./account-pages/confirm-email.ts";
export type { ConnectionsPage } from "./account-pages/connections.ts";
export { FinishSignUpPage } from "./account-pages/finish-sign-up.ts";
export type { LoginPage } from "./account-pages/login.ts";
export type { NewPasskeyPage } from "./account-pages/new-passkey.ts";
export { NewTotpPage } from "./account-pages/new-totp.ts";
export type { PasswordPage } from "./account-pages/password-outcome.ts";
export type { PlainPage } from "./account-pages/plain-page.ts";
export { ProfilePage } from "./account-pages/profile.ts";
export type { ProviderButton } from "./account-pages/provider-buttons.ts";
export { ResetPasswordPage } from "./account-pages/reset-password.ts";
export { ResetRequestPage } from "./account-pages/reset-request.ts";
export type { SecondFactorPage } from "./account-pages/second-factor.ts";
export { SecurityPage } from "./account-pages/security.ts";
export { SessionsPage } from "./account-pages/sessions.ts";
export { SignUpPage } from "./account-pages/sign-up.ts";
export type { PermissionAnswers, PermissionBackend } from "./account-principal.ts";
export { type Accounts, accounts } from "./accounts.ts";
export type { AccountsOptions } from "./accounts-options.ts";
export type { AccountsSync } from "./accounts-schema.ts";
export type { AdminOptions } from "./admin-pages/admin-routes.ts";
export { type AdminPermission, adminPermissions } from "./admin-permissions.ts";
export type { Actor } from "./audit/actor-of.ts";
export { type AuditLog, defaultAuditRetention } from "./audit/audit-log.ts";
export type { AuditEntry, AuditFilter } from "./audit/audit-store.ts";
export type { GroupDetails, Groups } from "./groups.ts";
export type {
  AuthenticationBackend,
  Credentials,
  LifetimeOptions,
  LoginOptions,
  PasswordLoginOptions,
  Recognized,
} from "./logins.ts";
export type { Mail, MailTransport } from "./mail/mail.ts";
export { type KeptMail, Mailbox } from "./mail/mailbox.ts";
export type { Connection } from "./open-id/connections.ts";
export type { OpenIdClaims } from "./open-id/open-id-claims.ts";
export {
  type OpenIdProvider,
  type OpenIdProviderOptions,
  type OpenIdUser,
  openIdProvider,
} from "./open-id/open-id-provider.ts";
export type { PasswordOwner, PasswordProblem, PasswordRule } from "./password-rules/password-rule.ts";
export { defaultHashCost, type HashCost, passwordLimit } from "./passwords.ts";
export {
  definePermissions,
  type ModelPermissions,
  modelPermissions,
  type PermissionDeclarations,
  type PermissionName,
} from "./permissions.ts";
export {
  definePolicy,
  Policy,
  type PolicyRule,
  type PolicyRules,
  type PolicyUser,
} from "./policy.ts";
export { defineRoles, type RoleDeclarations } from "./roles.ts";
export type { PasskeyDetails, UserFactors } from "./second-factors/factors.ts";
export type { SecondFactors } from "./second-factors/second-factors.ts";
export type { GroupGrant, RoleSync } from "./store/role-store.ts";
export type { UserQuery } from "./store/user-search.ts";
export type { AccountTexts } from "./texts/account-texts.ts";
export { english } from "./texts/english.ts";
export { german } from "./texts/german.ts";
export type { LanguageTexts } from "./texts/languages.ts";
export type { KnownBrowser, KnownBrowsers } from "./throttling/known-browsers.ts";
export { type ThrottleLimit, type ThrottleLimits, throttleLimits } from "./throttling/throttle-limits.ts";
export type { FactorCounts, UserConnection } from "./user-proofs.ts";
export type { UserSession } from "./user-session.ts";
export type { KeepSuperuser, NewUser, UserDetails, UserPage, Users } from "./users.ts";
