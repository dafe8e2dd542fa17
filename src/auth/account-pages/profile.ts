import { event } from "../../live/event.ts";
import { form } from "../../live/forms/form.ts";
import { loginRequired } from "../../live/guards.ts";
import { type Html, html } from "../../template/html.ts";
import { when } from "../../template/when.ts";
import { emailPath } from "../email-changes.ts";
import { accountField } from "./account-field.ts";
import { AccountPage, pageLink } from "./account-page.ts";
import { nameProblem } from "./name-problem.ts";
import { connectionsPath, logoutPath, passwordPath, securityPath, sessionsPath } from "./paths.ts";
import { textFields } from "./text-fields.ts";

/** What people see and change of their account. */
export class ProfilePage extends AccountPage {
  static override readonly access = loginRequired();

  email = "";
  isEmailVerified = false;
  isSaved = false;
  names = form(
    textFields(["firstName", "lastName"], ({ firstName, lastName }) => ({
      firstName: nameProblem(firstName, this.texts),
      lastName: nameProblem(lastName, this.texts),
    })),
  );

  async mount(): Promise<void> {
    this.title = this.texts.profile;
    const account = await this._accounts.users.get(this.user.id);
    this.email = account?.email ?? "";
    this.isEmailVerified = account?.emailVerifiedAt != null;
    this.names.reset({ firstName: account?.firstName ?? "", lastName: account?.lastName ?? "" });
  }

  save = event({ form: this.names }, async (names) => {
    await this._accounts.users.as(this).setNames(this.user.id, names);
    this.isSaved = true;
  });

  protected override content(): Html {
    const { texts, names } = this;
    return html`<p>${texts.username}: <strong>${this.user.username}</strong></p>
      <form live-form=${names} live-submit=${this.save}>
        ${accountField(names.field("firstName"), { label: texts.firstName, autocomplete: "given-name", isRequired: false })}
        ${accountField(names.field("lastName"), { label: texts.lastName, autocomplete: "family-name", isRequired: false })}
        <p role="status">${this.isSaved && texts.saved}</p>
        <button>${texts.save}</button>
      </form>
      ${when(this._accounts.mailing, () => this._emailState())}
      <ul class="account-links">
        ${when(this._accounts.takesPasswords, () => html`<li>${pageLink(passwordPath, texts.changePassword)}</li>`)}
        ${when(this._accounts.secondFactors, () => html`<li>${pageLink(securityPath, texts.security)}</li>`)}
        ${when(this._accounts.openId, () => html`<li>${pageLink(connectionsPath, texts.connections)}</li>`)}
        <li>${pageLink(sessionsPath, texts.sessions)}</li>
        <li>${pageLink(logoutPath, texts.logOut)}</li>
      </ul>`;
  }

  _emailState(): Html {
    const { texts, email } = this;
    return html`<p>${email === "" ? texts.emailNone : texts.emailIs(email)}
      ${when(email !== "" && !this.isEmailVerified, () => texts.emailUnverified)}
      ${pageLink(emailPath, texts.changeEmail)}</p>`;
  }
}
