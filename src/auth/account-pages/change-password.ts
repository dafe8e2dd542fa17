import { event } from "../../live/event.ts";
import { form } from "../../live/forms/form.ts";
import { loginRequired } from "../../live/guards.ts";
import { type Html, html } from "../../template/html.ts";
import { accountField, usernameHint } from "./account-field.ts";
import { AccountPage, pageLink } from "./account-page.ts";
import { ownerOf } from "./new-password.ts";
import { profilePath } from "./paths.ts";
import { textFields } from "./text-fields.ts";

const names = ["present", "password", "repeated"] as const;

/** Where people change their password. This session stays, all others end. */
export class ChangePasswordPage extends AccountPage {
  static override readonly access = loginRequired();

  fields = form(
    textFields(names, async ({ present, password, repeated }) => ({
      present: present === "" ? this.texts.required : "",
      password: password === "" ? this.texts.required : await this._problems(password),
      repeated: password === repeated ? "" : this.texts.passwordsDiffer,
    })),
    { secret: names },
  );

  mount(): void {
    this.title = this.texts.changePassword;
  }

  save = event(
    { form: this.fields, rateLimit: { calls: 5, perSeconds: 60 } },
    async ({ present, password }) => {
      const { texts, user, sessionHash } = this;
      const change = { user, sessionHash, address: this.request.address, present, password, texts };
      if (!(await this._accounts.changeOwnPassword(change)))
        return this.fields.addError("present", texts.passwordWrong);
      this.flash("success", texts.passwordChanged);
      this.redirect(profilePath);
    },
  );

  async _problems(password: string): Promise<string[]> {
    const owner = ownerOf((await this._accounts.users.get(this.user.id)) ?? {});
    return await this._accounts.passwordProblems(password, owner, this.request.locale);
  }

  protected override content(): Html {
    const { texts, fields } = this;
    const [present, password, repeated] = names.map((name) => fields.field(name));
    const isNew = { type: "password", autocomplete: "new-password" } as const;
    return html`<form live-form=${fields} live-submit=${this.save}>
        ${usernameHint(this.user.username)}
        ${present && accountField(present, { label: texts.presentPassword, type: "password", autocomplete: "current-password", isFirst: true })}
        ${password && accountField(password, { ...isNew, label: texts.newPassword, advice: texts.passwordAdvice })}
        ${repeated && accountField(repeated, { ...isNew, label: texts.repeatPassword })}
        <button>${texts.changePassword}</button>
      </form>
      <p>${pageLink(profilePath, texts.profile)}</p>`;
  }
}
