import type { Database } from "../database/open-database.ts";
import type { MailOptions } from "./account-mailing.ts";
import type { AccountPages } from "./account-pages/account-routes.ts";
import type { PermissionBackend } from "./account-principal.ts";
import type { AdminOptions } from "./admin-pages/admin-routes.ts";
import type { AuthenticationBackend, LifetimeOptions } from "./logins.ts";
import type { OpenIdProvider } from "./open-id/open-id-provider.ts";
import type { PasswordRule } from "./password-rules/password-rule.ts";
import type { HashCost } from "./passwords.ts";
import type { PermissionDeclarations } from "./permissions.ts";
import type { AnyPolicy } from "./policy.ts";
import type { RoleDeclarations } from "./roles.ts";
import type { LanguageTexts } from "./texts/languages.ts";
import type { ThrottleLimits } from "./throttling/throttle-limits.ts";

export interface AccountsOptions {
  /** A database, or the address of one: "sqlite:data/app.db". It is migrated when the app starts. */
  readonly database: Database | string;
  /** From `definePermissions()`. Default: none. */
  readonly permissions?: PermissionDeclarations;
  /** Groups that the code declares, from `defineRoles()`. They are synced when the app starts. Default: none. */
  readonly roles?: RoleDeclarations;
  /** Rules about objects, from `definePolicy()`; `can(permission, object)` asks them. Default: none. */
  readonly policies?: readonly AnyPolicy[];
  /**
   * Who recognizes credentials, in the order in which they are asked. Default: `(own) => [own]`, the passwords in the
   * database.
   */
  readonly authenticationBackends?: (own: AuthenticationBackend) => readonly AuthenticationBackend[];
  /**
   * Where permissions come from, in the order in which it is asked. Default: `(own) => [own]`, what the database and
   * the policies say.
   */
  readonly permissionBackends?: (own: PermissionBackend) => readonly PermissionBackend[];
  /**
   * How long sessions live, in milliseconds. Default: `unremembered` ones 2 hours without use and 24 hours at most,
   * `remembered` ones 7 and 14 days.
   */
  readonly sessionLifetimes?: LifetimeOptions;
  /**
   * Whether people may set up an authenticator app as a second factor. The packages `otpauth` and `uqr` have to be
   * installed. Default: false.
   */
  readonly totp?: boolean;
  /**
   * Whether people may log in with passkeys, which count as two factors. The package `@simplewebauthn/server` has to be
   * installed. A passkey belongs to the host of the app's origin: it is lost when that changes. Default: false.
   */
  readonly passkeys?: boolean;
  /**
   * What a new password must be on the account pages and for `passwordProblems()`. Default: `(own) => own`, at least 12
   * characters, none of the common ones, not like what is known of its owner, not only digits.
   */
  readonly passwordRules?: (own: readonly PasswordRule[]) => readonly PasswordRule[];
  /**
   * How mails are sent: for new passwords, addresses and accounts. Default: in production not at all, and there are no
   * pages that would need it; otherwise they are shown at `/__mail/`.
   */
  readonly mail?: MailOptions;
  /**
   * Sites at which people may log in, from `openIdProvider()`. The package `openid-client` has to be installed, and
   * `createApp()` needs `publicOrigin`, unless it is developed on localhost. Default: none.
   */
  readonly openId?: readonly OpenIdProvider[];
  /**
   * Whether there are pages to log in with a password, to change or to reset it, and to sign up with one. Default: true.
   */
  readonly passwords?: boolean;
  /** Whether people may make accounts themselves, by mail. Default: false. */
  readonly signUp?: boolean;
  /**
   * Pages at `/admin/`, or at another path, on which staff look after users, groups and the audit log. They declare
   * `adminPermissions`. Default: false.
   */
  readonly admin?: boolean | AdminOptions;
  /** Other pages in place of those that come along, one by one. */
  readonly pages?: AccountPages;
  /** Texts by language, besides English and German; those of "en" and "de" take their place. Default: none. */
  readonly languages?: LanguageTexts;
  /** Default: whether NODE_ENV is "production". */
  readonly production?: boolean;
  /** Where people go after login when they came from nowhere. Default: "/". */
  readonly loginRedirect?: string;
  /** The name on the account pages. Default: none. */
  readonly siteName?: string;
  /** How long the audit log is kept, in milliseconds; `Infinity` keeps all. Default: a year. */
  readonly auditRetention?: number;
  /** How often passwords and links by mail may be tried. What is left out is as in {@link throttleLimits}. */
  readonly throttle?: Partial<ThrottleLimits>;
  /** What a password hash costs. Default: 64 MiB and 3 passes, about 0.1 s. Lower it for tests only. */
  readonly hashCost?: HashCost;
  /** The clock, in milliseconds since 1970. Default: `Date.now`. */
  readonly now?: () => number;
}
