import { randomBytes } from "node:crypto";
import type { Session } from "../../session/session.ts";
import type { AccountToken, TokenStore } from "../store/token-store.ts";
import type { OpenIdSecrets } from "./open-id-client.ts";

/** How long somebody may take at the provider, in milliseconds. */
const lifetime = 10 * 60 * 1000;

const tokenPurpose = "open-id";

/** What a visit to a provider is for: to log in, to connect what they have there, or to prove again who they are. */
export type VisitPurpose = (typeof purposes)[number];

const purposes = ["login", "connect", "confirm"] as const;

export interface VisitIntent {
  readonly purpose: VisitPurpose;
  /** Where to go afterwards: a path of this app. */
  readonly next?: string | undefined;
  /** Whether they asked to stay logged in. Default: false. */
  readonly isRemembered?: boolean;
}

/** Somebody is at a provider. */
export interface Visit extends VisitIntent, OpenIdSecrets {
  readonly begunAt: number;
}

interface VisitsOptions {
  readonly tokens: TokenStore;
  now(): number;
}

/**
 * Visits to providers, each known to the server only, for the session that began it, for 10 minutes, and used up by the
 * first who comes back from it. The `state` that goes along is the token of the visit.
 */
export class OpenIdVisits {
  readonly #parts: VisitsOptions;

  constructor(parts: VisitsOptions) {
    this.#parts = parts;
  }

  async begin(
    provider: string,
    { record, idHash }: Session,
    { purpose, next, isRemembered = false }: VisitIntent,
  ): Promise<OpenIdSecrets & { readonly state: string }> {
    const { tokens, now } = this.#parts;
    const secrets = { verifier: secret(), nonce: secret() };
    const createdAt = now();
    const state = await tokens.create({
      purpose: tokenPurpose,
      // What somebody begins who is logged in ends with their sessions.
      userId: purpose === "login" ? null : (record?.userId ?? null),
      createdAt,
      expiresAt: createdAt + lifetime,
      data: { ...secrets, provider, purpose, next, isRemembered, session: idHash },
    });
    return { ...secrets, state };
  }

  /** The visit that ends now; undefined when this session has not begun it, or it is over. */
  async end(provider: string, session: Session, state: string): Promise<Visit | undefined> {
    const token = await this.#parts.tokens.take(tokenPurpose, state, this.#parts.now());
    const { data } = token ?? {};
    if (!token || data?.provider !== provider) return undefined;
    if (!session.idHashes.some((idHash) => idHash === data.session)) return undefined;
    const visit = visitOf(token);
    const userId = session.record?.userId ?? null;
    return visit.purpose === "login" || token.userId === userId ? visit : undefined;
  }
}

function visitOf({ data, createdAt }: AccountToken): Visit {
  const { purpose, next, isRemembered, verifier, nonce } = data;
  return {
    purpose: purposes.find((each) => each === purpose) ?? "login",
    next: typeof next === "string" ? next : undefined,
    isRemembered: isRemembered === true,
    verifier: String(verifier),
    nonce: String(nonce),
    begunAt: createdAt,
  };
}

/** 256 bits, base64url: as PKCE wants it (RFC 7636, section 4.1). */
function secret(): string {
  return randomBytes(32).toString("base64url");
}
