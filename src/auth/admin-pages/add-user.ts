import { LiveloomError } from "../../errors.ts";
import { event } from "../../live/event.ts";
import { form } from "../../live/forms/form.ts";
import { type Html, html } from "../../template/html.ts";
import { when } from "../../template/when.ts";
import { accountField } from "../account-pages/account-field.ts";
import { emailProblem } from "../account-pages/email-problem.ts";
import { nameProblem } from "../account-pages/name-problem.ts";
import { textFields } from "../account-pages/text-fields.ts";
import { normalizeUsername } from "../username.ts";
import { adminAccess, carefulAccess } from "./admin-access.ts";
import { adminCard } from "./admin-frame.ts";
import { AdminPage } from "./admin-page.ts";

/** A new user, who has no password yet. */
export class AddUserPage extends AdminPage {
  static override readonly access = adminAccess("auth.add_user");

  fields = form(
    textFields(["username", "firstName", "lastName", "email"], (values) => ({
      username: this._usernameProblem(values.username.trim()),
      firstName: nameProblem(values.firstName, this.texts),
      lastName: nameProblem(values.lastName, this.texts),
      email: values.email.trim() === "" ? "" : emailProblem(values.email, this.texts),
    })),
  );

  mount(): void {
    this.title = this.words.addUser;
  }

  save = event({ form: this.fields, access: carefulAccess("auth.add_user") }, async (values) => {
    const username = values.username.trim();
    const id = await this._create({ ...values, username });
    if (id === undefined) return this.fields.addError("username", this.words.usernameTaken);
    this.flash("success", this.words.userCreated(username));
    this.navigate(this.may("auth.view_user") ? this.path(`users/${id}/`) : this.path("users/add/"));
  });

  /** Everything else was checked before: what is refused now is a name that is taken. */
  async _create(user: { username: string; firstName: string; lastName: string; email: string }) {
    try {
      return await this._services.users.as(this).create(user);
    } catch (error) {
      if (error instanceof LiveloomError && error.code === "LV-USER-INVALID") return undefined;
      throw error;
    }
  }

  _usernameProblem(username: string): string {
    try {
      normalizeUsername(username);
      return "";
    } catch {
      return username === "" ? this.texts.required : this.words.usernameInvalid;
    }
  }

  protected override content(): Html {
    const { texts, words, fields } = this;
    const off = { autocomplete: "off", isRequired: false } as const;
    const names = html`<form live-form=${fields} live-submit=${this.save}>
      ${accountField(fields.field("username"), { ...off, label: texts.username, isRequired: true, isFirst: true })}
      ${accountField(fields.field("firstName"), { label: texts.firstName, ...off })}
      ${accountField(fields.field("lastName"), { label: texts.lastName, ...off })}
      ${accountField(fields.field("email"), { label: texts.email, type: "email", ...off })}
      ${when(this._services.mailing && this._services.takesPasswords, () => html`<p class="admin-hint">${words.addUserIntro}</p>`)}
      <button>${words.addUser}</button>
      ${when(this.may("auth.view_user"), () => html`<a href=${this.path("users/")} live-navigate>${words.cancel}</a>`)}
    </form>`;
    return html`<div class="admin-cards">${adminCard(words.details, names)}</div>`;
  }
}
