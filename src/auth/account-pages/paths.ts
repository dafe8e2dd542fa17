/** Where the pages are that people reach from their profile. Those of links in mails are beside what sends them. */
export const profilePath = "/accounts/profile/";
export const passwordPath = "/accounts/password/";
export const sessionsPath = "/accounts/sessions/";
export const connectionsPath = "/accounts/connections/";
export const logoutPath = "/accounts/logout/";
