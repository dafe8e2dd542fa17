import { each, event, html, LiveView, loginRequired, PermissionDenied, when } from "liveloom";
import { z } from "zod";
import { teams } from "../stores.ts";
import { memberCount } from "./member-count.ts";
import { pathId } from "./path-id.ts";
import type { Member } from "./team-store.ts";
import { teamTopic } from "./topics.ts";

const params = z.object({ teamId: pathId });
const member = z.object({ memberId: z.coerce.number().int() });
const permission = "teams.manage_team_members";

/** A team's members. Everybody on the team sees them; who may manage the team can remove them. */
export class TeamPage extends LiveView<typeof params> {
  static params = params;
  static access = loginRequired();

  teamName = "";
  inviteCode = "";
  members: readonly Member[] = [];
  error = "";
  refusal = "";
  _membershipId = 0;
  _couldManage = false;

  async mount() {
    const membership = await teams.membership(this.params.teamId, this.user.id);
    if (!membership) return this.redirect("/teams/");
    this._membershipId = membership.id;
    this._couldManage = this.can(permission);
    this.teamName = membership.team.name;
    this.inviteCode = membership.team.inviteCode;
    this.title = this.teamName;
    this.subscribe(teamTopic(this.params.teamId));
    await this._refresh();
  }

  removeMember = event(
    { params: member, permission, rateLimit: { calls: 30, perSeconds: 60 } },
    async ({ memberId }) => {
      this._clear();
      if (memberId === this._membershipId) {
        this.error = "You can't remove yourself.";
        return;
      }
      const wasThere = await teams.remove(this.params.teamId, memberId);
      if (!wasThere) this.error = "That person is no longer on the team.";
      // Told in both cases: whoever still sees the member is out of date.
      this.publish(teamTopic(this.params.teamId), "changed");
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
    this._clear();
    this.refusal = this._couldManage
      ? "Your permissions on this team have changed."
      : "You may not remove members from this team.";
  }

  _clear() {
    this.error = "";
    this.refusal = "";
  }

  async _refresh() {
    this.members = await teams.members(this.params.teamId);
    if (!this.members.some(({ id }) => id === this._membershipId)) this.redirect("/teams/?removed");
  }

  render() {
    const canManage = this.can(permission);
    return html`
      <nav aria-label="Breadcrumb"><a href="/teams/">Your teams</a></nav>
      <header class="page-head">
        <h1 tabindex="-1">${this.teamName}</h1>
        <p class="invite">Invite code <code>${this.inviteCode}</code></p>
      </header>
      <div class="banners">
        ${when(
          this.refusal,
          () =>
            html`<div class="banner warning" role="alert">${this.refusal} <a href=${this.request.path}>Reload</a></div>`,
        )}
        ${when(this.error, () => html`<div class="banner error" role="alert">${this.error}</div>`)}
      </div>
      <section class="card roster">
        <table>
          <thead><tr><th>Member</th><th>Role</th><th><span class="visually-hidden">Actions</span></th></tr></thead>
          <tbody>${each(
            this.members,
            ({ id }) => id,
            (member) => this._row(member, canManage),
          )}</tbody>
        </table>
      </section>
      <p class="muted" role="status">${memberCount(this.members.length)}</p>`;
  }

  _row({ id, username, role }: Member, canManage: boolean) {
    return html`<tr>
      <td>${avatar(username)} ${username}</td>
      <td><span class="tag">${role}</span></td>
      <td class="actions">${when(
        canManage,
        () => html`<button class="quiet danger" live-click=${this.removeMember} live-mounted data-member-id=${id}
          aria-label="Remove ${username}">Remove</button>`,
      )}</td>
    </tr>`;
  }
}

function avatar(username: string) {
  return html`<span class="avatar" aria-hidden="true">${username.slice(0, 1).toUpperCase()}</span>`;
}
