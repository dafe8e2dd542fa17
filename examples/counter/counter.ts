import { event, html, LiveView } from "liveloom";
import { z } from "zod";

export class Counter extends LiveView {
  title = "Counter";
  count = 0;

  increment = event(() => {
    this.count++;
  });

  add = event({ params: z.object({ amount: z.coerce.number().int().max(100) }) }, ({ amount }) => {
    this.count += amount;
  });

  render() {
    return html`
      <h1>Counter</h1>
      <p>You clicked your way to <strong>${this.count}</strong>.</p>
      <button live-click=${this.increment}>One more</button>
      <form live-submit=${this.add}>
        <input name="amount" type="number" value="10" aria-label="How many">
        <button>Add</button>
      </form>`;
  }
}
