import { event } from "../../live/event.ts";
import { withNext } from "../../server/way-in.ts";
import { each } from "../../template/each.ts";
import { type Html, html } from "../../template/html.ts";
import { when } from "../../template/when.ts";
import { hasAny, type PasskeyDetails, type UserFactors } from "../second-factors/factors.ts";
import { pageLink } from "./account-page.ts";
import { codeList, FactorPage } from "./factor-page.ts";
import { newPasskeyPath, newTotpPath, profilePath } from "./paths.ts";
import { textFields } from "./text-fields.ts";
import { timeText } from "./time-text.ts";

/** Which second factors somebody has, and the means to change them. */
export class SecurityPage extends FactorPage {
  factors: UserFactors = { totpSince: undefined, passkeys: [], recoveryCodes: 0 };
  notice = "";
  /** Recovery codes that were just made. */
  codes: readonly string[] = [];

  async mount(): Promise<void> {
    this.title = this.texts.security;
    await this._read();
  }

  removeTotp = event(async () => {
    await this._factors.changes.removeTotp(this._owner);
    await this._changed(this.texts.totpRemoved);
  });

  removePasskey = event({ params: textFields(["id"]) }, async ({ id }) => {
    if (await this._factors.changes.removePasskey(this._owner, id))
      await this._changed(this.texts.passkeyRemoved);
  });

  renewCodes = event({ rateLimit: { calls: 5, perSeconds: 60 } }, async () => {
    const codes = await this._factors.changes.renewRecoveryCodes(this._owner);
    await this._changed(this.texts.recoveryCodesReplaced);
    this.codes = codes;
  });

  async _read(): Promise<void> {
    this.factors = await this._factors.of(this.user.id);
  }

  async _changed(notice: string): Promise<void> {
    this._announce();
    this.notice = notice;
    this.codes = [];
    await this._read();
  }

  protected override content(): Html {
    const { texts, factors, notice, _next: next } = this;
    const { totp, passkeys } = this._factors.kinds;
    const hasFactor = hasAny(factors);
    return html`<p>${texts.securityIntro}</p>
      ${when(next, () => html`<p><strong>${hasFactor ? pageLink(next ?? "", texts.goOn) : texts.securityNeeded}</strong></p>`)}
      <p role="status">${notice}</p>
      ${when(totp, () => this._totp())}
      ${when(passkeys, () => this._passkeys())}
      ${when(hasFactor, () => this._codes())}
      <p>${pageLink(profilePath, texts.profile)}</p>`;
  }

  _totp(): Html {
    const { texts, factors, _next: next } = this;
    const { totpSince } = factors;
    if (totpSince === undefined)
      return html`<section><h2>${texts.totp}</h2><p>${texts.totpOff} ${pageLink(withNext(newTotpPath, next), texts.totpSetUp)}</p></section>`;
    return html`<section><h2>${texts.totp}</h2><p>${texts.totpOn}: ${timeText(texts, totpSince)}</p>
      <button class="quiet" live-click=${this.removeTotp}>${texts.totpRemove}</button></section>`;
  }

  _passkeys(): Html {
    const { texts, factors, _next: next } = this;
    return html`<section><h2>${texts.passkeys}</h2><p>${texts.passkeysIntro}</p>
      <ul class="account-sessions">${each(
        factors.passkeys,
        ({ id }) => id,
        (passkey) => this._passkey(passkey),
      )}</ul>
      <p><a href=${withNext(newPasskeyPath, next)}>${texts.passkeyAdd}</a></p></section>`;
  }

  _passkey({ id, name, createdAt, lastUsedAt }: PasskeyDetails): Html {
    const { texts } = this;
    const label = name === "" ? texts.passkeys : name;
    return html`<li>
      <span><strong>${label}</strong>
        <small>${texts.created}: ${timeText(texts, createdAt)}</small>
        <small>${lastUsedAt === null ? texts.neverUsed : html`${texts.lastSeen}: ${timeText(texts, lastUsedAt)}`}</small></span>
      <button class="quiet" live-click=${this.removePasskey} data-id=${id} aria-label=${texts.passkeyRemoveThat(label)}>${texts.passkeyRemove}</button>
    </li>`;
  }

  _codes(): Html {
    const { texts, factors, codes } = this;
    const made = html`<p>${texts.recoveryCodesIntro}</p>${codeList(codes)}`;
    return html`<section><h2>${texts.recoveryCodes}</h2>
      ${codes.length > 0 ? made : html`<p>${texts.recoveryCodesLeft(factors.recoveryCodes)}</p>`}
      <button class="quiet" live-click=${this.renewCodes}>${texts.recoveryCodesRenew}</button></section>`;
  }
}
