import { each, html, LiveView, permissionRequired, when } from "liveloom";
import type { AuditEntry } from "liveloom/auth";
import { auth } from "../stores.ts";
import { officeNav } from "./office-nav.ts";
import { stateTag } from "./state-tag.ts";

/** So many entries are shown. */
const shownEntries = 50;

const actions: Readonly<Record<string, string>> = {
  "shop.ship_order": "Ship",
  "shop.cancel_order": "Cancel",
  "billing.approve_payout": "Approve",
};

const reasons: Readonly<Record<string, string>> = {
  "LV-PERMISSION-DENIED": "not allowed",
  "LV-CONFIRM-REQUIRED": "password asked for",
  "LV-RATE-LIMITED": "too often",
};

const time = new Intl.DateTimeFormat("en-IE", { dateStyle: "medium", timeStyle: "short" });

/** What was done with orders and payouts, by whom, and what was refused. */
export class LogPage extends LiveView {
  static access = permissionRequired("office.read_log");

  title = "Log";
  entries: readonly AuditEntry[] = [];

  async mount() {
    this.every(2_000, () => this._load());
    await this._load();
  }

  async _load() {
    const kinds = ["order", "payout"].map((objectType) =>
      auth.audit.list({ objectType, limit: shownEntries }),
    );
    const entries = (await Promise.all(kinds)).flat().sort((one, other) => other.id - one.id);
    this.entries = entries.slice(0, shownEntries);
  }

  render() {
    return html`
      ${officeNav(this, "/office/log/")}
      <h1 tabindex="-1">Log</h1>
      <section class="card sheet">
        <table>
          <caption class="visually-hidden">The last ${shownEntries} entries, the newest first</caption>
          <thead><tr><th scope="col">What</th><th scope="col">Who</th><th scope="col">Outcome</th></tr></thead>
          <tbody>${each(this.entries, ({ id }) => id, row, { memo: ({ id }) => id })}</tbody>
        </table>
        ${when(this.entries.length === 0, () => html`<p class="empty">Nothing was done yet.</p>`)}
      </section>`;
  }
}

function row({ at, action, actorName, objectType, objectId, objectText, outcome, details }: AuditEntry) {
  const reason = String(details.reason ?? "");
  return html`<tr>
    <th scope="row">${actions[action] ?? action} ${objectType} ${objectId} <small>${objectText}</small></th>
    <td>${actorName} <small><time datetime=${new Date(at).toISOString()}>${time.format(at)}</time></small></td>
    <td>${stateTag(outcome)} <small>${reasons[reason] ?? reason}</small></td>
  </tr>`;
}
