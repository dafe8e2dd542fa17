import { each, event, html, LiveView, superuserRequired, when } from "liveloom";
import { z } from "zod";
import { auth } from "../stores.ts";
import { officeNav } from "./office-nav.ts";
import { type Role, roleNames } from "./permissions.ts";
import { rightsTopic } from "./topics.ts";

interface Person {
  readonly id: number;
  readonly username: string;
  readonly groups: readonly string[];
}

const change = z.object({ userId: z.coerce.number().int(), role: z.enum(roleNames) });

/** Who works in the office as what. A change is felt at once, on open pages too. */
export class RolePage extends LiveView {
  static access = superuserRequired();

  title = "Roles";
  people: readonly Person[] = [];

  async mount() {
    this.subscribe(rightsTopic, () => this._load());
    await this._load();
  }

  toggle = event({ params: change }, async ({ userId, role }) => {
    const users = auth.users.as(this);
    const groups = await auth.users.groupsOf(userId);
    if (groups.includes(role)) await users.removeFromGroup(userId, role);
    else await users.addToGroup(userId, role);
    this.publish(rightsTopic.for(userId), "changed");
    this.publish(rightsTopic, "changed");
  });

  async _load() {
    const users = await auth.users.list();
    this.people = await Promise.all(
      users.map(async ({ id, username }) => ({ id, username, groups: await auth.users.groupsOf(id) })),
    );
  }

  render() {
    return html`
      ${officeNav(this, "/office/roles/")}
      <h1 tabindex="-1">Roles</h1>
      <section class="card sheet">
        <table>
          <caption class="visually-hidden">Who has which role</caption>
          <thead><tr><th scope="col">Person</th><th scope="col">Works here as</th></tr></thead>
          <tbody>${each(
            this.people,
            ({ id }) => id,
            (person) => this._row(person),
          )}</tbody>
        </table>
      </section>`;
  }

  _row(person: Person) {
    const { username } = person;
    return html`<tr>
      <th scope="row">${username}</th>
      <td><div class="roles" role="group" aria-label="Roles of ${username}">${roleNames.map((role) => this._role(role, person))}</div></td>
    </tr>`;
  }

  _role(role: Role, { id, groups }: Person) {
    const isHeld = groups.includes(role);
    return html`<button class="quiet" live-click=${this.toggle} data-user-id=${id} data-role=${role}
      aria-pressed=${String(isHeld)}>${when(isHeld, () => html`<span aria-hidden="true">✓</span> `)}${role}</button>`;
  }
}
