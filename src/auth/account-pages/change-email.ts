import { event } from "../../live/event.ts";
import { form } from "../../live/forms/form.ts";
import { type Html, html } from "../../template/html.ts";
import { accountField } from "./account-field.ts";
import { AccountPage, outcome, pageLink } from "./account-page.ts";
import { emailProblem } from "./email-problem.ts";
import { profilePath } from "./paths.ts";
import { recentAccess } from "./recent-access.ts";
import { textFields } from "./text-fields.ts";

/** Where people give another address, or ask for a link to confirm the one they gave. */
export class ChangeEmailPage extends AccountPage {
  static override readonly access = recentAccess;

  /** The address a link was sent to; empty before. */
  sentTo = "";
  address = form(textFields(["email"], ({ email }) => ({ email: emailProblem(email, this.texts) })));

  async mount(): Promise<void> {
    this.title = this.texts.changeEmail;
    const { email = "" } = (await this._accounts.users.get(this.user.id)) ?? {};
    this.address.reset({ email });
  }

  send = event({ form: this.address, rateLimit: { calls: 5, perSeconds: 60 } }, async ({ email }) => {
    await this._countLink();
    this._mailing.emailChanges.request(this.user.id, email, this.texts);
    this.sentTo = email.trim();
    this.title = this.texts.mailOnItsWay;
  });

  protected override content(): Html {
    const { texts, sentTo } = this;
    const back = html`<p>${pageLink(profilePath, texts.profile)}</p>`;
    if (sentTo !== "") return html`${outcome(texts.changeEmailSent(sentTo))}${back}`;
    const email = this.address.field("email");
    return html`<p>${texts.changeEmailIntro}</p>
      <form live-form=${this.address} live-submit=${this.send}>
        ${accountField(email, { label: texts.email, type: "email", autocomplete: "email", isFirst: true })}
        <button>${texts.sendLink}</button>
      </form>${back}`;
  }
}
