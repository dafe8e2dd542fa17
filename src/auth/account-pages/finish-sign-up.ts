import { event } from "../../live/event.ts";
import { publicPage } from "../../live/guards.ts";
import { type Html, html } from "../../template/html.ts";
import { signUpPath } from "../sign-ups.ts";
import { usernameHint } from "./account-field.ts";
import { LinkPage } from "./account-page.ts";
import { linkInvalid } from "./link-invalid.ts";
import { newPasswordFields, newPasswordForm } from "./new-password.ts";

/** Where the link in the mail leads: a password, and there is an account. */
export class FinishSignUpPage extends LinkPage {
  static override readonly access = publicPage();

  /** The address that is proven; empty when the link does not work. */
  email = "";
  fields = newPasswordForm(() => ({
    texts: this.texts,
    problems: (password) => {
      const owner = { username: this.email, email: this.email };
      return this._accounts.passwordProblems(password, owner, this.request.locale);
    },
  }));

  async mount(): Promise<void> {
    this.email = (await this._mailing.signUps.find(this._token)) ?? "";
    this.title = this.email === "" ? this.texts.linkInvalidTitle : this.texts.finishSignUpTitle;
  }

  save = event({ form: this.fields, rateLimit: { calls: 10, perSeconds: 60 } }, async ({ password }) => {
    const id = await this._mailing.signUps.complete(this._token, { password });
    if (id === undefined) return this._refuse();
    this.flash("success", this.texts.accountIsReady);
    this.redirect(this._accounts.loginPath);
  });

  _refuse(): void {
    this.email = "";
    this.title = this.texts.linkInvalidTitle;
  }

  protected override content(): Html {
    const { texts, email } = this;
    if (email === "") return linkInvalid(texts, signUpPath);
    return html`<p>${texts.finishSignUpIntro(email)}</p>
      <form live-form=${this.fields} live-submit=${this.save}>
        ${usernameHint(email)}
        ${newPasswordFields(this.fields, texts)}
        <button>${texts.createAccount}</button>
      </form>`;
  }
}
