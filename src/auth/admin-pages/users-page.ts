import { event } from "../../live/event.ts";
import { each } from "../../template/each.ts";
import { type Html, html } from "../../template/html.ts";
import { when } from "../../template/when.ts";
import { textFields } from "../account-pages/text-fields.ts";
import { timeText } from "../account-pages/time-text.ts";
import type { GroupDetails } from "../groups.ts";
import { rowId } from "../row-id.ts";
import type { UserQuery } from "../store/user-search.ts";
import type { UserDetails } from "../users.ts";
import { adminAccess } from "./admin-access.ts";
import { adminPager } from "./admin-frame.ts";
import { AdminPage } from "./admin-page.ts";
import { filterQuery, filterRate } from "./filters.ts";

const query = textFields(["q", "show", "group", "after"]);
const filters = textFields(["q", "show", "group"]);

/** Which users a choice means. */
const shown: Readonly<Record<string, UserQuery>> = {
  active: { isActive: true },
  inactive: { isActive: false },
  staff: { isStaff: true },
  superusers: { isSuperuser: true },
};

/** All users, to be found. */
export class UsersPage extends AdminPage<undefined, typeof query> {
  static override readonly access = adminAccess("auth.view_user");
  static override readonly query = query;

  found: readonly UserDetails[] = [];
  next: string | undefined;
  groups: readonly GroupDetails[] = [];

  async mount(): Promise<void> {
    this.title = this.words.users;
    this.groups = await this._services.groups.list();
  }

  override async handleParams(): Promise<void> {
    const { q: text, show, group, after } = this.query;
    const groupId = rowId(group);
    const inGroup = groupId === undefined ? {} : { group: groupId };
    const flags = Object.hasOwn(shown, show) ? shown[show] : {};
    const page = await this._services.users.search({ text, ...flags, ...inGroup, after, limit: 50 });
    this.found = page.users;
    this.next = page.next;
  }

  search = event({ params: filters, debounce: 200, rateLimit: filterRate }, (fields) =>
    this.patch({ query: { ...filterQuery(fields), after: null } }, { replace: true }),
  );

  protected override content(): Html {
    const { words, next } = this;
    const start = this.query.after === "" ? undefined : this.href({ query: { after: null } });
    return html`${this._filters()}
      <table class="admin-table">
        <thead><tr>
          <th scope="col">${this.texts.username}</th><th scope="col">${words.name}</th>
          <th scope="col">${this.texts.email}</th><th scope="col">${words.state}</th><th scope="col">${words.lastLogin}</th>
        </tr></thead>
        <tbody>${each(
          this.found,
          ({ id }) => id,
          (user) => this._row(user),
        )}</tbody>
      </table>
      ${when(this.found.length === 0, () => html`<p role="status">${words.nobodyFound}</p>`)}
      ${adminPager(words, { next: next && this.href({ query: { after: next } }), start })}`;
  }

  _filters(): Html {
    const { words } = this;
    const { q, show, group } = this.query;
    const choices = ["active", "inactive", "staff", "superusers"] as const;
    return html`<form class="admin-filters" role="search" live-input=${this.search} live-patch>
      <label class="admin-wide">${words.search}
        <input type="search" name="q" value=${q} placeholder=${words.searchAdvice} autocomplete="off" spellcheck="false" maxlength="200"></label>
      <label>${words.who} <select name="show">
        <option value="" selected=${show === ""}>${words.everybody}</option>
        ${choices.map((choice) => html`<option value=${choice} selected=${show === choice}>${words[choice]}</option>`)}
      </select></label>
      ${when(
        this.groups.length > 0,
        () => html`<label>${words.group} <select name="group">
        <option value="" selected=${group === ""}>${words.anyGroup}</option>
        ${this.groups.map(({ id, name }) => html`<option value=${id} selected=${group === String(id)}>${name}</option>`)}
      </select></label>`,
      )}
      <button class="quiet">${words.open}</button>
      ${when(this.may("auth.add_user"), () => html`<a class="admin-button" href=${this.path("users/add/")} live-navigate>${words.addUser}</a>`)}
    </form>`;
  }

  _row({ id, username, firstName, lastName, email, lastLoginAt, ...flags }: UserDetails): Html {
    const { words } = this;
    const isOrdinary = flags.isActive && !flags.isStaff && !flags.isSuperuser;
    return html`<tr>
      <th scope="row"><a href=${this.path(`users/${id}/`)} live-navigate>${username}</a></th>
      <td data-label=${words.name}>${`${firstName} ${lastName}`.trim()}</td>
      <td data-label=${this.texts.email}>${email}</td>
      <td data-label=${isOrdinary ? null : words.state}>${this._marks(flags)}</td>
      <td data-label=${words.lastLogin}>${lastLoginAt === null ? words.never : timeText(this.texts, lastLoginAt)}</td>
    </tr>`;
  }

  _marks({
    isActive,
    isStaff,
    isSuperuser,
  }: Pick<UserDetails, "isActive" | "isStaff" | "isSuperuser">): Html {
    const { words } = this;
    return html`${when(!isActive, () => html`<span class="admin-mark admin-off">${words.inactive}</span> `)}
      ${when(isStaff, () => html`<span class="admin-mark">${words.staff}</span> `)}
      ${when(isSuperuser, () => html`<span class="admin-mark">${words.superuser}</span>`)}`;
  }
}
