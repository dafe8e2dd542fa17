import { event } from "../../live/event.ts";
import { form } from "../../live/forms/form.ts";
import { type Html, html } from "../../template/html.ts";
import { when } from "../../template/when.ts";
import { accountField } from "../account-pages/account-field.ts";
import { emailProblem } from "../account-pages/email-problem.ts";
import { nameProblem } from "../account-pages/name-problem.ts";
import { textFields } from "../account-pages/text-fields.ts";
import { timeText } from "../account-pages/time-text.ts";
import type { UserDetails, Users } from "../users.ts";
import { adminAccess, carefulAccess } from "./admin-access.ts";
import { adminCard } from "./admin-frame.ts";
import { mayActivate, mayChange, mayChangeEmail, mayPromote, mayRemove } from "./may-change.ts";
import { UserPage } from "./user-page.ts";

type Details = Pick<UserDetails, "firstName" | "lastName" | "email">;

const careful = carefulAccess("auth.change_user");
const yesOrNo = textFields(["to"]);
const keepSuperuser = { keepSuperuser: true } as const;

/** What is known of a user, and whether they may come in. */
export class EditUserPage extends UserPage {
  static override readonly access = adminAccess("auth.view_user");

  /** What the form began with: what others change meanwhile is not written over. */
  before: Details = { firstName: "", lastName: "", email: "" };
  details = form(
    textFields(["firstName", "lastName", "email"], ({ firstName, lastName, email }) => ({
      firstName: nameProblem(firstName, this.texts),
      lastName: nameProblem(lastName, this.texts),
      email: email.trim() === "" ? "" : emailProblem(email, this.texts),
    })),
  );

  override async mount(): Promise<void> {
    await super.mount();
    this._start();
  }

  _start(): void {
    const { firstName = "", lastName = "", email = "" } = this.account ?? {};
    this.before = { firstName, lastName, email };
    this.details.reset(this.before);
  }

  save = event({ form: this.details, access: careful }, async (values) => {
    const isNewEmail = values.email.trim() !== this.before.email;
    const isNewName = values.firstName !== this.before.firstName || values.lastName !== this.before.lastName;
    await this._change(
      (user) => mayChange(this, user) && (!isNewEmail || mayChangeEmail(this, user, this.held)),
      async (users) => {
        if (this._isStale()) return this.flash("error", this.words.meanwhile);
        if (isNewName) await users.setNames(this.params.id, values);
        if (isNewEmail) await this._setEmail(users, values.email);
        this.flash("success", this.words.saved);
      },
    );
    this._start();
  });

  /** Whoever reads the former address hears of it. */
  async _setEmail(users: Users, email: string): Promise<void> {
    const former = this.account;
    await users.setEmail(this.params.id, email);
    if (former) this._services.mailing?.emailChanges.announce(former, email, this.texts);
  }

  setActive = event({ params: yesOrNo, access: careful }, async ({ to }) => {
    await this._change(
      (user) => (to === "yes" ? mayActivate(this, user, this.held) : mayRemove(this, user)),
      (users) => users.setActive(this.params.id, to === "yes", keepSuperuser),
    );
  });

  setStaff = event({ params: yesOrNo, access: careful }, async ({ to }) => {
    await this._change(
      (user) => mayPromote(this, user),
      (users) => users.setStaff(this.params.id, to === "yes"),
    );
  });

  setSuperuser = event({ params: yesOrNo, access: careful }, async ({ to }) => {
    await this._change(
      (user) => mayPromote(this, user),
      (users) => users.setSuperuser(this.params.id, to === "yes", keepSuperuser),
    );
  });

  sendReset = event({ access: careful, rateLimit: { calls: 20, perSeconds: 60 } }, async () => {
    await this._change(
      (user) => mayChange(this, user),
      () => this.audit("auth.send_reset", this._object, () => this._sendReset()),
    );
  });

  /** Undefined where nobody can set a password. */
  get _resets() {
    const { mailing, takesPasswords } = this._services;
    return takesPasswords ? mailing?.resets : undefined;
  }

  async _sendReset(): Promise<void> {
    const isSent = await this._resets?.send(this.params.id, this.texts);
    if (isSent) this.flash("success", this.words.resetSent(this.account?.email ?? ""));
    else this.flash("error", this.words.resetNotSent);
  }

  /** Whether others have changed what the form is about. */
  _isStale(): boolean {
    const { account, before } = this;
    return (["firstName", "lastName", "email"] as const).some((name) => account?.[name] !== before[name]);
  }

  protected override about(user: UserDetails): Html {
    const isOpen = this.may("auth.change_user") && mayChange(this, user);
    return html`<div class="admin-cards">
      ${adminCard(this.words.details, isOpen ? this._form(user) : this._facts(user))}
      ${adminCard(this.words.access, this._flags(user))}
      ${when(isOpen && this._resets, () => adminCard(this.words.password, this._reset(user)))}
      ${when(this.may("auth.delete_user") && mayRemove(this, user), () => this._deletion(user))}
    </div>`;
  }

  _form(user: UserDetails): Html {
    const { texts, words, details } = this;
    const off = { autocomplete: "off", isRequired: false } as const;
    const mayMail = mayChangeEmail(this, user, this.held);
    return html`<form live-form=${details} live-submit=${this.save}>
      ${accountField(details.field("firstName"), { label: texts.firstName, ...off })}
      ${accountField(details.field("lastName"), { label: texts.lastName, ...off })}
      ${accountField(details.field("email"), {
        label: texts.email,
        type: "email",
        advice: mayMail ? words.emailAdvice : words.emailOfMore,
        isReadonly: !mayMail,
        ...off,
      })}
      <button>${texts.save}</button>
    </form>
    ${this._dates(user)}`;
  }

  _facts(user: UserDetails): Html {
    const name = `${user.firstName} ${user.lastName}`.trim();
    return html`<p>${name || this.words.noName}<br>${user.email}</p>${this._dates(user)}`;
  }

  _dates({ email, emailVerifiedAt, createdAt, lastLoginAt }: UserDetails): Html {
    const { texts, words } = this;
    const verified = emailVerifiedAt === null ? words.unverified : words.verified;
    return html`<dl>
      ${when(email, () => html`<dt>${texts.email}</dt><dd>${verified}</dd>`)}
      <dt>${words.created}</dt><dd>${timeText(texts, createdAt)}</dd>
      <dt>${words.lastLogin}</dt><dd>${lastLoginAt === null ? words.never : timeText(texts, lastLoginAt)}</dd>
    </dl>
    ${when(
      this.may("auth.view_audit_log"),
      () =>
        html`<p><a href=${this.path(`audit/?object=user:${this.params.id}`)} live-navigate>${words.history}</a></p>`,
    )}`;
  }

  _flags(user: UserDetails): Html {
    const { words } = this;
    const mayChangeFlags = this.may("auth.change_user");
    const [mayLock, mayRaise] = [
      mayChangeFlags && (user.isActive ? mayRemove(this, user) : mayActivate(this, user, this.held)),
      mayChangeFlags && mayPromote(this, user),
    ];
    return html`${this._flag(user.isActive ? words.isActive : words.isInactive, mayLock, () =>
      user.isActive
        ? html`<button class="quiet danger" live-click=${this.setActive} data-to="no">${words.deactivate}</button>`
        : html`<button class="quiet" live-click=${this.setActive} data-to="yes">${words.activate}</button>`,
    )}
      ${when(
        mayChangeFlags && mayRemove(this, user) && !user.isActive && !mayLock,
        () => html`<p class="admin-hint">${words.activateOfMore}</p>`,
      )}
      ${this._flag(user.isStaff ? words.isStaff : words.isNoStaff, mayRaise, () =>
        user.isStaff
          ? html`<button class="quiet" live-click=${this.setStaff} data-to="no">${words.takeStaff}</button>`
          : html`<button class="quiet" live-click=${this.setStaff} data-to="yes">${words.makeStaff}</button>`,
      )}
      ${this._flag(user.isSuperuser ? words.isSuperuser : words.isNoSuperuser, mayRaise, () =>
        user.isSuperuser
          ? html`<button class="quiet" live-click=${this.setSuperuser} data-to="no">${words.takeSuperuser}</button>`
          : html`<button class="quiet" live-click=${this.setSuperuser} data-to="yes">${words.makeSuperuser}</button>`,
      )}
      ${when(user.id === this.user.id, () => html`<p class="admin-hint">${words.ownHint}</p>`)}`;
  }

  _flag(text: string, isOpen: boolean, button: () => Html): Html {
    return html`<div class="admin-line"><span>${text}</span> ${when(isOpen, button)}</div>`;
  }

  _reset({ email, isActive }: UserDetails): Html {
    const { words } = this;
    if (email === "") return html`<p>${words.noEmail}</p>`;
    return html`<p>${words.resetIntro}</p>
      <button class="quiet" disabled=${!isActive} live-click=${this.sendReset}>${words.sendReset}</button>`;
  }

  _deletion({ id }: UserDetails): Html {
    const { words } = this;
    const to = this.path(`users/${id}/delete/`);
    return adminCard(
      words.deletion,
      html`<a class="admin-danger" href=${to} live-navigate>${words.deleteUser}</a>`,
    );
  }
}
