import { NotFound } from "../../errors.ts";
import type { AuditedObject } from "../../live/audit.ts";
import { type Html, html } from "../../template/html.ts";
import type { GroupDetails, Groups } from "../groups.ts";
import { AdminPage } from "./admin-page.ts";
import { idParams } from "./id-params.ts";
import { mayChangeGroup } from "./may-change.ts";

/** A page about one group. */
export class GroupPage extends AdminPage<typeof idParams> {
  static override readonly params = idParams;

  group: GroupDetails | undefined;
  /** Whether whoever looks at the page is in it. */
  isOwn = false;

  async mount(): Promise<void> {
    await this._load();
    if (!this.group) throw new NotFound();
    this.title = this.group.name;
  }

  /** As the database has it now. */
  async _load(): Promise<void> {
    const { groups, users } = this._services;
    this.group = await groups.get(this.params.id);
    this.isOwn = (await users.groupsOf(this.user.id)).includes(this.group?.name ?? "");
  }

  /** Does something about the group in the name of whoever looks at the page, and shows what came of it. */
  protected async _change(
    isAllowed: (group: GroupDetails) => boolean,
    work: (groups: Groups) => unknown,
  ): Promise<void> {
    await this._load();
    if (!this.group) return this.flash("error", this.words.gone);
    this._require(this._mayChange(this.group) && isAllowed(this.group));
    await work(this._services.groups.as(this));
    await this._load();
    this.title = this.group?.name ?? this.title;
  }

  _mayChange({ permissions }: GroupDetails): boolean {
    return mayChangeGroup(this, { permissions, isOwn: this.isOwn });
  }

  /** What is shown while there is such a group. */
  protected about(_group: GroupDetails): Html {
    return html``;
  }

  protected override get _object(): AuditedObject {
    return { type: "group", id: this.params.id, text: this.group?.name ?? "" };
  }

  protected override content(): Html {
    return this.group ? this.about(this.group) : html`<p role="alert">${this.words.gone}</p>`;
  }
}
