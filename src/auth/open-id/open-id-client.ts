import type { ClientAuth, Configuration } from "openid-client";
import { loadPackage } from "../../load-package.ts";
import { boundedFetch } from "./bounded-fetch.ts";
import { type OpenIdClaims, openIdClaims } from "./open-id-claims.ts";
import { isInsecure, type OpenIdProvider } from "./open-id-provider.ts";
import { OpenIdRefusal } from "./open-id-refusal.ts";

type Package = typeof import("openid-client");

/** How long a provider may take for one answer, in seconds. */
const patience = 5;

/** How long it counts what a provider has said about itself, in milliseconds. */
const configurationLifetime = 60 * 60 * 1000;

/** What is kept of a login that has begun, and proves that what comes back belongs to it. */
export interface OpenIdSecrets {
  readonly verifier: string;
  readonly nonce: string;
}

interface Departure extends OpenIdSecrets {
  readonly redirectUri: string;
  readonly state: string;
  /** Whether they have to prove anew who they are. */
  readonly isProofDue: boolean;
}

interface Return extends OpenIdSecrets {
  /** What the provider sent the browser to. */
  readonly address: URL;
  readonly state: string;
}

/** A login at the provider may be so old, in seconds; then it asks again. */
const longestLogin = 30 * 24 * 60 * 60;

/** Speaks with one provider: authorization code flow with PKCE, state and nonce (OpenID Connect Core, RFC 9700). */
export class OpenIdClient {
  readonly #provider: OpenIdProvider;
  readonly #now: () => number;
  #found: { readonly configuration: Promise<Configuration>; readonly until: number } | undefined;

  constructor(provider: OpenIdProvider, now: () => number) {
    this.#provider = provider;
    this.#now = now;
  }

  /** Where the browser goes. @throws LV-PACKAGE-MISSING, and what openid-client does */
  async departure({ redirectUri, state, nonce, verifier, isProofDue }: Departure): Promise<URL> {
    const client = await loadOpenIdClient();
    return client.buildAuthorizationUrl(await this.#configuration(), {
      redirect_uri: redirectUri,
      scope: this.#provider.scope,
      state,
      nonce,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      // Who is asked for an age has to say when the login was (OpenID Connect Core, 2).
      max_age: String(longestLogin),
      ...(isProofDue && { prompt: "login", max_age: "0" }),
    });
  }

  /** Who it is who came back. @throws OpenIdRefusal, LV-PACKAGE-MISSING, and what openid-client does */
  async claims({ address, state, nonce, verifier }: Return): Promise<OpenIdClaims> {
    const client = await loadOpenIdClient();
    const configuration = await this.#configuration();
    const tokens = await client.authorizationCodeGrant(configuration, address, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
    });
    const said = tokens.claims();
    if (!said) throw new OpenIdRefusal("failed", "no id_token");
    const more = this.#provider.userinfo
      ? await client.fetchUserInfo(configuration, tokens.access_token, said.sub)
      : {};
    const claims = openIdClaims({ ...more, ...said });
    if (!claims) throw new OpenIdRefusal("failed", "claims");
    return claims;
  }

  /** All who need it at the same time wait for one answer. After a failure it is asked for anew. */
  async #configuration(): Promise<Configuration> {
    if (this.#found && this.#now() < this.#found.until) return await this.#found.configuration;
    const configuration = this.#discover();
    const found = { configuration, until: this.#now() + configurationLifetime };
    this.#found = found;
    configuration.catch(() => {
      if (this.#found === found) this.#found = undefined;
    });
    return await configuration;
  }

  async #discover(): Promise<Configuration> {
    const client = await loadOpenIdClient();
    const { issuer, clientId, clientSecret } = this.#provider;
    return await client.discovery(new URL(issuer), clientId, undefined, clientAuth(client, clientSecret), {
      timeout: patience,
      [client.customFetch]: boundedFetch,
      execute: [
        // Without it, TLS alone would vouch for the token.
        client.enableNonRepudiationChecks,
        ...(isInsecure(this.#provider) ? [client.allowInsecureRequests] : []),
      ],
    });
  }
}

/** In the way the provider takes it. What it does not say is as the specification has it. */
function clientAuth(client: Package, secret: string | undefined): ClientAuth {
  if (secret === undefined) return client.None();
  return (server, ...rest) => {
    const { token_endpoint_auth_methods_supported: methods = ["client_secret_basic"] } = server;
    const isBasic = methods.includes("client_secret_basic") || !methods.includes("client_secret_post");
    return (isBasic ? client.ClientSecretBasic(secret) : client.ClientSecretPost(secret))(server, ...rest);
  };
}

export async function loadOpenIdClient(): Promise<Package> {
  return await loadPackage("openid-client", () => import("openid-client"));
}
