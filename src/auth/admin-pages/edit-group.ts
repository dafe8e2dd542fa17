import { event } from "../../live/event.ts";
import { form } from "../../live/forms/form.ts";
import type { Permission } from "../../live/principal.ts";
import { type Html, html } from "../../template/html.ts";
import { when } from "../../template/when.ts";
import { accountField } from "../account-pages/account-field.ts";
import { textFields } from "../account-pages/text-fields.ts";
import type { GroupDetails } from "../groups.ts";
import { adminAccess, carefulAccess } from "./admin-access.ts";
import { adminCard } from "./admin-frame.ts";
import { permissionBoxes } from "./boxes.ts";
import { changesIn, chosenFields } from "./chosen.ts";
import { groupNameProblem } from "./group-name.ts";
import { GroupPage } from "./group-page.ts";
import { holdsAll } from "./may-change.ts";

const careful = carefulAccess("auth.change_group");

/** A group's name and what it permits. */
export class EditGroupPage extends GroupPage {
  static override readonly access = adminAccess("auth.view_group");

  fields = form(
    textFields(["name"], ({ name }) => ({ name: name.trim() === "" ? this.texts.required : "" })),
  );

  override async mount(): Promise<void> {
    await super.mount();
    this.fields.reset({ name: this.title });
  }

  rename = event({ form: this.fields, access: careful }, async ({ name }) => {
    await this._change(
      ({ isRole }) => !isRole,
      async (groups) => {
        const problem = await groupNameProblem(this.words, () => groups.rename(this.params.id, name));
        if (problem !== undefined) return this.fields.addError("name", problem);
        this.flash("success", this.words.saved);
      },
    );
  });

  savePermissions = event({ params: chosenFields, access: careful }, async (sent) => {
    const { added, removed } = changesIn(sent);
    const [add, remove] = [added as Permission[], removed as Permission[]];
    await this._change(
      () => this._areDeclared([...added, ...removed]) && holdsAll(this, [...add, ...remove]),
      async (groups) => {
        await groups.change(this.params.id, { add, remove });
        this.flash("success", this.words.saved);
      },
    );
  });

  protected override about(group: GroupDetails): Html {
    const { words } = this;
    const isOpen = this.may("auth.change_group") && this._mayChange(group);
    return html`${when(group.isRole, () => html`<p class="admin-hint">${words.roleHint}</p>`)}
      ${when(this.may("auth.change_group") && !isOpen, () => html`<p class="admin-hint">${this.isOwn ? words.ownGroupHint : words.moreGroupHint}</p>`)}
      <div class="admin-cards">
        ${when(isOpen && !group.isRole, () => adminCard(words.details, this._nameForm()))}
        ${adminCard(words.permissions, this._permissionForm(group, isOpen))}
        ${when(this.may("auth.view_user"), () => this._members(group))}
        ${when(this.may("auth.delete_group") && !group.isRole && this._mayChange(group), () => this._deletion(group))}
      </div>`;
  }

  _nameForm(): Html {
    return html`<form live-form=${this.fields} live-submit=${this.rename}>
      ${accountField(this.fields.field("name"), { label: this.words.name, autocomplete: "off" })}
      <button>${this.texts.save}</button>
    </form>`;
  }

  _permissionForm({ permissions, declared }: GroupDetails, isOpen: boolean): Html {
    const { words } = this;
    const all = this._permissions;
    if (all.size === 0) return html`<p>${words.noPermissions}</p>`;
    return html`<form live-submit=${this.savePermissions}>
      ${permissionBoxes(all, (name) => ({
        isMarked: permissions.includes(name),
        isFixed: !isOpen || declared.includes(name) || !holdsAll(this, [name]),
        hint: declared.includes(name) ? words.fromCode : "",
      }))}
      ${when(isOpen, () => html`<button>${words.savePermissions}</button>`)}
    </form>`;
  }

  _members({ id }: GroupDetails): Html {
    const { words } = this;
    const to = this.path(`users/?group=${id}`);
    return adminCard(words.members, html`<a href=${to} live-navigate>${words.showMembers}</a>`);
  }

  _deletion({ id }: GroupDetails): Html {
    const { words } = this;
    const to = this.path(`groups/${id}/delete/`);
    return adminCard(
      words.delete,
      html`<a class="admin-danger" href=${to} live-navigate>${words.deleteGroup}</a>`,
    );
  }
}
