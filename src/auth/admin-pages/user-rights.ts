import { event } from "../../live/event.ts";
import type { Permission } from "../../live/principal.ts";
import { type Html, html } from "../../template/html.ts";
import { when } from "../../template/when.ts";
import type { GroupDetails } from "../groups.ts";
import type { UserDetails } from "../users.ts";
import { adminAccess, carefulAccess } from "./admin-access.ts";
import { adminCard } from "./admin-frame.ts";
import { type Box, boxes, permissionBoxes } from "./boxes.ts";
import { changesIn, chosenFields } from "./chosen.ts";
import { mayGive } from "./may-change.ts";
import { UserPage } from "./user-page.ts";

const careful = { params: chosenFields, access: carefulAccess("auth.change_user") };

/** A user's groups, and what they hold besides. */
export class UserRightsPage extends UserPage {
  static override readonly access = adminAccess("auth.view_user");

  groups: readonly GroupDetails[] = [];
  /** The names of those they are in. */
  memberOf: readonly string[] = [];
  granted: readonly string[] = [];

  override async _load(): Promise<void> {
    await super._load();
    const { users, groups } = this._services;
    const { id } = this.params;
    this.groups = await groups.list();
    [this.memberOf, this.granted] = [await users.groupsOf(id), await users.grantsOf(id)];
  }

  saveGroups = event(careful, async (sent) => {
    const { added, removed } = changesIn(sent);
    await this._change(
      (user) => this._mayAssign(user, added) && this._mayAssign(user, removed),
      async (users) => {
        for (const { name } of this._groupsOf(added)) await users.addToGroup(this.params.id, name);
        for (const { name } of this._groupsOf(removed)) await users.removeFromGroup(this.params.id, name);
        this.flash("success", this.words.saved);
      },
    );
  });

  savePermissions = event(careful, async (sent) => {
    const { added, removed } = changesIn(sent);
    await this._change(
      (user) => this._areDeclared([...added, ...removed]) && mayGive(this, user, [...added, ...removed]),
      async (users) => {
        for (const name of added) await users.grant(this.params.id, name as Permission);
        for (const name of removed) await users.revoke(this.params.id, name as Permission);
        this.flash("success", this.words.saved);
      },
    );
  });

  _groupsOf(ids: readonly string[]): GroupDetails[] {
    return this.groups.filter(({ id }) => ids.includes(String(id)));
  }

  /** An id that is no group's, or no longer, is refused. */
  _mayAssign(user: UserDetails, ids: readonly string[]): boolean {
    const groups = this._groupsOf(ids);
    return (
      groups.length === ids.length && groups.every(({ permissions }) => mayGive(this, user, permissions))
    );
  }

  protected override about(user: UserDetails): Html {
    const { words } = this;
    const isOpen = this.may("auth.change_user");
    const isOwn = user.id === this.user.id && !this.user.isSuperuser;
    return html`${when(user.isSuperuser, () => html`<p class="admin-hint">${words.everythingAsSuperuser}</p>`)}
      ${when(isOwn, () => html`<p class="admin-hint">${words.ownHint}</p>`)}
      <div class="admin-cards">
        ${adminCard(words.groups, this._groupForm(user, isOpen))}
        ${adminCard(words.directPermissions, this._permissionForm(user, isOpen))}
      </div>`;
  }

  _groupForm(user: UserDetails, isOpen: boolean): Html {
    const { words } = this;
    if (this.groups.length === 0) return html`<p>${words.noGroups}</p>`;
    const list = this.groups.map(({ id, name, permissions, isRole }): Box => {
      const isFixed = !isOpen || !mayGive(this, user, permissions);
      const hint = isRole ? words.role : "";
      return { value: String(id), label: name, isMarked: this.memberOf.includes(name), isFixed, hint };
    });
    return html`<form live-submit=${this.saveGroups}>
      ${boxes(list)}
      ${when(
        list.some(({ isFixed }) => !isFixed),
        () => html`<button>${words.saveGroups}</button>`,
      )}
    </form>`;
  }

  _permissionForm(user: UserDetails, isOpen: boolean): Html {
    const { words } = this;
    const permissions = this._permissions;
    const isFixed = (name: string) => !isOpen || !mayGive(this, user, [name]);
    if (permissions.size === 0) return html`<p>${words.noPermissions}</p>`;
    return html`<p>${words.directIntro} ${words.rightsIntro}</p>
      <form live-submit=${this.savePermissions}>
      ${permissionBoxes(permissions, (name) => ({
        isMarked: this.granted.includes(name),
        isFixed: isFixed(name),
        hint: this._hintAt(name),
      }))}
      ${when(![...permissions.keys()].every(isFixed), () => html`<button>${words.savePermissions}</button>`)}
    </form>`;
  }

  /** The groups that give it anyway. */
  _hintAt(permission: string): string {
    const groups = this.groups.filter(
      ({ name, permissions }) => this.memberOf.includes(name) && permissions.includes(permission),
    );
    return groups.length > 0 ? this.words.throughGroups(groups.map(({ name }) => name).join(", ")) : "";
  }
}
