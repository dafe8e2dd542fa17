import { each, event, form, html, LiveView, loginRequired, when } from "liveloom";
import { definePermissions, type PermissionName } from "liveloom/auth";
import { z } from "zod";

export const permissions = definePermissions({ guests: { remove_guest: "Take guests off the list" } });

declare module "liveloom" {
  interface Permissions extends Record<PermissionName<typeof permissions>, true> {}
}

interface Guest {
  readonly id: number;
  readonly name: string;
  readonly table: string;
}

/** What would be in a database. */
export class Guests {
  list: readonly Guest[] = [];

  /** @param names Those who are there already, in the garden. */
  constructor(names: readonly string[] = []) {
    for (const name of names) this.add({ name, table: "Garden" });
  }

  add(guest: Omit<Guest, "id">): void {
    this.list = [...this.list, { ...guest, id: (this.list.at(-1)?.id ?? 0) + 1 }];
  }

  remove(id: number): void {
    this.list = this.list.filter((guest) => guest.id !== id);
  }
}

const invitation = z.object({
  name: z.string().trim().min(2, "At least two letters"),
  table: z.enum(["Garden", "Hall", "Terrace"]),
});

/** Who comes to the party. The guests are kept elsewhere, so that a test can bring its own. */
export function guestList(guests: Guests) {
  return class GuestList extends LiveView {
    static access = loginRequired();

    title = "Guest list";
    minutes = 0;
    guest = form(invitation);

    mount() {
      this.subscribe("guests", () => {});
      this.every(60_000, () => this.minutes++);
    }

    invite = event({ form: this.guest }, (guest) => {
      guests.add(guest);
      this.guest.reset();
      this.publish("guests", "changed");
    });

    remove = event(
      { params: z.object({ id: z.coerce.number() }), permission: "guests.remove_guest" },
      ({ id }) => {
        guests.remove(id);
        this.publish("guests", "changed");
      },
    );

    render() {
      const [name, table] = [this.guest.field("name"), this.guest.field("table")];
      return html`
        <h1>Guest list</h1>
        <p class="status" role="status">${guests.list.length} guests, open for ${this.minutes} min</p>
        <ul class="guests">${each(
          guests.list,
          (guest) => guest.id,
          (guest) => html`<li>
            <strong>${guest.name}</strong> <span>${guest.table}</span>
            ${when(
              this.can("guests.remove_guest"),
              () => html`<button class="quiet" live-click=${this.remove} data-id=${guest.id}>Remove</button>`,
            )}
          </li>`,
        )}</ul>
        <form class="invitation" live-form=${this.guest} live-submit=${this.invite} novalidate>
          <label>Name <input name=${name.name} value=${name.value} aria-invalid=${name.invalid} aria-describedby=${name.describedBy}></label>
          <label>Table <select name=${table.name}>${each(
            invitation.shape.table.options,
            (option) => html`<option selected=${table.is(option)}>${option}</option>`,
          )}</select></label>
          <button>Invite</button>
          ${when(name.invalid, () => html`<p class="error" role="alert" id=${name.errorId}>${name.error}</p>`)}
        </form>`;
    }
  };
}
