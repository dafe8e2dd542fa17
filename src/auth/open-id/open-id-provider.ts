import { LiveloomError } from "../../errors.ts";
import { isLocal } from "../../http/hosts.ts";
import type { Accounts } from "../accounts.ts";
import type { OpenIdClaims } from "./open-id-claims.ts";
import type { VisitPurpose } from "./open-id-visits.ts";

/** Who it is whom a provider says to have recognized. */
export type OpenIdUser = (
  claims: OpenIdClaims,
  context: { readonly accounts: Accounts },
) => number | undefined | Promise<number | undefined>;

export interface OpenIdProviderOptions {
  /** Names the provider in paths: letters, digits and hyphens, at most 50. */
  readonly name: string;
  /** What people call it, "Company". */
  readonly label: string;
  /** Its address, "https://id.example.com", under which it says all else about itself. Without TLS only on localhost. */
  readonly issuer: string;
  /** What the provider calls this app. */
  readonly clientId: string;
  /** Default: none, for a provider that gives out none. */
  readonly clientSecret?: string;
  /** What the provider is asked for. Default: "openid profile email". */
  readonly scope?: string;
  /** Whether the provider is asked for what it did not say in the first place ("userinfo"). Default: false. */
  readonly userinfo?: boolean;
  /** Whether people whom nobody knows get an account. Default: false. */
  readonly signUp?: boolean;
  /**
   * Says whose account it is when somebody comes for the first time: the user's id, or undefined for nobody's. From then
   * on they are connected. Default: a new account with `signUp`, otherwise nobody's.
   * @example
   * user: async ({ email, email_verified }, { accounts }) =>
   *   email_verified && email ? (await accounts.users.find(email))?.id : undefined
   */
  readonly user?: OpenIdUser;
}

/** A site at which people may log in, made by {@link openIdProvider}. */
export interface OpenIdProvider extends OpenIdProviderOptions {
  readonly scope: string;
  readonly userinfo: boolean;
  readonly signUp: boolean;
}

const namePattern = /^[a-z\d]+(-[a-z\d]+)*$/i;

/**
 * A site at which people may log in, by OpenID Connect. The package `openid-client` has to be installed.
 * @throws LV-CONFIG-OPENID
 * @example
 * accounts({ database, openId: [openIdProvider({ name: "company", label: "Company", issuer, clientId, clientSecret })] });
 */
export function openIdProvider(options: OpenIdProviderOptions): OpenIdProvider {
  const { name, label, issuer, clientId, scope = "openid profile email" } = options;
  const problem = (reason: string) => new LiveloomError("LV-CONFIG-OPENID", { name, reason });
  if (!namePattern.test(name) || name.length > 50)
    throw problem("a name has letters, digits and hyphens, at most 50");
  if (label.trim() === "") throw problem("it needs a label");
  if (clientId === "") throw problem("it needs a clientId");
  if (!scope.split(" ").includes("openid")) throw problem('the scope must have "openid" in it');
  if (!isIssuer(issuer)) throw problem(`the issuer must be an https address, got "${issuer}"`);
  return { ...options, scope, userinfo: options.userinfo ?? false, signUp: options.signUp ?? false };
}

/** Where the way to a provider begins, or where it sends browsers back to. */
export function providerPath({ name }: OpenIdProvider, step: VisitPurpose | "callback"): string {
  return `/accounts/openid/${name}/${step === "login" ? "" : `${step}/`}`;
}

function isIssuer(issuer: string): boolean {
  if (!URL.canParse(issuer)) return false;
  const { protocol, search, hash, username, password } = new URL(issuer);
  if (search + hash + username + password !== "") return false;
  return protocol === "https:" || isInsecure({ issuer });
}

/** Whether it is on this machine and reached without TLS, which is for development only. */
export function isInsecure({ issuer }: Pick<OpenIdProvider, "issuer">): boolean {
  const url = new URL(issuer);
  return url.protocol === "http:" && isLocal(url);
}
