import { each, html, LiveView, loginRequired, when } from "liveloom";
import { teams } from "../stores.ts";
import { memberCount } from "./member-count.ts";
import type { TeamSummary } from "./team-store.ts";
import { teamTopic } from "./topics.ts";

/** The teams somebody is on. */
export class TeamList extends LiveView {
  static access = loginRequired();

  title = "Your teams";
  teams: readonly TeamSummary[] = [];

  async mount() {
    await this._refresh();
    for (const { id } of this.teams) this.subscribe(teamTopic(id));
  }

  /** Somebody joined or left one of the teams. */
  async handleInfo() {
    await this._refresh();
  }

  async _refresh() {
    this.teams = await teams.of(this.user.id);
  }

  render() {
    return html`
      <header class="page-head"><h1>Your teams</h1></header>
      ${when(
        this.request.query.has("removed"),
        () => html`<div class="banner warning" role="status">You are no longer on that team.</div>`,
      )}
      <section class="card roster">
        <ul class="team-list">${each(
          this.teams,
          (team) => team.id,
          (team) => html`<li>
          <a href="/teams/${team.id}/">${team.name}</a><span class="muted">${memberCount(team.memberCount)}</span>
        </li>`,
        )}</ul>
        ${when(this.teams.length === 0, () => html`<p class="empty">You are not on any team yet.</p>`)}
      </section>`;
  }
}
