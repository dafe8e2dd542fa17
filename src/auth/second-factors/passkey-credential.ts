/** Longest credential that is looked at, as JSON, in characters. */
export const credentialLimit = 16_384;

/** Ids are base64url; authenticators make them of at most 1,023 bytes. */
const idPattern = /^[\w-]{1,1364}$/;

/** What all credentials of browsers have in common. */
interface AnyCredential {
  readonly id: string;
  readonly rawId: string;
  readonly type: string;
  readonly response: Readonly<Record<string, unknown>>;
}

/**
 * The credential in what a browser has posted, as far as it is made of texts and lists of texts where it has to be;
 * undefined for anything else. What it says is not checked.
 */
export function credentialIn<Credential extends AnyCredentialOf>(text: string): Credential | undefined {
  if (text.length > credentialLimit) return undefined;
  const parsed = parse(text);
  return isCredential(parsed) ? (parsed as unknown as Credential) : undefined;
}

/** The credentials of `@simplewebauthn/server`, which have more. */
type AnyCredentialOf = { readonly id: string; readonly response: object };

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isCredential(value: unknown): value is AnyCredential {
  if (!isObject(value) || !isObject(value.response)) return false;
  const { id, rawId, type, response } = value;
  const isNamed = typeof id === "string" && idPattern.test(id) && id === rawId && type === "public-key";
  return isNamed && Object.values(response).every(isPlain);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Text, a number, nothing, or a list of texts. */
function isPlain(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((each) => typeof each === "string");
  return value === null || ["string", "number", "undefined"].includes(typeof value);
}
