import { LiveloomError, PermissionDenied, SecondFactorRequired } from "../../errors.ts";
import type { AuditOutcome, AuditTrail } from "../../live/audit.ts";
import { anonymousUser } from "../../live/principal.ts";
import type { Session } from "../../session/session.ts";
import type { Accounts } from "../accounts.ts";
import type { GuardedLogins } from "../guarded-logins.ts";
import type { ExternalIdentity } from "../store/external-identity-store.ts";
import type { Account, UserStore } from "../store/user-store.ts";
import type { AccountTexts } from "../texts/account-texts.ts";
import type { Origin, Throttle } from "../throttling/throttle.ts";
import type { Connections } from "./connections.ts";
import { newAccount } from "./new-account.ts";
import type { OpenIdClaims } from "./open-id-claims.ts";
import type { OpenIdClient } from "./open-id-client.ts";
import type { OpenIdProvider } from "./open-id-provider.ts";
import { OpenIdRefusal, refusalOf } from "./open-id-refusal.ts";
import type { OpenIdVisits, Visit, VisitIntent } from "./open-id-visits.ts";

/** How much the provider's clock may differ from ours, in milliseconds. */
const clockTolerance = 60_000;

export interface OpenIdLoginsOptions {
  readonly accounts: Accounts;
  readonly users: UserStore;
  readonly visits: OpenIdVisits;
  readonly connections: Connections;
  readonly logins: GuardedLogins;
  readonly throttle: Throttle;
  readonly audit: AuditTrail;
  clientOf(provider: OpenIdProvider): OpenIdClient;
  /** Logs an error and returns the id under which the log has it. */
  report(error: unknown): string;
  now(): number;
}

/** A browser that goes to a provider, or comes back from there. */
export interface Traveller {
  readonly provider: OpenIdProvider;
  readonly session: Session;
  readonly from: Origin;
  readonly userAgent: string;
  readonly texts: AccountTexts;
  /** Where the provider sends browsers back to. */
  readonly callback: string;
}

/** What came of going to a provider, or of coming back from there. */
export interface Arrival {
  /** Undefined when it is not known which visit it was. */
  readonly intent: VisitIntent | undefined;
  /** Whether a second factor has to follow. */
  readonly isPending?: boolean;
  /** Who is logged in now. */
  readonly account?: Account | undefined;
  /** Undefined when all went well. */
  readonly refusal?: OpenIdRefusal;
  /** Under which the log has more about it. */
  readonly reference?: string;
}

/** Logins at providers: each is begun by the browser session that it ends in. */
export class OpenIdLogins {
  readonly #parts: OpenIdLoginsOptions;

  constructor(parts: OpenIdLoginsOptions) {
    this.#parts = parts;
  }

  /** Where the browser has to go, unless something is wrong. @throws RateLimited, LV-BUSY */
  async depart(traveller: Traveller, intent: VisitIntent): Promise<URL | Arrival> {
    const { provider, session, from, callback } = traveller;
    const { visits, throttle, clientOf } = this.#parts;
    await throttle.loginStep(from);
    const secrets = await visits.begin(provider.name, session, intent);
    try {
      const isProofDue = intent.purpose === "confirm";
      return await clientOf(provider).departure({ ...secrets, redirectUri: callback, isProofDue });
    } catch (error) {
      return await this.#refuse(traveller, intent, refusalOf(error));
    }
  }

  /** Ends a visit, and does what it was for. @param search what the provider has sent @throws RateLimited, LV-BUSY */
  async arrive(traveller: Traveller, search: string): Promise<Arrival> {
    const { provider, session, from } = traveller;
    const state = new URLSearchParams(search).get("state") ?? "";
    const visit = await this.#parts.visits.end(provider.name, session, state);
    // Any page can make a browser come here: that is neither counted for its network nor written down.
    if (!visit) return { intent: undefined, refusal: new OpenIdRefusal("outdated", "state") };
    await this.#parts.throttle.loginStep(from);
    let isPending = false;
    let account: Account | undefined;
    try {
      const claims = await this.#claimsOf(traveller, visit, new URLSearchParams(search));
      account = await this.#fulfil(traveller, visit, claims);
    } catch (error) {
      if (error instanceof OpenIdRefusal) return await this.#refuse(traveller, visit, error);
      if (!(error instanceof SecondFactorRequired)) throw error;
      isPending = true;
    }
    await this.#parts.throttle.loginStepsDone(from);
    return { intent: visit, isPending, account };
  }

  async #claimsOf(
    { provider, callback }: Traveller,
    { verifier, nonce }: Visit,
    search: URLSearchParams,
  ): Promise<OpenIdClaims> {
    const address = new URL(`?${search}`, callback);
    const state = search.get("state") ?? "";
    try {
      return await this.#parts.clientOf(provider).claims({ address, state, verifier, nonce });
    } catch (error) {
      throw refusalOf(error);
    }
  }

  /** @returns who is logged in now, if that is what it was for */
  async #fulfil(traveller: Traveller, visit: Visit, claims: OpenIdClaims): Promise<Account | undefined> {
    if (visit.purpose === "login") return await this.#logIn(traveller, visit, claims);
    if (visit.purpose === "connect") await this.#connect(traveller, claims);
    else await this.#confirm(traveller, visit, claims);
    return undefined;
  }

  async #logIn(
    traveller: Traveller,
    { isRemembered = false }: Visit,
    claims: OpenIdClaims,
  ): Promise<Account | undefined> {
    const { users, connections, logins } = this.#parts;
    const { provider, session, from, userAgent } = traveller;
    const identity = (await connections.find(claims)) ?? (await this.#newcomer(traveller, claims));
    const account = await users.get(identity.userId);
    const isIn =
      account !== undefined &&
      (await logins.withRecognized(session, account, {
        by: provider.name,
        isRemembered,
        userAgent,
        address: from.address ?? "",
        authenticatedAt: this.#provenAt(session, identity.userId, claims),
      }));
    if (!isIn) throw new OpenIdRefusal("inactive", "inactive", identity.userId);
    await connections.noteLogin(identity);
    return account;
  }

  /**
   * When they proved who they are. Where the provider does not say, who was logged in here already has proved nothing: it
   * may have let them through without a word.
   */
  #provenAt({ record }: Session, userId: number, { auth_time: provenAt }: OpenIdClaims): number {
    const now = this.#parts.now();
    if (provenAt !== undefined) return Math.min(provenAt * 1000, now);
    return record?.userId === userId ? record.authenticatedAt : now;
  }

  /** Somebody who comes for the first time. */
  async #newcomer(traveller: Traveller, claims: OpenIdClaims): Promise<ExternalIdentity> {
    const { connections } = this.#parts;
    const account = await this.#accountFor(traveller.provider, claims);
    if (!account) throw new OpenIdRefusal("unknown");
    const { id: userId, username } = account;
    const { from } = traveller;
    const texts = traveller.provider.user && traveller.texts;
    const actor = { user: { id: userId, username }, address: from.address };
    const isTheirs = await connections.connect(claims, { userId, actor, texts });
    // In another window they were quicker: that account counts.
    if (!isTheirs && !traveller.provider.user) await this.#parts.accounts.users.delete(userId);
    const identity = await connections.find(claims);
    if (!identity) throw new OpenIdRefusal("unknown");
    return identity;
  }

  async #accountFor(provider: OpenIdProvider, claims: OpenIdClaims): Promise<Account | undefined> {
    const { accounts, users } = this.#parts;
    const { user, signUp } = provider;
    const decide = async () => {
      if (user) return await user(claims, { accounts });
      return signUp ? await newAccount(accounts.users, claims) : undefined;
    };
    try {
      const id = await decide();
      return id === undefined ? undefined : await users.get(id);
    } catch (error) {
      if (error instanceof PermissionDenied) return undefined;
      this.#parts.report(error);
      throw new OpenIdRefusal("failed", "user");
    }
  }

  async #connect({ session, from, texts }: Traveller, claims: OpenIdClaims): Promise<void> {
    const { users, connections } = this.#parts;
    const account = await users.get(session.record?.userId ?? 0);
    if (!account) throw new OpenIdRefusal("outdated", "session");
    const { id: userId, username } = account;
    const actor = { user: { id: userId, username }, sessionHash: session.idHash, address: from.address };
    if (!(await connections.connect(claims, { userId, actor, texts }))) throw new OpenIdRefusal("taken");
  }

  /** It has to be them, and they have to have proven it there since they left. */
  async #confirm({ provider, session, from }: Traveller, visit: Visit, claims: OpenIdClaims): Promise<void> {
    const { connections, logins } = this.#parts;
    const { auth_time: provenAt = 0 } = claims;
    const identity = await connections.find(claims);
    if (!identity || identity.userId !== session.record?.userId)
      throw new OpenIdRefusal("unconfirmed", "somebody else");
    if (provenAt * 1000 < visit.begunAt - clockTolerance) throw new OpenIdRefusal("unconfirmed", "auth_time");
    if (!(await logins.confirmedBy(session, provider.name, from)))
      throw new OpenIdRefusal("outdated", "session");
  }

  /** Writes it down, and what the app's people can mend into the log, too. */
  async #refuse(
    traveller: Traveller,
    intent: VisitIntent | undefined,
    refusal: OpenIdRefusal,
  ): Promise<Arrival> {
    const { report } = this.#parts;
    const { kind, reason } = refusal;
    await this.#note(traveller, intent, refusal).catch(report);
    if (kind !== "failed" && kind !== "unreachable") return { intent, refusal };
    const { name: provider } = traveller.provider;
    return {
      intent,
      refusal,
      reference: report(new LiveloomError("LV-OPENID-FAILED", { provider, reason })),
    };
  }

  async #note(
    { provider, session, from }: Traveller,
    intent: VisitIntent | undefined,
    { kind, reason, userId }: OpenIdRefusal,
  ): Promise<void> {
    const { users, audit } = this.#parts;
    const [actor, refused] = await Promise.all([
      users.get(session.record?.userId ?? 0),
      userId === undefined ? undefined : users.get(userId),
    ]);
    const outcome: AuditOutcome = kind === "inactive" || kind === "unknown" ? "denied" : "failed";
    await audit.record({
      action: `auth.${intent?.purpose ?? "login"}`,
      outcome,
      actor: { user: actor ?? anonymousUser, sessionHash: session.idHash, address: from.address },
      object: refused && { type: "user", id: refused.id, text: refused.username },
      details: { by: provider.name, reason },
    });
  }
}
