import { LoginRequired, NotFound } from "../../errors.ts";
import { safeRedirect } from "../../http/safe-redirect.ts";
import { type Html, html } from "../../template/html.ts";
import { actorOf } from "../audit/actor-of.ts";
import type { FactorOwner } from "../second-factors/factor-changes.ts";
import type { SecondFactors } from "../second-factors/second-factors.ts";
import { AccountPage } from "./account-page.ts";
import { recentAccess } from "./recent-access.ts";

/** No page has this origin: `next` has to be a path. */
const noOrigin = "http://localhost";

/** A page on which people change their second factors. */
export class FactorPage extends AccountPage {
  static override readonly access = recentAccess;

  /** @throws NotFound where accounts take none */
  protected get _factors(): SecondFactors {
    const { secondFactors } = this._accounts;
    if (!secondFactors) throw new NotFound();
    return secondFactors;
  }

  /** @throws LoginRequired when the session has ended */
  protected get _owner(): FactorOwner {
    const { sessionHash } = this;
    if (sessionHash === undefined) throw new LoginRequired();
    return { ...actorOf(this), sessionHash };
  }

  /** Where people wanted to go when they were led here: a path of this app. */
  protected get _next(): string | undefined {
    return safeRedirect(this.request.query.get("next"), noOrigin);
  }

  /** By mail. */
  protected _announce(): void {
    this._accounts.mailing?.announceFactors(this.user.id, this.texts);
  }
}

/** New recovery codes, the only time that they are shown. */
export function codeList(codes: readonly string[]): Html {
  return html`<ul class="account-codes">${codes.map((code) => html`<li><code>${code}</code></li>`)}</ul>`;
}
