import { event } from "../../live/event.ts";
import { type Html, html } from "../../template/html.ts";
import type { UserDetails } from "../users.ts";
import { carefulAccess } from "./admin-access.ts";
import { adminCard } from "./admin-frame.ts";
import { mayRemove } from "./may-change.ts";
import { UserPage } from "./user-page.ts";

const careful = carefulAccess("auth.delete_user");

/** Asks before a user is deleted. */
export class DeleteUserPage extends UserPage {
  static override readonly access = careful;

  remove = event({ access: careful }, async () => {
    const { username = "" } = this.account ?? {};
    await this._change(
      (user) => mayRemove(this, user),
      (users) => users.delete(this.params.id, { keepSuperuser: true }),
    );
    if (this.account) return;
    this.flash("success", this.words.userDeleted(username));
    this.navigate(this.path(this.may("auth.view_user") ? "users/" : ""));
  });

  /** For others it is as if there was no such page. */
  override authorize(): boolean {
    return this.account === undefined || mayRemove(this, this.account);
  }

  protected override about({ id, username }: UserDetails): Html {
    const { words } = this;
    const question = html`<p>${words.deleteUserIntro}</p>
      <button class="danger" live-click=${this.remove}>${words.delete}</button>
      <a href=${this.path(`users/${id}/`)} live-navigate>${words.cancel}</a>`;
    return html`<div class="admin-cards">${adminCard(words.deleteUserQuestion(username), question)}</div>`;
  }
}
