import { LiveloomError } from "../../errors.ts";
import type { AuthServices } from "../../server/auth-provider.ts";
import type { TokenStore } from "../store/token-store.ts";
import { Connections, type ConnectionsOptions } from "./connections.ts";
import { loadOpenIdClient, OpenIdClient } from "./open-id-client.ts";
import { OpenIdLogins, type OpenIdLoginsOptions } from "./open-id-logins.ts";
import { isInsecure, type OpenIdProvider, providerPath } from "./open-id-provider.ts";
import { OpenIdVisits } from "./open-id-visits.ts";

type LoginParts = Omit<OpenIdLoginsOptions, "visits" | "connections" | "report" | "clientOf">;

interface OpenIdOptions extends Omit<ConnectionsOptions, "providers">, LoginParts {
  readonly providers: readonly OpenIdProvider[];
  readonly tokens: TokenStore;
  readonly production: boolean;
}

/** Logging in at other sites, by OpenID Connect. */
export class OpenId {
  readonly providers: readonly OpenIdProvider[];
  readonly connections: Connections;
  readonly logins: OpenIdLogins;
  #services: Partial<AuthServices> = {};

  /** @throws LV-CONFIG-OPENID */
  constructor(options: OpenIdOptions) {
    const { providers, production, now } = options;
    this.providers = providers;
    checkProviders(providers, production);
    const clients = new Map(providers.map((provider) => [provider, new OpenIdClient(provider, now)]));
    this.connections = new Connections(options);
    this.logins = new OpenIdLogins({
      ...options,
      visits: new OpenIdVisits(options),
      connections: this.connections,
      clientOf: (provider) => clients.get(provider) ?? new OpenIdClient(provider, now),
      report: (error) => this.#services.report?.(error, "open id") ?? "",
    });
  }

  /** @throws LV-PACKAGE-MISSING, LV-OPENID-ORIGIN, LV-CONFIG-OPENID */
  async start(services: Partial<AuthServices>): Promise<void> {
    this.#services = services;
    await loadOpenIdClient();
    if (!services.production) return;
    checkProviders(this.providers, true);
    if (services.origin?.() === undefined) throw new LiveloomError("LV-OPENID-ORIGIN");
  }

  /** Where a provider sends browsers back to. It must not be a request that says where the app is. @throws LV-OPENID-ORIGIN */
  callbackOf(provider: OpenIdProvider): string {
    const origin = this.#services.origin?.();
    if (origin === undefined) throw new LiveloomError("LV-OPENID-ORIGIN");
    return `${origin}${providerPath(provider, "callback")}`;
  }
}

function checkProviders(providers: readonly OpenIdProvider[], production: boolean): void {
  const names = new Set<string>();
  for (const provider of providers) {
    const { name } = provider;
    if (names.has(name))
      throw new LiveloomError("LV-CONFIG-OPENID", { name, reason: "there are two of this name" });
    names.add(name);
    if (production && isInsecure(provider))
      throw new LiveloomError("LV-CONFIG-OPENID", {
        name,
        reason: "in production the issuer must be an https address",
      });
  }
}
