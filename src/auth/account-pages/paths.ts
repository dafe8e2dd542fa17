/** Where the pages are that people reach from their profile. Those of links in mails are beside what sends them. */
export const profilePath = "/accounts/profile/";
export const passwordPath = "/accounts/password/";
export const sessionsPath = "/accounts/sessions/";
export const connectionsPath = "/accounts/connections/";
export const securityPath = "/accounts/security/";
export const newTotpPath = "/accounts/security/app/";
export const newPasskeyPath = "/accounts/security/passkey/";
/** Where a second factor is given, after the password. */
export const secondFactorPath = "/accounts/second-factor/";
/** Where a passkey is posted, to log in or to confirm. */
export const passkeyPath = "/accounts/passkey/";
export const logoutPath = "/accounts/logout/";
