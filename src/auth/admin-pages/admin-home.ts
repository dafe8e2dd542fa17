import { PermissionDenied } from "../../errors.ts";
import { staffRequired } from "../../live/guards.ts";
import { sections } from "./admin-frame.ts";
import { AdminPage } from "./admin-page.ts";

/** Leads to the first part that somebody may see. */
export class AdminHome extends AdminPage {
  static override readonly access = staffRequired();

  mount(): void {
    this.title = this.words.administration;
    const first = sections.find(({ permission }) => this.may(permission));
    const to = first?.path ?? (this.may("auth.add_user") ? "users/add/" : undefined);
    if (to === undefined) throw new PermissionDenied();
    this.redirect(this.path(to));
  }
}
