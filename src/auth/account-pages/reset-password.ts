import { event } from "../../live/event.ts";
import { publicPage } from "../../live/guards.ts";
import { type Html, html } from "../../template/html.ts";
import { resetPath } from "../password-reset.ts";
import type { PasswordOwner } from "../password-rules/password-rule.ts";
import { usernameHint } from "./account-field.ts";
import { LinkPage } from "./account-page.ts";
import { linkInvalid } from "./link-invalid.ts";
import { newPasswordFields, newPasswordForm, ownerOf } from "./new-password.ts";

/** Where the link in the mail leads: a new password for whoever follows it. */
export class ResetPasswordPage extends LinkPage {
  static override readonly access = publicPage();

  /** Whose password it is; undefined when the link does not work. */
  owner: PasswordOwner | undefined;
  fields = newPasswordForm(() => ({
    texts: this.texts,
    problems: (password) => this._accounts.passwordProblems(password, this.owner ?? {}, this.request.locale),
  }));

  async mount(): Promise<void> {
    const account = await this._mailing.resets.find(this._token);
    this.owner = account && ownerOf(account);
    this.title = account ? this.texts.setPasswordTitle : this.texts.linkInvalidTitle;
  }

  save = event({ form: this.fields, rateLimit: { calls: 10, perSeconds: 60 } }, async ({ password }) => {
    const isSet = await this._mailing.resets.complete(this._token, password, this.texts);
    if (!isSet) return this._refuse();
    this.flash("success", this.texts.passwordIsSet);
    this.redirect(this._accounts.loginPath);
  });

  _refuse(): void {
    this.owner = undefined;
    this.title = this.texts.linkInvalidTitle;
  }

  protected override content(): Html {
    const { texts, owner } = this;
    if (!owner) return linkInvalid(texts, resetPath);
    return html`<form live-form=${this.fields} live-submit=${this.save}>
      ${usernameHint(owner.username ?? "")}
      ${newPasswordFields(this.fields, texts)}
      <button>${texts.setPassword}</button>
    </form>`;
  }
}
