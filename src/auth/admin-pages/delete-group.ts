import { event } from "../../live/event.ts";
import { type Html, html } from "../../template/html.ts";
import type { GroupDetails } from "../groups.ts";
import { carefulAccess } from "./admin-access.ts";
import { adminCard } from "./admin-frame.ts";
import { GroupPage } from "./group-page.ts";

const careful = carefulAccess("auth.delete_group");

/** Asks before a group is deleted. */
export class DeleteGroupPage extends GroupPage {
  static override readonly access = careful;

  remove = event({ access: careful }, async () => {
    const { title } = this;
    await this._change(
      ({ isRole }) => !isRole,
      (groups) => groups.delete(this.params.id),
    );
    if (this.group) return;
    this.flash("success", this.words.groupDeleted(title));
    this.navigate(this.path(this.may("auth.view_group") ? "groups/" : ""));
  });

  /** For others it is as if there was no such page. */
  override authorize(): boolean {
    return this.group === undefined || (!this.group.isRole && this._mayChange(this.group));
  }

  protected override about({ id, name }: GroupDetails): Html {
    const { words } = this;
    const question = html`<p>${words.deleteGroupIntro}</p>
      <button class="danger" live-click=${this.remove}>${words.delete}</button>
      <a href=${this.path(`groups/${id}/`)} live-navigate>${words.cancel}</a>`;
    return html`<div class="admin-cards">${adminCard(words.deleteGroupQuestion(name), question)}</div>`;
  }
}
