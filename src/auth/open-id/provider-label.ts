import type { OpenIdProvider } from "./open-id-provider.ts";

/** The provider at this address; undefined when it is none of the app's, or not any more. */
export function providerAt(providers: readonly OpenIdProvider[], issuer: string): OpenIdProvider | undefined {
  return providers.find((provider) => new URL(provider.issuer).href === new URL(issuer).href);
}

/** What people call the provider at this address: where it was, when it is none of the app's any more. */
export function providerLabel(providers: readonly OpenIdProvider[], issuer: string): string {
  return providerAt(providers, issuer)?.label ?? new URL(issuer).host;
}
