import { each, html, LiveView, loginRequired, when } from "liveloom";
import { teams } from "./stores.ts";
import type { TeamSummary } from "./team-store.ts";

/** The teams somebody is on. */
export class TeamList extends LiveView {
  static access = loginRequired();

  title = "Your teams";
  teams: readonly TeamSummary[] = [];

  async mount() {
    this.teams = await teams.of(this.user.id);
  }

  render() {
    return html`
      <header class="page-head"><h1>Your teams</h1></header>
      <section class="card">
        <ul class="team-list">${each(
          this.teams,
          (team) => team.id,
          (team) => html`<li>
          <a href="/teams/${team.id}/">${team.name}<span class="muted">${team.memberCount} members</span></a>
        </li>`,
        )}</ul>
        ${when(this.teams.length === 0, () => html`<p class="empty">You are not on any team yet.</p>`)}
      </section>`;
  }
}
