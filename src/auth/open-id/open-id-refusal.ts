/** Why somebody is not let in, as far as the page says something else about it. */
export type RefusalKind =
  /** It was begun elsewhere, too long ago, or is over already. */
  | "outdated"
  /** They said no there. */
  | "cancelled"
  /** What the provider said is not good. */
  | "failed"
  /** The provider does not answer. */
  | "unreachable"
  /** Nobody has this identity. */
  | "unknown"
  /** Somebody has it who may not log in. */
  | "inactive"
  /** Somebody else has it. */
  | "taken"
  /** It is not who is logged in, or nobody has just proven it. */
  | "unconfirmed";

/** A login at a provider that comes to nothing. */
export class OpenIdRefusal extends Error {
  override readonly name = "OpenIdRefusal";
  readonly kind: RefusalKind;
  /** For the logs: a short word, and nothing of what was sent. */
  readonly reason: string;
  /** Who is refused; undefined when nobody knows. */
  readonly userId: number | undefined;

  constructor(kind: RefusalKind, reason: string = kind, userId?: number) {
    super(`${kind}: ${reason}`);
    this.kind = kind;
    this.reason = reason;
    this.userId = userId;
  }
}

/** What a refusal's `error` may be called: providers send it, and it is written down. */
const shortWord = /^[\w.-]{1,60}$/;

/** Trouble with the network, or with what stands in for the provider. */
const unreachable = /^(OAUTH_TIMEOUT|OAUTH_ABORT|OAUTH_RESPONSE_IS_NOT_(JSON|CONFORM)|OAUTH_PARSE_ERROR)$/;

/** What an error of openid-client means. Its words and its cause may have tokens in them: they are left behind. */
export function refusalOf(error: unknown): OpenIdRefusal {
  if (error instanceof OpenIdRefusal) return error;
  const { error: said, code } = Object(error) as { readonly error?: unknown; readonly code?: unknown };
  if (said === "access_denied") return new OpenIdRefusal("cancelled", said);
  if (typeof said === "string") return new OpenIdRefusal("failed", shortWord.test(said) ? said : "error");
  // fetch throws a TypeError when there is no connection.
  if (error instanceof TypeError && code === undefined)
    return new OpenIdRefusal("unreachable", "no connection");
  if (typeof code !== "string" || !shortWord.test(code))
    return new OpenIdRefusal("failed", "unexpected answer");
  return new OpenIdRefusal(unreachable.test(code) ? "unreachable" : "failed", code);
}
