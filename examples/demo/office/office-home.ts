import { html, LiveView, loginRequired, when } from "liveloom";
import { auth } from "../stores.ts";
import { officeLinks } from "./office-nav.ts";
import { roleNames } from "./permissions.ts";
import { rightsTopic } from "./topics.ts";

/** Where everybody finds what they may do here, and nothing else. */
export class OfficeHome extends LiveView {
  static access = loginRequired();

  title = "Office";
  roles: readonly string[] = [];

  async mount() {
    this.subscribe(rightsTopic.for(this.user.id), () => this._load());
    await this._load();
  }

  async _load() {
    const groups = await auth.users.groupsOf(this.user.id);
    this.roles = roleNames.filter((role) => groups.includes(role));
  }

  render() {
    const links = officeLinks(this);
    const roles = this.roles.join(", ");
    return html`
      <header class="page-head">
        <h1 tabindex="-1">Office</h1>
        <p>${when(roles, () => html`You are here as <strong>${roles}</strong>`)}</p>
      </header>
      <ul class="office-links">${links.map(
        ({ path, title, about }) => html`<li class="card">
          <a href=${path} live-navigate>${title}</a><p>${about}</p>
        </li>`,
      )}</ul>
      ${when(links.length === 0, () => html`<p class="card empty">You have no role in the office. Sofia can give you one.</p>`)}`;
  }
}
