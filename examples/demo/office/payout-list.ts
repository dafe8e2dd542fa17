import {
  each,
  event,
  html,
  LiveView,
  permissionRequired,
  recentAuth,
  staffRequired,
  stream,
  when,
} from "liveloom";
import { payouts } from "../stores.ts";
import { approvePayout } from "./approve-payout.ts";
import { bank } from "./bank.ts";
import { payoutInLog } from "./in-log.ts";
import { euros } from "./money.ts";
import { officeNav } from "./office-nav.ts";
import { oneRow } from "./one-row.ts";
import { payoutPolicy } from "./payout-policy.ts";
import type { Payout } from "./payout-store.ts";
import { tellRefusal } from "./refusal.ts";
import { stateTag } from "./state-tag.ts";
import { payoutTopic, rightsTopic } from "./topics.ts";

/** Money that was asked for, and who may let it go. */
export class PayoutList extends LiveView {
  static access = permissionRequired("billing.view_payout");

  title = "Payouts";
  payouts = stream({ key: (payout: Payout) => payout.id });

  async mount() {
    this.subscribe(payoutTopic, ({ id }) => this._update(id));
    this.subscribe(rightsTopic.for(this.user.id), () => this._load());
    await this._load();
  }

  approve = event(
    {
      params: oneRow,
      access: [staffRequired("billing.approve_payout"), recentAuth(10)],
      rateLimit: { calls: 10, perSeconds: 60 },
      audit: { action: "billing.approve_payout", object: ({ id }) => payoutInLog(id) },
    },
    async ({ id }) => {
      const { amount, payee } = await approvePayout(id, { payouts, bank, userId: this.user.id });
      this.publish(payoutTopic, { id });
      this.flash("success", `${euros(amount)} are on their way to ${payee}.`);
    },
  );

  onError(error: unknown) {
    tellRefusal(this, error);
  }

  async _load() {
    this.payouts.reset(...(await payouts.list()));
  }

  async _update(id: number) {
    const payout = await payouts.find(id);
    if (payout) this.payouts.update(payout);
  }

  render() {
    return html`
      ${officeNav(this, "/office/payouts/")}
      <h1 tabindex="-1">Payouts</h1>
      <section class="card sheet">
        <table>
          <caption class="visually-hidden">Payouts, the newest first</caption>
          <thead><tr><th scope="col">To</th><th scope="col" class="amount">Amount</th><th scope="col">State</th></tr></thead>
          <tbody>${each(this.payouts, (payout) => this._row(payout))}</tbody>
        </table>
        ${when(this.payouts.length === 0, () => html`<p class="empty">Nobody has asked for money.</p>`)}
      </section>`;
  }

  _row(payout: Payout) {
    const { payee, requester, amount, state, approver } = payout;
    return html`<tr>
      <th scope="row">${payee} <small>asked for by ${requester}</small></th>
      <td class="amount">${euros(amount)}</td>
      <td>${stateTag(state)} ${when(approver, () => html`<small>approved by ${approver}</small>`)}
        ${when(state === "waiting" && this.user.isStaff, () => this._approval(payout))}</td>
    </tr>`;
  }

  /** Those who may approve payouts are told why there is one that they may not. */
  _approval(payout: Payout) {
    if (payout.requesterId === this.user.id) return html`<small>Yours: somebody else approves it</small>`;
    return when(
      payoutPolicy.allows(this, "approve", payout),
      () => html`<button live-click=${this.approve} data-id=${payout.id}>Approve
        <span class="visually-hidden">${euros(payout.amount)} to ${payout.payee}</span></button>`,
    );
  }
}
