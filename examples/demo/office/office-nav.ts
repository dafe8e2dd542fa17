import { type Asker, type Html, html } from "liveloom";

interface OfficeLink {
  readonly path: string;
  readonly title: string;
  /** What one does there. */
  readonly about: string;
}

/** The pages of the office that somebody may open, each with what they may do there. */
export function officeLinks(asker: Asker): OfficeLink[] {
  const links: OfficeLink[] = [];
  const add = (path: string, title: string, about: string) => links.push({ path, title, about });
  if (asker.can("shop.view_all_orders")) add("/office/orders/", "Orders", ordersAbout(asker));
  else if (asker.can("shop.view_order"))
    add("/office/orders/", "Your orders", "See where they are, or cancel one.");
  if (asker.can("billing.view_payout")) add("/office/payouts/", "Payouts", payoutsAbout(asker));
  if (asker.can("office.read_log")) add("/office/log/", "Log", "Read who did what with orders and payouts.");
  if (asker.user.isSuperuser) add("/office/roles/", "Roles", "Say who works here as what.");
  return links;
}

function ordersAbout(asker: Asker): string {
  const [ship, cancel] = [asker.can("shop.ship_order"), asker.can("shop.cancel_order")];
  if (ship && cancel) return "See everybody's, ship them, or cancel one.";
  if (ship) return "See everybody's, and ship them.";
  return cancel ? "See everybody's, or cancel one." : "See everybody's.";
}

function payoutsAbout(asker: Asker): string {
  const mayApprove = asker.user.isStaff && asker.can("billing.approve_payout");
  return mayApprove ? "Approve what others asked for." : "See what was asked for, and what was paid.";
}

/** The way to the other pages, above each of them. @param here The path of this one. */
export function officeNav(asker: Asker, here: string): Html {
  const links = [{ path: "/office/", title: "Office" }, ...officeLinks(asker)];
  return html`<nav class="office-nav" aria-label="Office">${links.map(
    ({ path, title }) =>
      html`<a href=${path} aria-current=${path === here ? "page" : undefined} live-navigate>${title}</a>`,
  )}</nav>`;
}
