import { contentSecurityPolicy, type PolicyOptions } from "./content-security-policy.ts";

const oneYearSeconds = 31_536_000;

export interface SecurityHeaderOptions extends PolicyOptions {
  /** Whether the app is reached over https. */
  readonly secure: boolean;
}

/**
 * The headers every page is sent with. The numbers are items of OWASP ASVS 5.0.
 *
 * Strict-Transport-Security does not speak for subdomains, which may not be the app's own; an app that owns
 * them all adds `includeSubDomains` (3.4.1, level 2) at its proxy.
 */
export function securityHeaders(options: SecurityHeaderOptions): Record<string, string> {
  return {
    "content-security-policy": contentSecurityPolicy(options), // 3.4.3, 3.4.6
    "x-content-type-options": "nosniff", // 3.4.4
    "referrer-policy": "same-origin", // 3.4.5
    "x-frame-options": "DENY", // 3.4.6, for browsers without frame-ancestors
    "cross-origin-opener-policy": "same-origin", // 3.4.8
    "cross-origin-resource-policy": "same-origin", // 3.5.8
    "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ...(options.secure ? { "strict-transport-security": `max-age=${oneYearSeconds}` } : {}), // 3.4.1
  };
}
