import { each, event, html, LiveView, loginRequired, PermissionDenied, when } from "liveloom";
import { z } from "zod";
import { teams } from "./stores.ts";
import type { Member } from "./team-store.ts";

const params = z.object({ teamId: z.coerce.number().int() });

/** A team's members. Everybody on the team sees them; who may manage the team can remove them. */
export class TeamPage extends LiveView<typeof params> {
  static params = params;
  static access = loginRequired();

  teamName = "";
  inviteCode = "";
  members: readonly Member[] = [];
  error = "";
  revoked = false;
  _membershipId = 0;

  async mount() {
    const membership = await teams.membership(this.params.teamId, this.user.id);
    if (!membership) return this.redirect("/teams/");
    this._membershipId = membership.id;
    this.teamName = membership.team.name;
    this.inviteCode = membership.team.inviteCode;
    this.title = this.teamName;
    this.subscribe(this._topic);
    await this._refresh();
  }

  removeMember = event(
    {
      params: z.object({ memberId: z.coerce.number().int() }),
      permission: "teams.manage_team_members",
      rateLimit: { calls: 30, perSeconds: 60 },
    },
    async ({ memberId }) => {
      this.error = "";
      if (memberId === this._membershipId) {
        this.error = "You can't remove yourself.";
        return;
      }
      const wasThere = await teams.remove(this.params.teamId, memberId);
      if (wasThere) this.publish(this._topic, { removed: memberId });
      else this.error = "That person is no longer on the team.";
      await this._refresh();
    },
  );

  /** Somebody changed the team, here or on another page. */
  async handleInfo() {
    await this._refresh();
  }

  /** Also called when the gate refuses an event. */
  onError(error: unknown) {
    if (!(error instanceof PermissionDenied)) throw error;
    this.revoked = true;
  }

  async _refresh() {
    this.members = await teams.members(this.params.teamId);
    if (!this.members.some(({ id }) => id === this._membershipId)) this.redirect("/teams/");
  }

  get _topic() {
    return `team:${this.params.teamId}`;
  }

  render() {
    const canManage = this.can("teams.manage_team_members");
    return html`
      <nav aria-label="Breadcrumb"><a href="/teams/">Your teams</a></nav>
      <header class="page-head">
        <h1>${this.teamName}</h1>
        <p class="invite">Invite code <code>${this.inviteCode}</code></p>
      </header>
      ${when(
        this.revoked,
        () => html`
        <div class="banner warning" role="alert">
          Your permissions on this team have changed. <a href=${this.request.path}>Reload</a>
        </div>`,
      )}
      ${when(this.error, () => html`<div class="banner error" role="alert">${this.error}</div>`)}
      <section class="card">
        <table>
          <thead><tr><th>Member</th><th>Role</th><th><span class="visually-hidden">Actions</span></th></tr></thead>
          <tbody>${each(
            this.members,
            (member) => member.id,
            (member) => this._row(member, canManage),
          )}</tbody>
        </table>
      </section>
      <p class="muted">${this.members.length} ${this.members.length === 1 ? "member" : "members"}</p>`;
  }

  _row(member: Member, canManage: boolean) {
    return html`<tr>
      <td><span class="avatar" aria-hidden="true">${member.username.slice(0, 1).toUpperCase()}</span> ${member.username}</td>
      <td><span class="tag">${member.role}</span></td>
      <td class="actions">${when(
        canManage,
        () => html`
        <button class="quiet danger" live-click=${this.removeMember} data-member-id=${member.id}
          aria-label="Remove ${member.username}">Remove</button>`,
      )}</td>
    </tr>`;
  }
}
