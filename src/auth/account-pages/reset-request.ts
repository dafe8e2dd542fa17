import { event } from "../../live/event.ts";
import { form } from "../../live/forms/form.ts";
import { publicPage } from "../../live/guards.ts";
import { type Html, html } from "../../template/html.ts";
import { accountField } from "./account-field.ts";
import { AccountPage, outcome, pageLink } from "./account-page.ts";
import { emailProblem } from "./email-problem.ts";
import { textFields } from "./text-fields.ts";

/** Where people who forgot their password ask for a link. It says the same whether there is an account or not. */
export class ResetRequestPage extends AccountPage {
  static override readonly access = publicPage();

  /** The address a link was asked for; empty before. */
  sentTo = "";
  address = form(textFields(["email"], ({ email }) => ({ email: emailProblem(email, this.texts) })));

  mount(): void {
    this.title = this.texts.resetTitle;
  }

  send = event({ form: this.address, rateLimit: { calls: 5, perSeconds: 60 } }, async ({ email }) => {
    await this._countLink();
    this._mailing.resets.request(email, this.texts);
    this.sentTo = email.trim();
    this.title = this.texts.mailOnItsWay;
  });

  protected override content(): Html {
    const { texts, sentTo } = this;
    if (sentTo !== "") return outcome(texts.resetSent(sentTo));
    const email = this.address.field("email");
    return html`<p>${texts.resetIntro}</p>
      <form live-form=${this.address} live-submit=${this.send}>
        ${accountField(email, { label: texts.email, type: "email", autocomplete: "email", isFirst: true })}
        <button>${texts.sendLink}</button>
      </form>
      <p>${pageLink(this._accounts.loginPath, texts.logIn)}</p>`;
  }
}
