import type { AuditActor, AuditTrail } from "../../live/audit.ts";
import type { AccountMailing } from "../account-mailing.ts";
import type { ExternalIdentity, ExternalIdentityStore } from "../store/external-identity-store.ts";
import type { AccountTexts } from "../texts/account-texts.ts";
import type { OpenIdClaims } from "./open-id-claims.ts";
import type { OpenIdProvider } from "./open-id-provider.ts";
import { providerAt, providerLabel } from "./provider-label.ts";

export interface ConnectionsOptions {
  readonly providers: readonly OpenIdProvider[];
  readonly identities: ExternalIdentityStore;
  readonly audit: AuditTrail;
  readonly mailing: AccountMailing | undefined;
  /** Whether the user gets in without any provider. */
  hasOtherWay(userId: number): Promise<boolean>;
  now(): number;
}

/** An account that a user has at a provider. */
export interface Connection extends Pick<ExternalIdentity, "id" | "createdAt" | "lastLoginAt"> {
  /** What people call the provider. */
  readonly label: string;
  /** Undefined when it is no provider of the app any more. */
  readonly provider: OpenIdProvider | undefined;
  /** Whether its user could not get in without it. */
  readonly isNeeded: boolean;
}

/** Who connects or disconnects an account. */
export interface Connecting {
  readonly userId: number;
  readonly actor: AuditActor;
  /** In which language they hear of it by mail; undefined when that is no news to them. */
  readonly texts: AccountTexts | undefined;
}

/** Which accounts at providers are whose here. */
export class Connections {
  readonly #parts: ConnectionsOptions;

  constructor(parts: ConnectionsOptions) {
    this.#parts = parts;
  }

  async find({ iss: issuer, sub: subject }: OpenIdClaims): Promise<ExternalIdentity | undefined> {
    return await this.#parts.identities.find({ issuer, subject });
  }

  /** Those of a user, oldest first. */
  async listOf(userId: number): Promise<Connection[]> {
    const [theirs, hasOtherWay] = await Promise.all([
      this.#parts.identities.listOf(userId),
      this.#parts.hasOtherWay(userId),
    ]);
    return theirs.map((identity) => ({
      ...identity,
      provider: this.#providerOf(identity.issuer),
      label: this.#labelOf(identity.issuer),
      isNeeded: !hasOtherWay && !this.#letsIn(theirs.filter((other) => other !== identity)),
    }));
  }

  /** False when somebody else has it. */
  async connect({ iss: issuer, sub: subject }: OpenIdClaims, who: Connecting): Promise<boolean> {
    const { identities, now } = this.#parts;
    const { userId } = who;
    if (!(await identities.add({ issuer, subject, userId, createdAt: now() })))
      return (await identities.find({ issuer, subject }))?.userId === userId;
    await this.#tell(who, issuer, true);
    return true;
  }

  /** False when there is none of theirs with this id, or they could not get in any more. */
  async disconnect(id: number, who: Connecting): Promise<boolean> {
    const { identities, hasOtherWay } = this.#parts;
    const { userId } = who;
    const isFree = await hasOtherWay(userId);
    const removed = await identities.remove({ id, userId }, (others) => isFree || this.#letsIn(others));
    if (removed) await this.#tell(who, removed.issuer, false);
    return removed !== undefined;
  }

  async noteLogin({ id }: ExternalIdentity): Promise<void> {
    await this.#parts.identities.noteLogin(id, this.#parts.now());
  }

  async #tell({ userId, actor, texts }: Connecting, issuer: string, isConnected: boolean): Promise<void> {
    const { audit, mailing } = this.#parts;
    const action = isConnected ? "auth.connect" : "auth.disconnect";
    const object = { type: "user", id: userId, text: actor.user.username };
    await audit.record({ action, outcome: "allowed", actor, object, details: { issuer } });
    if (texts) mailing?.announceConnection(userId, { label: this.#labelOf(issuer), isConnected }, texts);
  }

  /** Whether somebody gets in by one of them. */
  #letsIn(identities: readonly ExternalIdentity[]): boolean {
    return identities.some(({ issuer }) => this.#providerOf(issuer) !== undefined);
  }

  #labelOf(issuer: string): string {
    return providerLabel(this.#parts.providers, issuer);
  }

  #providerOf(issuer: string): OpenIdProvider | undefined {
    return providerAt(this.#parts.providers, issuer);
  }
}
