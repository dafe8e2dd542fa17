import type { Arrival } from "../open-id/open-id-logins.ts";
import type { RefusalKind } from "../open-id/open-id-refusal.ts";
import type { AccountTexts } from "../texts/account-texts.ts";
import type { PasswordOutcome } from "./password-outcome.ts";

type Sentence = (texts: AccountTexts, provider: string, reference: string) => string;

const sentences: Readonly<Record<RefusalKind, Sentence>> = {
  outdated: (texts) => texts.providerOutdated,
  cancelled: (texts, provider) => texts.providerCancelled(provider),
  failed: (texts, provider, reference) => texts.providerFailed(provider, reference),
  unreachable: (texts, provider, reference) => texts.providerUnreachable(provider, reference),
  unknown: (texts, provider) => texts.providerUnknown(provider),
  inactive: (texts) => texts.providerInactive,
  taken: (texts, provider) => texts.providerTaken(provider),
  unconfirmed: (texts, provider) => texts.providerUnconfirmed(provider),
};

/** What people are told who come from a provider and are not let in. @param provider what they call it */
export function openIdProblem(
  { refusal, reference = "" }: Arrival,
  provider: string,
  texts: AccountTexts,
): PasswordOutcome {
  const kind = refusal?.kind ?? "failed";
  return { status: statusOf(kind), problem: sentences[kind](texts, provider, reference) };
}

function statusOf(kind: RefusalKind): PasswordOutcome["status"] {
  if (kind === "unreachable") return 502;
  return kind === "unknown" || kind === "inactive" ? 403 : 400;
}
