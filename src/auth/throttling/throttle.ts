import { networkOf } from "../../http/client-address.ts";
import { type Limiters, memoryLimiters } from "../../live/limiters.ts";
import { type Counted, countedTry, enter } from "./counted-try.ts";
import { accountDigest, type KnownBrowser } from "./known-browsers.ts";
import { MailAllowance } from "./mail-allowance.ts";
import { type ThrottleLimits, throttleLimits } from "./throttle-limits.ts";
import { Tries } from "./tries.ts";
import { WaitingRoom } from "./waiting-room.ts";

/** Where somebody is who is not logged in. */
export interface Origin {
  /** The browser's address. Default: not known. */
  readonly address?: string | undefined;
  /** Default: one with which nobody has logged in. */
  readonly browser?: KnownBrowser | undefined;
}

interface Counts {
  readonly tries: { readonly [Kind in keyof ThrottleLimits]: Tries };
  readonly mails: MailAllowance;
}

/**
 * Makes guessing slow, without keeping anybody out for others. What is counted is the name that was typed, so that it is
 * the same whether there is such an account or not.
 */
export class Throttle {
  readonly #limits: ThrottleLimits;
  readonly #room: WaitingRoom;
  #counts: Counts;

  constructor(limits: Partial<ThrottleLimits> = {}, room = new WaitingRoom()) {
    this.#room = room;
    this.#limits = { ...throttleLimits, ...limits };
    this.#counts = countsOf(this.#limits, memoryLimiters);
  }

  /** From now on counts are those of the app, for all its processes. */
  start(limiters: Limiters): void {
    this.#counts = countsOf(this.#limits, limiters);
  }

  /** Runs a check of a password when its turn has come. @throws RateLimited, LV-BUSY */
  async login(username: string, origin: Origin, check: () => Promise<boolean>): Promise<boolean> {
    const counted = this.#loginCounts(username, origin);
    return await countedTry({ counted, room: this.#room, check });
  }

  /** The same for somebody who is logged in. @param session names the session, or the user */
  async confirmation(session: string, check: () => Promise<boolean>): Promise<boolean> {
    const counted = [{ tries: this.#counts.tries.confirmation, key: session }];
    return await countedTry({ counted, room: this.#room, check });
  }

  /**
   * The same for the code of a second factor, after the password.
   * @param code for whom, and whether it is so short that strangers must not have many tries, wherever they are
   */
  async secondFactor(
    code: { readonly username: string; readonly isGuessable: boolean },
    origin: Origin,
    check: () => Promise<boolean>,
  ): Promise<boolean> {
    const counted = this.#factorCounts(code, origin);
    return await countedTry({ counted, room: this.#room, check });
  }

  /** Waits until somebody may ask for a link by mail. @throws RateLimited, LV-BUSY */
  async linkRequest({ address = "", browser }: Origin): Promise<void> {
    const key = browser?.accounts[0] ?? networkOf(address);
    if (key !== "") await this.#room.wait(await enter([{ tries: this.#counts.tries.linkRequests, key }]));
  }

  /**
   * Waits until a browser may take a step of a login at another site, there or back, or by a passkey, which it asks for
   * and gives.
   * @throws RateLimited, LV-BUSY
   */
  async loginStep(origin: Origin): Promise<void> {
    const [key, tries] = [placeOf(origin), this.#counts.tries.loginSteps];
    if (key !== "") await this.#room.wait(await enter([{ tries, key }]));
  }

  /** Both steps led to a login: they were no tries. */
  async loginStepsDone(origin: Origin): Promise<void> {
    const [key, tries] = [placeOf(origin), this.#counts.tries.loginSteps];
    for (let step = 0; step < 2 && key !== ""; step++) await tries.takeBack(key);
  }

  /** Counts a mail. False when it must not be sent. @param purpose of the link in it */
  async allowsMail(purpose: string, email: string): Promise<boolean> {
    return await this.#counts.mails.take(purpose, email);
  }

  #factorCounts(
    { username, isGuessable }: { readonly username: string; readonly isGuessable: boolean },
    origin: Origin,
  ): Counted[] {
    const { secondFactor, secondFactorsOfAccount } = this.#counts.tries;
    const { account, isKnown, place } = accountAt(username, origin);
    const counted = [{ tries: secondFactor, key: `${account} ${place}` }];
    return isKnown || !isGuessable ? counted : [...counted, { tries: secondFactorsOfAccount, key: account }];
  }

  /** The first one is that of account and place. */
  #loginCounts(username: string, origin: Origin): Counted[] {
    const { login, loginsOfNetwork, loginsOfAccount } = this.#counts.tries;
    const { account, isKnown, place } = accountAt(username, origin);
    const here = { tries: login, key: `${account} ${place}` };
    if (isKnown) return [here];
    const ofAccount = { tries: loginsOfAccount, key: account };
    // Nobody knows from where: to refuse it would be to refuse everybody.
    return place === "" ? [ofAccount] : [here, { tries: loginsOfNetwork, key: place }, ofAccount];
  }
}

/** An account, and where somebody wants to get into it: in a browser that it knows, or else from a network. */
function accountAt(username: string, { address = "", browser }: Origin) {
  const account = accountDigest(username);
  const known = browser?.accounts.includes(account) ? browser : undefined;
  return { account, isKnown: known !== undefined, place: known?.id ?? networkOf(address) };
}

/** A browser with which somebody has logged in, or else a network; empty when nobody knows. */
function placeOf({ address = "", browser }: Origin): string {
  return browser?.id ?? networkOf(address);
}

function countsOf(limits: ThrottleLimits, limiters: Limiters): Counts {
  const tries = <Kind extends keyof ThrottleLimits>(kind: Kind) => new Tries(kind, limits[kind], limiters);
  return {
    tries: {
      login: tries("login"),
      loginsOfNetwork: tries("loginsOfNetwork"),
      loginsOfAccount: tries("loginsOfAccount"),
      confirmation: tries("confirmation"),
      secondFactor: tries("secondFactor"),
      secondFactorsOfAccount: tries("secondFactorsOfAccount"),
      linkRequests: tries("linkRequests"),
      loginSteps: tries("loginSteps"),
    },
    mails: new MailAllowance(limiters),
  };
}
