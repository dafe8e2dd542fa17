import { each, event, html, LiveView, superuserRequired, when } from "liveloom";
import { z } from "zod";
import { auth } from "../stores.ts";
import { teamManagers } from "./permissions.ts";
import { peopleTopic } from "./topics.ts";

interface Person {
  readonly id: number;
  readonly username: string;
  readonly isSuperuser: boolean;
  readonly isManager: boolean;
}

/** Where a superuser gives and takes the permission to manage teams. It works at once, on open pages too. */
export class PeoplePage extends LiveView {
  static access = superuserRequired();

  title = "People";
  people: readonly Person[] = [];

  async mount() {
    this.subscribe(peopleTopic);
    await this._refresh();
  }

  setManager = event(
    { params: z.object({ userId: z.coerce.number().int(), manager: z.enum(["yes", "no"]) }) },
    async ({ userId, manager }) => {
      if (manager === "yes") await auth.users.addToGroup(userId, teamManagers);
      else await auth.users.removeFromGroup(userId, teamManagers);
      this.publish(peopleTopic, "changed");
      await this._refresh();
    },
  );

  /** Another superuser changed something. */
  async handleInfo() {
    await this._refresh();
  }

  async _refresh() {
    const users = await auth.users.list();
    this.people = await Promise.all(
      users.map(async ({ id, username, isSuperuser }) => {
        const isManager = (await auth.users.groupsOf(id)).includes(teamManagers);
        return { id, username, isSuperuser, isManager };
      }),
    );
  }

  render() {
    return html`
      <header class="page-head"><h1>People</h1><p>Who may remove members from their teams</p></header>
      <section class="card roster">
        <table>
          <thead><tr><th>Person</th><th>May manage teams</th><th><span class="visually-hidden">Actions</span></th></tr></thead>
          <tbody>${each(
            this.people,
            (person) => person.id,
            (person) => this._row(person),
          )}</tbody>
        </table>
      </section>`;
  }

  _row({ id, username, isSuperuser, isManager }: Person) {
    return html`<tr>
      <td><span class="avatar" aria-hidden="true">${username.slice(0, 1).toUpperCase()}</span> ${username}</td>
      <td>${when(
        isSuperuser,
        () => "Always",
        () => (isManager ? "Yes" : "No"),
      )}</td>
      <td class="actions">${when(
        !isSuperuser,
        () => html`
        <button class="quiet" live-click=${this.setManager} data-user-id=${id} data-manager=${isManager ? "no" : "yes"}>
          ${isManager ? "Take away" : "Allow"}</button>`,
      )}</td>
    </tr>`;
  }
}
