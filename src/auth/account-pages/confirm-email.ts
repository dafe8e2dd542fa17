import { event } from "../../live/event.ts";
import { publicPage } from "../../live/guards.ts";
import { type Html, html } from "../../template/html.ts";
import { emailPath } from "../email-changes.ts";
import { LinkPage } from "./account-page.ts";
import { linkInvalid } from "./link-invalid.ts";
import { profilePath } from "./paths.ts";

/** Where the link in the mail leads. It asks once more, because mail programs look at links, too. */
export class ConfirmEmailPage extends LinkPage {
  static override readonly access = publicPage();

  /** The address to confirm; empty when the link does not work. */
  email = "";

  async mount(): Promise<void> {
    this.email = (await this._mailing.emailChanges.find(this._token))?.email ?? "";
    this.title = this.email === "" ? this.texts.linkInvalidTitle : this.texts.confirmEmailTitle;
  }

  confirm = event({ rateLimit: { calls: 10, perSeconds: 60 } }, async () => {
    if (await this._mailing.emailChanges.complete(this._token, this.texts)) {
      this.flash("success", this.texts.emailConfirmed);
      return this.redirect(profilePath);
    }
    this.email = "";
    this.title = this.texts.linkInvalidTitle;
  });

  protected override content(): Html {
    const { texts, email } = this;
    if (email === "") return linkInvalid(texts, emailPath);
    return html`<p>${texts.confirmEmailIntro(email)}</p>
      <button live-click=${this.confirm}>${texts.confirmEmail}</button>`;
  }
}
