import { event } from "../../live/event.ts";
import { form } from "../../live/forms/form.ts";
import { each } from "../../template/each.ts";
import { type Html, html } from "../../template/html.ts";
import { when } from "../../template/when.ts";
import { accountField } from "../account-pages/account-field.ts";
import { textFields } from "../account-pages/text-fields.ts";
import type { GroupDetails } from "../groups.ts";
import { adminAccess, carefulAccess } from "./admin-access.ts";
import { adminCard } from "./admin-frame.ts";
import { AdminPage } from "./admin-page.ts";
import { groupNameProblem } from "./group-name.ts";

/** All groups, and a new one. */
export class GroupsPage extends AdminPage {
  static override readonly access = adminAccess("auth.view_group");

  groups: readonly GroupDetails[] = [];
  fields = form(
    textFields(["name"], ({ name }) => ({ name: name.trim() === "" ? this.texts.required : "" })),
  );

  async mount(): Promise<void> {
    this.title = this.words.groups;
    this.groups = await this._services.groups.list();
  }

  add = event({ form: this.fields, access: carefulAccess("auth.add_group") }, async ({ name }) => {
    const { groups } = this._services;
    const problem = await groupNameProblem(this.words, () => groups.as(this).create(name));
    if (problem !== undefined) return this.fields.addError("name", problem);
    this.flash("success", this.words.groupCreated(name.trim()));
    this.fields.reset();
    this.groups = await groups.list();
  });

  protected override content(): Html {
    const { words } = this;
    const name = this.fields.field("name");
    return html`<table class="admin-table">
        <thead><tr><th scope="col">${words.name}</th><th scope="col">${words.permissions}</th><th scope="col">${words.members}</th></tr></thead>
        <tbody>${each(
          this.groups,
          ({ id }) => id,
          (group) => this._row(group),
        )}</tbody>
      </table>
      ${when(this.groups.length === 0, () => html`<p role="status">${words.noGroups}</p>`)}
      ${when(this.may("auth.add_group"), () => {
        const fields = html`<form live-form=${this.fields} live-submit=${this.add}>
          ${accountField(name, { label: words.name, autocomplete: "off" })}
          <button>${words.addGroup}</button>
        </form>`;
        return html`<div class="admin-cards">${adminCard(words.addGroup, fields)}</div>`;
      })}`;
  }

  _row({ id, name, permissions, isRole }: GroupDetails): Html {
    const { words } = this;
    return html`<tr>
      <th scope="row"><a href=${this.path(`groups/${id}/`)} live-navigate>${name}</a>
        ${when(isRole, () => html`<span class="admin-mark">${words.role}</span>`)}</th>
      <td data-label=${words.permissions}>${words.permissionCount(permissions.length)}</td>
      <td data-label=${words.members}>${when(
        this.may("auth.view_user"),
        () => html`<a href=${this.path(`users/?group=${id}`)} live-navigate>${words.showMembers}</a>`,
      )}</td>
    </tr>`;
  }
}
