import { LiveloomError } from "../../errors.ts";
import { event } from "../../live/event.ts";
import { form } from "../../live/forms/form.ts";
import { publicPage } from "../../live/guards.ts";
import { type Html, html } from "../../template/html.ts";
import { accountField } from "./account-field.ts";
import { AccountPage, outcome, pageLink } from "./account-page.ts";
import { emailProblem } from "./email-problem.ts";
import { textFields } from "./text-fields.ts";

/** Where people who have no account ask for one. It says the same whether they have one or not. */
export class SignUpPage extends AccountPage {
  static override readonly access = publicPage();

  /** The address a link was asked for; empty before. */
  sentTo = "";
  address = form(textFields(["email"], ({ email }) => ({ email: emailProblem(email, this.texts) })));

  mount(): void {
    this.title = this.texts.signUp;
  }

  send = event({ form: this.address, rateLimit: { calls: 5, perSeconds: 60 } }, async ({ email }) => {
    await this._countLink();
    try {
      this._mailing.signUps.request(email, this.texts);
    } catch (error) {
      if (!(error instanceof LiveloomError) || error.code !== "LV-USER-INVALID") throw error;
      return this.address.addError("email", this.texts.emailUnusable);
    }
    this.sentTo = email.trim();
    this.title = this.texts.mailOnItsWay;
  });

  protected override content(): Html {
    const { texts, sentTo } = this;
    if (sentTo !== "") return outcome(texts.signUpSent(sentTo));
    const email = this.address.field("email");
    return html`<p>${texts.signUpIntro}</p>
      <form live-form=${this.address} live-submit=${this.send}>
        ${accountField(email, { label: texts.email, type: "email", autocomplete: "email", isFirst: true })}
        <button>${texts.sendLink}</button>
      </form>
      <p>${texts.alreadyMember} ${pageLink(this._accounts.loginPath, texts.logIn)}</p>`;
  }
}
