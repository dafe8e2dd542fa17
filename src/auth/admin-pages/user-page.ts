import { NotFound } from "../../errors.ts";
import type { AuditedObject } from "../../live/audit.ts";
import { type Html, html } from "../../template/html.ts";
import { when } from "../../template/when.ts";
import { userTopic } from "../account-topics.ts";
import type { UserDetails, Users } from "../users.ts";
import { adminTabs } from "./admin-frame.ts";
import { AdminPage } from "./admin-page.ts";
import { idParams } from "./id-params.ts";
import { mayChange } from "./may-change.ts";

/** A page about one user. What others change shows at once. */
export class UserPage extends AdminPage<typeof idParams> {
  static override readonly params = idParams;

  account: UserDetails | undefined;
  /** What they hold, directly and through groups. */
  held: readonly string[] = [];

  async mount(): Promise<void> {
    await this._load();
    if (!this.account) throw new NotFound();
    this.title = this.account.username;
    this.subscribe(userTopic(this.params.id), () => this._load());
  }

  /** As the database has it now. */
  async _load(): Promise<void> {
    const { users } = this._services;
    this.account = await users.get(this.params.id);
    this.held = [...(await users.permissionsOf(this.params.id))];
  }

  /** Does something about the user in the name of whoever looks at the page, and shows what came of it. */
  protected async _change(
    isAllowed: (user: UserDetails) => boolean,
    work: (users: Users) => unknown,
  ): Promise<void> {
    await this._load();
    // Somebody was quicker: there is nothing left to change.
    if (!this.account) return this.flash("error", this.words.gone);
    this._require(isAllowed(this.account));
    await work(this._services.users.as(this));
    await this._load();
  }

  /** What is shown below the tabs. */
  protected about(_user: UserDetails): Html {
    return html``;
  }

  protected override get _object(): AuditedObject {
    return { type: "user", id: this.params.id, text: this.account?.username ?? "" };
  }

  protected override content(): Html {
    const { words, account } = this;
    if (!account) return html`<p role="alert">${words.gone}</p>`;
    const tabs = [
      [`users/${account.id}/`, words.details],
      [`users/${account.id}/rights/`, words.rights],
      ...(this.may("auth.change_user") ? [[`users/${account.id}/sessions/`, words.sessions] as const] : []),
    ] as const;
    return html`${adminTabs(this, tabs)}
      ${when(!mayChange(this, account), () => html`<p class="admin-hint">${words.superuserHint}</p>`)}
      ${this.about(account)}`;
  }
}
