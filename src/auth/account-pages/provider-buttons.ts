import { type Html, html } from "../../template/html.ts";
import { type OpenIdProvider, providerPath } from "../open-id/open-id-provider.ts";
import type { VisitPurpose } from "../open-id/open-id-visits.ts";

/** A provider at which somebody may log in. */
export interface ProviderButton {
  /** What people call it. */
  readonly label: string;
  /** Where the form is posted. */
  readonly action: string;
}

export function providerButton(provider: OpenIdProvider, purpose: VisitPurpose): ProviderButton {
  return { label: provider.label, action: providerPath(provider, purpose) };
}

/** Buttons that post their form elsewhere, whatever else is filled in. */
export function providerButtons(
  providers: readonly ProviderButton[],
  text: (label: string) => string,
  isQuiet: boolean,
): Html {
  const look = isQuiet ? "quiet" : null;
  return html`<div class="account-providers">${providers.map(
    ({ label, action }) =>
      html`<button type="submit" class=${look} formaction=${action} formnovalidate>${text(label)}</button>`,
  )}</div>`;
}

/** The line between a password and other ways. */
export function orElse(text: string): Html {
  return html`<p class="account-or">${text}</p>`;
}
