import { setTimeout } from "node:timers/promises";
import { classes, each, event, html, LiveView, live, type MountContext, temporary } from "liveloom";
import { z } from "zod";

const transfer = z.object({
  from: z.coerce.number().int(),
  to: z.coerce.number().int(),
  amount: z.coerce.number().int().positive(),
});

/** Runs before `mount`: what several pages need, made in one place. */
function withMoney({ request }: MountContext) {
  return new Intl.NumberFormat(request.locale, { style: "currency", currency: "EUR" });
}

class Bank extends LiveView {
  static onMount = [withMoney];

  title = "Safe transfers";
  accounts = [
    { id: 1, owner: "Ada", balance: 500 },
    { id: 2, owner: "Ben", balance: 120 },
    { id: 3, owner: "Cleo", balance: 80 },
  ];
  isLineCut = false;
  problem = "";
  done = temporary(() => "");

  get total() {
    return this.accounts.reduce((sum, { balance }) => sum + balance, 0);
  }

  transfer = event({ params: transfer }, ({ from, to, amount }) => {
    this.problem = "";
    this.#change(from, -amount);
    if (this.isLineCut) throw new Error("the line is dead"); // the money has left, and did not arrive
    this.#change(to, amount);
    this.done = `${this.#money(amount)} on their way.`;
  });

  /** Asks a bank that does not answer, and gives up after a second. */
  askAbroad = event({ timeout: 1_000 }, async (_, { signal }) => {
    this.#change(1, -1);
    await setTimeout(60_000, undefined, { signal });
  });

  toggleLine = event(() => {
    this.isLineCut = !this.isLineCut;
  });

  onError(error: unknown) {
    this.problem = `Nothing was moved. Tell us ${this.reportError(error)} when you call.`;
  }

  #change(id: number, amount: number) {
    const account = this.accounts.find((each) => each.id === id);
    if (account) account.balance += amount;
  }

  #money(amount: number) {
    return this.given(withMoney).format(amount);
  }

  render() {
    const options = this.accounts.map(({ id, owner }) => html`<option value=${id}>${owner}</option>`);
    return html`
      <h1>Safe transfers</h1>
      <ul class="accounts">${each(
        this.accounts,
        ({ id }) => id,
        ({ owner, balance }) => html`<li><span>${owner}</span> <strong>${this.#money(balance)}</strong></li>`,
      )}</ul>
      <p class="total">Together <strong>${this.#money(this.total)}</strong></p>
      <form class="transfer" live-submit=${this.transfer}>
        <label>From <select name="from">${options}</select></label>
        <label>To <select name="to">${options.toReversed()}</select></label>
        <label>Amount <input name="amount" type="number" value="50" min="1" required></label>
        <button>Transfer</button>
      </form>
      <p class="more">
        <button live-click=${this.toggleLine} class=${classes("quiet", { cut: this.isLineCut })}
          aria-pressed=${String(this.isLineCut)}>Cut the line</button>
        <button live-click=${this.askAbroad} class="quiet">Ask a bank abroad</button>
      </p>
      <p role="alert" class="problem">${this.problem}</p>
      <p role="status" class="done">${this.done}</p>`;
  }
}

export const routes = [live("/", Bank)];
