/** How often something may be tried. */
export interface ThrottleLimit {
  /** So many tries are answered at once; each further one waits longer: 1, 2, 4 and then 8 seconds. */
  readonly free: number;
  /** More than so many are refused until the time is over. */
  readonly most: number;
  /** The time in which tries count together, in milliseconds; it begins with the first one. */
  readonly within: number;
}

/** Limits for what needs no login, and for passwords. */
export interface ThrottleLimits {
  /** Wrong passwords for one account from one place: a browser that the account knows, or a network. */
  readonly login: ThrottleLimit;
  /** Wrong passwords from one network, whatever the account. Browsers that the account knows do not count. */
  readonly loginsOfNetwork: ThrottleLimit;
  /** Wrong passwords for one account from all browsers it does not know. */
  readonly loginsOfAccount: ThrottleLimit;
  /** Wrong passwords of somebody who is logged in and has to give theirs once more, by session. */
  readonly confirmation: ThrottleLimit;
  /** Wrong codes of a second factor for one account from one place: a browser that it knows, or a network. */
  readonly secondFactor: ThrottleLimit;
  /** Wrong codes of authenticator apps for one account from all browsers it does not know. */
  readonly secondFactorsOfAccount: ThrottleLimit;
  /** Links by mail that one network asks for: to sign up, for a new password, for another address. */
  readonly linkRequests: ThrottleLimit;
  /**
   * Steps of logins at other sites (going there, coming back) and by passkeys (asking for one, giving it), from one place:
   * a browser with which somebody has logged in, or a network. Those of logins that end well do not count.
   */
  readonly loginSteps: ThrottleLimit;
}

const minute = 60_000;

/**
 * Nothing of these keeps somebody out whose browser the account knows, whatever others do. What counts for an account
 * by itself makes strangers wait, and refuses nobody; but for the six digits of an authenticator app, after the right
 * password.
 */
export const throttleLimits: ThrottleLimits = {
  login: { free: 5, most: 10, within: 15 * minute },
  loginsOfNetwork: { free: 100, most: 150, within: 15 * minute },
  loginsOfAccount: { free: 20, most: Infinity, within: 60 * minute },
  confirmation: { free: 5, most: 10, within: 15 * minute },
  secondFactor: { free: 5, most: 10, within: 15 * minute },
  secondFactorsOfAccount: { free: 10, most: 20, within: 60 * minute },
  linkRequests: { free: 20, most: 30, within: 60 * minute },
  loginSteps: { free: 100, most: 150, within: 15 * minute },
};
